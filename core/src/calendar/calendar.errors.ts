import type { ErrorDeclaration } from '@stowage/sdk'

/** Every way in which a calendar can be refused. */
export const calendarErrors = {
  'host.calendar_hours_invalid': {
    status: 422,
    message:
      'It opens at {opens} and closes at {closes}; write hours that cross midnight as two, until ' +
      '24:00 and from 00:00.',
  },
  'host.calendar_hours_overlap': {
    status: 422,
    message: 'On weekday {weekday} the hours from {opens} begin before those before them end; join them.',
  },
  'host.calendar_holiday_twice': { status: 422, message: 'The day {day} stands among the holidays twice.' },
  'host.calendar_never_open': {
    status: 422,
    message:
      'The site {site} is not open for {minutes} minutes in the ten years to come; mend its opening hours.',
  },
} as const satisfies Record<string, ErrorDeclaration>
