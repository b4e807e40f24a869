import type { ErrorDeclaration } from '@stowage/sdk'

/** Why a trace is not answered. */
export const errors = {
  'traceability.trace_of_what': {
    status: 400,
    message: 'Name what is traced: one of lot, serial or unit, by its id; there are {count} of them.',
  },
  'traceability.subject_not_found': {
    status: 404,
    message: 'There is no {kind} {id}; look it up by its name first.',
  },
} as const satisfies Readonly<Record<string, ErrorDeclaration>>
