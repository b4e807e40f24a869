import type { ErrorDeclaration } from '@stowage/sdk'
import { allocationErrors } from './allocations/allocation.errors.ts'
import { holdErrors } from './holds/hold.errors.ts'
import { serialErrors } from './serials/serial.errors.ts'
import { statusErrors } from './statuses/status.errors.ts'
import { unitErrors } from './units/unit.errors.ts'

/**
 * Every way in which a posting or a question about stock can fail, with the sentence that the reader gets.
 */
export const ledgerErrors = {
  ...allocationErrors,
  ...holdErrors,
  ...serialErrors,
  ...statusErrors,
  'ledger.undo_not_own': {
    status: 403,
    message:
      'Somebody else posted movement {id}; who posted it may take it back, or whoever may reverse movements.',
  },
  'ledger.undo_too_late': {
    status: 409,
    message:
      'Movement {id} is more than {minutes} minutes old and is not taken back any more; ask whoever may ' +
      'reverse movements.',
  },
  'ledger.undo_not_last': {
    status: 409,
    message:
      'You posted something else since movement {id}, so it is not your last one; ask whoever may reverse ' +
      'movements.',
  },
  'ledger.insufficient_stock': {
    status: 422,
    message:
      '{location} holds {onHand} of {stock}, {unallocated} of it free; {asked} were asked. Take less, ' +
      'or receive first.',
  },
  'ledger.debt_limit_reached': {
    status: 422,
    message:
      '{location} stands at {onHand} of {stock} and may go down to {lowest}; {asked} were asked. Take ' +
      'less, receive ' +
      'first, or raise its debt limit.',
  },
  'ledger.insufficient_in_the_past': {
    status: 422,
    message:
      '{location} held only {onHand} of {stock} at {instant}; {asked} were asked for before that. Mend ' +
      'what happened later first, or post it as of now.',
  },
  'ledger.item_unknown': { status: 422, message: 'There is no item {item}; create it, or mend the id.' },
  'ledger.item_of_another_owner': {
    status: 422,
    message:
      '{sku} stands in another owner’s catalogue; name that owner, or take an item of the house or of ' +
      'this one.',
  },
  'ledger.location_unknown': {
    status: 422,
    message: 'There is no location {location}; create it, or mend the id.',
  },
  'ledger.status_unknown': {
    status: 422,
    message: 'There is no stock status {status}; /api/v1/ledger/statuses lists them.',
  },
  'ledger.owner_required': {
    status: 422,
    message: 'Your rights end at some owners’ stock; say in `owner` whose it is.',
  },
  'ledger.owner_unknown': { status: 422, message: 'There is no owner {owner}; create it, or mend the id.' },
  'ledger.kind_unknown': {
    status: 422,
    message:
      'There is no kind of movement {kind} to post; take one of {known}. A reversal has a route of its own.',
  },
  'ledger.reason_required': {
    status: 422,
    message: 'The kind {kind} changes stock by hand and needs a reason; /api/v1/ledger/reasons lists them.',
  },
  'ledger.reason_unknown': {
    status: 422,
    message: 'There is no reason {reason} in use; /api/v1/ledger/reasons lists them.',
  },
  'ledger.quantity_out_of_range': {
    status: 422,
    message: 'The quantity {quantity} is not more than 0 and at most {max}; split it.',
  },
  'ledger.balance_out_of_range': {
    status: 422,
    message:
      '{location} holds {onHand} of {stock}, and no balance goes beyond {max}; move some of it ' +
      'elsewhere first, or take less.',
  },
  'ledger.quantity_not_a_step': {
    status: 422,
    message: '{sku} is counted in steps of {step}; {quantity} is none. The nearest are {lower} and {upper}.',
  },
  'ledger.quantity_missing': {
    status: 422,
    message: 'How much of {sku}? Give a quantity in base units, or what was counted of a packaging level.',
  },
  'ledger.quantities_differ': {
    status: 422,
    message:
      'What was counted of {sku} makes {counted}, and the quantity says {quantity}; leave one of them out.',
  },
  'ledger.level_unknown': {
    status: 422,
    message: '{sku} has no packaging level {level}; its page lists them.',
  },
  'ledger.lot_required': {
    status: 422,
    message: '{sku} is kept by lot: name the lot of this line, or create it first.',
  },
  'ledger.lot_not_kept': { status: 422, message: '{sku} is not kept by lot; leave the lot out.' },
  'ledger.lot_unknown': {
    status: 422,
    message: 'There is no lot {lot} of this item; create it, or mend the id.',
  },
  'ledger.unit_unknown': {
    status: 422,
    message: 'There is no handling unit {unit}; create it, or mend the id.',
  },
  'ledger.catch_required': {
    status: 422,
    message: '{sku} is weighed: say how many {unit} it was beside the quantity.',
  },
  'ledger.catch_not_kept': {
    status: 422,
    message: '{sku} has no second quantity; leave it out, or give the item a catch unit.',
  },
  'ledger.same_place': {
    status: 422,
    message: 'The line goes from {location} to the same place and status; name another one.',
  },
  'ledger.both_places_outside': {
    status: 422,
    message: 'Neither {from} nor {to} keeps stock; one end of a line must be a place of ours.',
  },
  'ledger.item_blocked': { status: 422, message: '{sku} is blocked; make it active before it moves.' },
  'ledger.location_inactive': {
    status: 422,
    message: '{location} is out of use; activate it, or choose another.',
  },
  'ledger.effective_in_future': {
    status: 422,
    message: 'It cannot have happened at {effectiveAt}, over two minutes from now ({now}); check the clock.',
  },
  'ledger.effective_too_early': {
    status: 422,
    message: 'It cannot have happened at {effectiveAt}, before 1970; check the date.',
  },
  'ledger.effective_required': {
    status: 422,
    message: 'History is taken over with its own clock: say when it happened (effectiveAt).',
  },
  'ledger.too_long_ago': {
    status: 422,
    message: 'Over {linesMax} lines came later on these balances; correct it as of now instead.',
  },
  'ledger.id_taken': { status: 409, message: 'The movement {id} was posted before; send a new id.' },
  'ledger.id_far_from_now': {
    status: 422,
    message: 'The id {id} is no UUIDv7 of the last days; make one when the movement is made.',
  },
  'ledger.already_reversed': {
    status: 409,
    message:
      'This movement was reversed already, and none is undone twice; post it anew if it is to stand again.',
  },
  'ledger.override_forbidden': {
    status: 403,
    message:
      'Only who has the permission {permission} may post it against {code}; have it posted by one who has ' +
      'it, or leave the override out and mend what is refused.',
  },
  'ledger.batch_refused': {
    status: 422,
    message: 'Nothing was posted, because other movements of the same batch were refused.',
  },
  'ledger.batch_too_large': {
    status: 413,
    message:
      '{movements} movements with {lines} lines are too many at once; send {movementsMax} and ' +
      '{linesMax} at most.',
  },
  'ledger.key_reused': {
    status: 409,
    message: 'The idempotency key {key} was used for another content; send a new key with a new command.',
  },
  'ledger.busy': {
    status: 503,
    message: '{waiting} lines wait to be posted already; send it again in a second, under the same key.',
  },
  'ledger.hook_failed': {
    status: 500,
    message:
      'The plugin {plugin} {version} failed in {hook} ({fault}) and nothing was posted; switch it off, ' +
      'or tell its makers.',
  },
  'ledger.posting_failed': {
    status: 500,
    message: 'This could not be posted, and nothing was; the log has the cause under the request id.',
  },
  'ledger.plugins_changed': {
    status: 503,
    message:
      'The set of plugins was changed and this server does not follow yet; nothing was posted, send it ' +
      'again.',
  },
  'ledger.import_location_unknown': {
    status: 422,
    message: 'There is no location {location}, or it is not yours to see; compare it with its label.',
  },
  'ledger.import_location_ambiguous': {
    status: 422,
    message: '{count} locations are called {location}; say in which site, too.',
  },
  'ledger.import_unit_unknown': {
    status: 422,
    message: 'There is no handling unit {unit} in use; create it first.',
  },
  'ledger.import_quantity': {
    status: 422,
    message: 'The quantity is {quantity}; opening stock is above 0, and an adjustment is not 0.',
  },
  'ledger.movement_not_found': { status: 404, message: 'There is no movement {id}; compare the id.' },
  'ledger.id_in_use': {
    status: 409,
    message: 'The id {id} stands for something else already; send a new id.',
  },
  'ledger.staff_only': {
    status: 403,
    message:
      'Reasons and statuses are for the whole house; your rights end at some owners’ stock. Ask its staff.',
  },
  'ledger.proof_staff_only': {
    status: 403,
    message: 'How far the proof has come concerns all owners’ stock; your rights end at some. Ask its staff.',
  },
  'ledger.reason_taken': { status: 409, message: 'There is a reason {code} already; change that one.' },
  'ledger.as_of_too_wide': {
    status: 422,
    message:
      '{balances} balances are too many to ask for at another instant ({balancesMax} at most); add a filter.',
  },
  'ledger.matrix_too_wide': {
    status: 422,
    message:
      'This page has more than {cellsMax} cells; name up to {columnsMax} members across, ' +
      'take fewer down or add a filter.',
  },
  'ledger.health_order_waits': {
    status: 503,
    message:
      'Movements wait {seconds} s for their position: some transaction stays open on the database ' +
      'server, and with it events, hints and seals. Look for it in pg_stat_activity.',
  },
  'ledger.two_clocks': {
    status: 400,
    message: 'Ask as of one clock: asOf (when it happened) or asKnownAt (when it was posted).',
  },
  'ledger.matrix_file_too_wide': {
    status: 422,
    message:
      'A file is {columnsMax} members wide at most; name those that you want, or take another dimension.',
  },
  'ledger.members_of_few': {
    status: 400,
    message:
      'Members are items, locations, lots or handling units; {by} stands first in `by` and is none of ' +
      'these.',
  },
  'ledger.dimension_twice': { status: 400, message: 'The dimensions {by} name one twice; name each once.' },
  ...unitErrors,
} as const satisfies Record<string, ErrorDeclaration>
