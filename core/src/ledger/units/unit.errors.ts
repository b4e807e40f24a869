import type { ErrorDeclaration } from '@stowage/sdk'

/** Every way in which a movement of handling units, or a transformation, can fail, with its sentence. */
export const unitErrors = {
  'ledger.unit_elsewhere': {
    status: 422,
    message: '{unit} stands in {stands}, not in {location}; go there, or move the unit first.',
  },
  'ledger.unit_nowhere': {
    status: 422,
    message: '{unit} stands nowhere yet; move it to a place, or put something into it there.',
  },
  'ledger.unit_closed': {
    status: 422,
    message: '{unit} is closed and takes nothing any more; reopen it, or take another unit.',
  },
  'ledger.unit_already_there': {
    status: 422,
    message: '{unit} stands in {location} as it is already; name another place.',
  },
  'ledger.unit_into_itself': {
    status: 422,
    message: '{into} is inside {unit} or is {unit} itself; a unit cannot go into what it holds.',
  },
  'ledger.unit_too_deep': {
    status: 422,
    message: '{unit} in {into} would be {depth} units deep, and {limit} is the most; put it elsewhere.',
  },
  'ledger.unit_two_places': {
    status: 422,
    message: '{unit} goes to a place or into another unit; name one of them.',
  },
  'ledger.unit_twice': {
    status: 422,
    message: '{unit} is moved and touched otherwise in one command; send one after the other.',
  },
  'ledger.unit_of_others': {
    status: 422,
    message: '{unit} holds stock as well that is not yours to move; ask the house to move it.',
  },
  'ledger.unit_moved_since': {
    status: 409,
    message: '{unit} has gone elsewhere since; move it back instead of undoing this.',
  },
  'ledger.unit_contents_left': {
    status: 409,
    message:
      '{unit} holds other stock now than this movement moved; move the unit back instead of undoing this.',
  },
  'ledger.movement_empty': {
    status: 422,
    message: 'There is nothing to move in it; name lines or handling units.',
  },
  'ledger.transformation_by_hand': {
    status: 422,
    message:
      'What goes into a transformation is posted together with what comes out: POST ' +
      '/api/v1/ledger/transformations.',
  },
  'ledger.transformation_unbalanced': {
    status: 422,
    message:
      'A {kind} changes no quantities, but {sku} goes in with {input} and comes out with {output}; mend one.',
  },
  'ledger.transformation_uncounted': {
    status: 422,
    message: 'A {kind} changes no quantities, so each of its lines needs one in base units.',
  },
  'ledger.transformation_taken': {
    status: 409,
    message: 'There is a transformation {id} already; send a new id.',
  },
  'ledger.stock_not_in_unit': {
    status: 422,
    message:
      'The balance {bucket} is not of the handling unit {unit}; GET ' +
      '/api/v1/ledger/balances?handlingUnit=… lists what is in it.',
  },
  'ledger.transformation_not_found': {
    status: 404,
    message: 'There is no transformation {id}; compare the id.',
  },
  'ledger.genealogy_of_what': {
    status: 400,
    message: 'Ask for the genealogy of a lot or of a handling unit: name one of them.',
  },
} as const satisfies Record<string, ErrorDeclaration>
