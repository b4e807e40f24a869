import type { ErrorDeclaration } from '@stowage/sdk'

/** Every way in which a wish about stock statuses can fail, with the sentence that the reader gets. */
export const statusErrors = {
  'ledger.status_taken': { status: 409, message: 'There is a status {name} already; change that one.' },
  'ledger.status_built_in': {
    status: 409,
    message: 'The status {name} belongs to {plugin} and keeps its meaning; create one of your own.',
  },
  'ledger.status_has_allocations': {
    status: 409,
    message:
      '{allocations} allocations keep stock in the status {name}; release them first, or move the stock.',
  },
  'ledger.statuses_full': {
    status: 409,
    message: 'There are {count} statuses, and no more than {countMax} are kept apart; change one of them.',
  },
} as const satisfies Record<string, ErrorDeclaration>
