import type { ErrorDeclaration } from '@stowage/sdk'

/** Every way in which a wish about items can fail, with the sentence that the reader gets. */
export const itemErrors = {
  'items.id_taken': {
    status: 409,
    message: 'The id {id} stands for another item already; send the same content again, or a new id.',
  },
  'items.sku_taken': {
    status: 409,
    message:
      'The SKU {sku} is taken in this catalogue, whatever its case; choose another or change that item.',
  },
  'items.gtin_taken': {
    status: 409,
    message:
      'The GTIN {gtin} stands on {holder} already, and one GTIN names one thing of a catalogue; compare ' +
      'both.',
  },
  'items.twice_in_batch': {
    status: 422,
    message: 'The {field} {value} stands in this batch twice; leave one of the two out.',
  },
  'items.batch_too_large': {
    status: 422,
    message: '{count} items are too many for one batch; send {limit} at most.',
  },
  'items.text_unprintable': {
    status: 422,
    message:
      'The {field} {value} is empty or holds a control character; send at least one printable character.',
  },
  'items.gtin_malformed': {
    status: 422,
    message: 'The GTIN {gtin} does not have 8, 12, 13 or 14 digits; type it as it is printed under the bars.',
  },
  'items.gtin_check_digit': {
    status: 422,
    message:
      'The GTIN {gtin} ends in {found} where its check digit is {expected}; compare it with the package.',
  },
  'items.value_unusable': {
    status: 422,
    message: 'The {field} {value} is not usable; it must be {wanted}.',
  },
  'items.import_name_missing': {
    status: 422,
    message: 'There is no item {sku} yet, so it needs a name; fill it in.',
  },
  'items.owner_unknown': {
    status: 422,
    message: 'There is no owner {owner}, or you may not act for him; GET /api/v1/access/owners lists yours.',
  },
  'items.owner_required': {
    status: 422,
    message: 'Your rights end at some owners’ catalogues; say in `owner` whose item it is.',
  },
  'items.belongs_to_house': {
    status: 403,
    message: 'The item {sku} stands in the house’s catalogue, which only staff may change.',
  },
  'items.item_unknown': {
    status: 422,
    message: 'There is no item {item}, or it is not yours to see; GET /api/v1/items lists those you see.',
  },
  'items.lot_id_taken': {
    status: 409,
    message: 'The id {id} stands for another lot already; send the same content again, or a new id.',
  },
  'items.lot_name_taken': {
    status: 409,
    message:
      'The item {sku} has a lot {name} already, which expires on {expiresOn}; use that one, or give this ' +
      'one another name.',
  },
  'items.lot_name_taken_now': {
    status: 409,
    message: 'Somebody has just made a lot {name} of the item {sku}; use that one.',
  },
  'items.lots_not_kept': {
    status: 422,
    message: 'The item {sku} is not kept in lots; set its hasLots before its first stock is posted.',
  },
  'items.lot_days_disordered': {
    status: 422,
    message:
      'The day of {later}, {second}, lies before that of {earlier}, {first}; compare both with the label.',
  },
  'items.lot_differs': {
    status: 409,
    message:
      'The lot {name} of {sku} stands with {stands} as its day of {day}, not {wished}; correct the lot if ' +
      'that is wrong, or give these goods a lot of their own.',
  },
  'items.level_name_taken': {
    status: 409,
    message:
      'The item {sku} has a packaging level {name} already; take that one out of use, or choose another ' +
      'name.',
  },
  'items.level_named_as_base_unit': {
    status: 422,
    message:
      'The item {sku} is counted in {name}, so one {name} of it is 1; choose another name for this level.',
  },
  'items.level_factor_fixed': {
    status: 409,
    message:
      'One {level} of {sku} holds {holds} {baseUnit} for good, since what was counted in it means that; ' +
      'take it out of use, and create another level.',
  },
  'items.level_quantity_uneven': {
    status: 422,
    message:
      '{quantity} {level} of {sku} come to no multiple of its step {step} {baseUnit}; the nearest are ' +
      '{lower} and {upper} {baseUnit}.',
  },
  'items.level_quantity_unusable': {
    status: 422,
    message: 'The quantity {quantity} must be above 0, with 6 decimals at most, and come to {max} at most.',
  },
  'items.serials_need_pieces': {
    status: 422,
    message:
      'Serial numbers of {sku} cannot be taken {serials} while its step is {step}: each stands for one ' +
      'piece; set the step to 1 or the serials to never.',
  },
  'items.catch_unit_is_base_unit': {
    status: 422,
    message:
      'The catch unit {catchUnit} is the base unit already; name the unit of the second quantity, or leave ' +
      'it empty.',
  },
  'items.fixed_by_stock': {
    status: 409,
    message:
      'The {field} of {sku} is fixed since stock of it was posted; create a new item and move the stock ' +
      'to it.',
  },
} as const satisfies Record<string, ErrorDeclaration>
