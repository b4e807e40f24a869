import type { ErrorDeclaration } from '@stowage/sdk'

/** Every way in which a wish about handling units can fail, with the sentence that the reader gets. */
export const unitErrors = {
  'locations.unit_code_taken': {
    status: 409,
    message:
      'The code {code} is on another handling unit, and every label stands for one; take another label.',
  },
  'locations.unit_code_twice': {
    status: 422,
    message: 'The code {code} stands twice in this list, and every label stands for one unit; leave one out.',
  },
  'locations.unit_code_unusable': {
    status: 422,
    message:
      'The code {code} is empty, longer than 60 characters, or holds a space, a slash or a control ' +
      'character; choose ' +
      'one without.',
  },
  'locations.sscc_unusable': {
    status: 422,
    message: '{code} is no SSCC, which has 18 digits; read the label again, or say that it is none.',
  },
  'locations.sscc_check_digit': {
    status: 422,
    message: 'The check digit of {code} is {found} and has to be {expected}; read the label again.',
  },
  'locations.unit_kind_unknown': {
    status: 422,
    message: 'There is no kind of handling unit {kind}; there are {kinds}.',
  },
  'locations.unit_place_unknown': {
    status: 422,
    message: 'There is no location {location} of ours to put it in; create it, or mend the id.',
  },
  'locations.unit_place_closed': {
    status: 409,
    message: '{location} is out of use; put it in use first, or choose another place.',
  },
  'locations.unit_parent_unknown': {
    status: 422,
    message: 'There is no handling unit {parent} to put it in; create it, or mend the id.',
  },
  'locations.unit_parent_unusable': {
    status: 409,
    message:
      'Nothing can be put into {parent}: it is closed, or stands nowhere yet; reopen it, or move it to ' +
      'a place first.',
  },
  'locations.unit_two_places': {
    status: 422,
    message: 'A unit stands in a place or in another unit; name one of them.',
  },
  'locations.unit_parent_deep': {
    status: 409,
    message: '{parent} is {depth} units deep already, and {limit} is the most; put it elsewhere.',
  },
  'locations.unit_not_empty': {
    status: 409,
    message:
      '{code} is not empty ({balances} balances, {units} units in it); take everything out before ' +
      'closing it.',
  },
  'locations.units_too_many': {
    status: 422,
    message: 'Name the units, or how many to make: one of them, and {limit} at most.',
  },
  'locations.series_unknown': { status: 422, message: 'There is no series {series}; create it first.' },
  'locations.series_taken': {
    status: 409,
    message: 'There is a series of this name or with this prefix already; change that one.',
  },
  'locations.series_prefix': {
    status: 422,
    message:
      'The prefix {prefix} does not fit: a GS1 company prefix has 4 to 12 digits, a license plate ' +
      'begins with a capital letter and holds capitals, digits and hyphens.',
  },
  'locations.series_first_number': {
    status: 409,
    message:
      'The first number {firstNumber} is below {current}, from which codes were made; choose a higher one.',
  },
  'locations.series_exhausted': {
    status: 409,
    message: 'All numbers of the prefix {prefix} are used up; add a series with another prefix.',
  },
} as const satisfies Record<string, ErrorDeclaration>
