import type { ErrorDeclaration } from '@stowage/sdk'

/** What stands in the way of keeping stock for a demand, of letting go of it, and of what comes back. */
export const allocationErrors = {
  'ledger.not_enough_free': {
    status: 422,
    message:
      '{asked} of {sku} were asked for, and {free} are free where they may be taken. Ask for less, or ' +
      'look elsewhere.',
  },
  'ledger.allocation_unknown': {
    status: 422,
    message:
      'There is no allocation {allocation} of this stock any more; it was consumed, released, or never made.',
  },
  'ledger.allocation_needs_site': {
    status: 422,
    message:
      'You see {sites} sites; say by location or within in which of them the stock is to be looked for.',
  },
  'ledger.allocation_taken': {
    status: 409,
    message: 'There is an allocation {id} already; send a new id.',
  },
  'ledger.allocation_elsewhere': {
    status: 422,
    message:
      'The allocation {allocation} of {sku} is on other stock than what lies in {location}; take that, ' +
      'or swap it first.',
  },
  'ledger.allocation_exceeded': {
    status: 422,
    message:
      'The allocation {allocation} is of {allocated} of {sku}; {asked} were asked. Take less, or ' +
      'allocate more first.',
  },
  'ledger.allocation_carried_outside': {
    status: 422,
    message: 'An allocation cannot be carried to {location}, which keeps no stock; consume or release it.',
  },
  'ledger.piece_kept': {
    status: 422,
    message:
      '{serial} of {sku} is kept for {demandKind} {demand}; take another piece, or release that ' +
      'allocation first.',
  },
  'ledger.piece_not_here': {
    status: 422,
    message: '{serial} of {sku} stands in no place of this owner that you see; check the number.',
  },
  'ledger.piece_not_allocatable': {
    status: 422,
    message:
      '{serial} of {sku} stands in {standsIn}, where nothing may be allocated; move it, or change its ' +
      'status first.',
  },
  'ledger.piece_says_where': {
    status: 422,
    message:
      '{serial} is one piece and says by itself where it is; ask for a quantity of 1, and leave place, ' +
      'lot, unit and status out.',
  },
  'ledger.pieces_have_no_place': {
    status: 422,
    message:
      '{sku} is not kept piece by piece in stock, so no single one can be allocated; leave the ' +
      'number out.',
  },
  'ledger.allocation_of_piece': {
    status: 422,
    message:
      'The allocation {allocation} is of the piece {serial} of {sku}; take that one, or ' +
      'release it first.',
  },
  'ledger.allocation_not_expired': {
    status: 409,
    message: 'The allocation {allocation} has not expired; release it instead.',
  },
  'ledger.allocation_expires_past': {
    status: 422,
    message: '{expiresAt} has passed; let the allocation expire later, or leave it out.',
  },
  'ledger.batch_of_acts_too_large': {
    status: 413,
    message: '{acts} acts on allocations are too many at once; send {actsMax} at most.',
  },
  'ledger.overtaken': {
    status: 503,
    message:
      'Others changed what this is about {tried} times one after the other; send it again in a second.',
  },
  'ledger.on_hold': {
    status: 422,
    message: '{quantity} of {subject} are on hold ({reason}): it may not be {deed}. {lifter} may lift it.',
  },
  'ledger.period_closed': {
    status: 422,
    message:
      'The books are closed until {closedThrough}; {effectiveAt} lies before. Post it as of now, or ' +
      'reopen them.',
  },
  'ledger.returns_unknown_line': {
    status: 422,
    message: 'Line {line} did not issue this {sku}, or was reversed; name the line that it left on.',
  },
  'ledger.returned_too_much': {
    status: 422,
    message:
      'Of {issued} of {sku} on line {line}, {returned} came back before; {asked} more are too many. ' +
      'Receive the rest without it.',
  },
  'ledger.has_returns': {
    status: 409,
    message: 'Of the movement {id} something came back already; reverse that return first.',
  },
} as const satisfies Record<string, ErrorDeclaration>
