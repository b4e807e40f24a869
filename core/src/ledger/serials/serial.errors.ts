import type { ErrorDeclaration } from '@stowage/sdk'

/** What stands in the way of a line with serial numbers. */
export const serialErrors = {
  'ledger.serials_required': {
    status: 422,
    message: '{quantity} of {sku} need {quantity} serial numbers, one a piece; {given} were given.',
  },
  'ledger.serials_too_many': {
    status: 422,
    message: '{given} serial numbers are too many for {quantity} of {sku}; give one a piece at most.',
  },
  'ledger.serials_not_kept': {
    status: 422,
    message: '{sku} is not kept by serial number; leave the numbers out.',
  },
  'ledger.serials_at_dispatch': {
    status: 422,
    message: 'Serial numbers of {sku} are taken when it leaves, and when it comes back; leave them out here.',
  },
  'ledger.serial_unreadable': {
    status: 422,
    message: '"{serial}" is no serial number: up to 100 characters of print, without blanks at its ends.',
  },
  'ledger.serial_twice': {
    status: 422,
    message: 'The serial number {serial} is named twice on the line; each piece has its own.',
  },
  'ledger.serial_range_unreadable': {
    status: 422,
    message:
      'From {from} to {to} does not count up: both begin alike and end in digits, as SN-0998 to SN-1002 ' +
      'do. Name the numbers one by one instead.',
  },
  'ledger.batch_of_serials_too_large': {
    status: 413,
    message: '{serials} serial numbers are too many at once; send {serialsMax} at most.',
  },
  'ledger.serial_unknown': {
    status: 422,
    message: '{serial} of {sku} is not in {location}, and never came; check the number, or receive it first.',
  },
  'ledger.serial_gone': {
    status: 422,
    message:
      '{serial} of {sku} left before, so it is not in {location}; take it back first, or check the number.',
  },
  'ledger.serial_elsewhere': {
    status: 422,
    message: '{serial} of {sku} stands in {standsIn}, not in {location}; take it from there.',
  },
  'ledger.serial_in_stock': {
    status: 422,
    message:
      '{serial} of {sku} stands in {standsIn} already, so it cannot come from outside; check the number.',
  },
  'ledger.serial_in_use': {
    status: 422,
    message: 'The number {serial} of {sku} is in use already; check the number.',
  },
  'ledger.serial_left_before': {
    status: 422,
    message: '{serial} of {sku} left before and did not come back; take it back first, or check the number.',
  },
  'ledger.serial_not_out': {
    status: 422,
    message: '{serial} of {sku} came back before, so it cannot come back again; check the number.',
  },
  'ledger.serial_moved_later': {
    status: 422,
    message:
      '{serial} of {sku} was moved at {instant}, after this is said to have happened; give a later ' +
      'instant, or correct it as of now.',
  },
  'ledger.serial_on_hold': {
    status: 422,
    message: '{serial} of {sku} is on hold ({reason}): it may not be {deed}. {lifter} may lift it.',
  },
  'ledger.serial_not_found': {
    status: 404,
    message: 'There is no serial number with the id {id}; compare the id.',
  },
} as const satisfies Record<string, ErrorDeclaration>
