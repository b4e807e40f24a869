import type { ErrorDeclaration } from '@stowage/sdk'

/** Why a number cannot be drawn. */
export const numberErrors = {
  'host.number_series_unknown': {
    status: 422,
    message: 'There is no series of numbers {series}; a plugin that is on has to add it to "number.series".',
  },
  'host.number_company_unknown': {
    status: 422,
    message: 'There is no company {company} to draw a number for; GET /api/v1/access/companies lists them.',
  },
} as const satisfies Record<string, ErrorDeclaration>
