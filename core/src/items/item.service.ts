import { refuse, type Transaction } from '@stowage/sdk'
import type { Author } from '../audit/record-change.ts'
import { changeRow } from '../audit/versioned-row.ts'
import { type CreatedItem, createItems } from './create-items.ts'
import { refuseGtinTaken } from './gtin-holder.ts'
import { ItemRow } from './item.model.ts'
import { checkCounting, checkedItem } from './item.rules.ts'
import type { Item, ItemPatch, NewItem } from './item.schemas.ts'
import { itemsOnTheWire } from './items-on-the-wire.ts'
import { refuseHouse } from './items-to-add-to.ts'
import { createLotService, type LotService } from './lots/lot.service.ts'
import {
  createPackagingLevelService,
  type PackagingLevelService,
} from './packaging-levels/packaging-level.service.ts'

/** What core and plugins may ask of items. */
export interface ItemService {
  /** @throws `http.row_not_found`, also for an item that the actor may not see */
  get(trx: Transaction, id: string): Promise<Item>
  /**
   * Creates many items at once, all or none, in a handful of statements however many they are. An id that
   * stands already with the same content is left as it is, so a whole batch may be sent again.
   * @returns them in the order of the wishes
   */
  createMany(trx: Transaction, author: Author, wishes: readonly NewItem[]): Promise<CreatedItem[]>
  /** Changes an item that still has the version the caller has seen. */
  change(trx: Transaction, author: Author, wish: ItemChange): Promise<Item>
  /** The lots of items that are kept in lots. */
  readonly lots: LotService
  /** The units that items are handled in. */
  readonly levels: PackagingLevelService
}

/** A change of one item. */
export interface ItemChange {
  readonly id: string
  readonly version: number
  readonly patch: ItemPatch
}

declare module '@stowage/sdk' {
  interface Services {
    readonly items: ItemService
  }
}

/** Makes the service of items. */
export function createItemService(): ItemService {
  return {
    async get(trx, id) {
      return onTheWire(trx, await findItem(trx, id))
    },
    createMany: createItems,
    change: changeItem,
    lots: createLotService(),
    levels: createPackagingLevelService(),
  }
}

async function findItem(trx: Transaction, id: string): Promise<ItemRow> {
  const row = await ItemRow.query(trx).findById(id)
  if (row === undefined) throw refuse('http.row_not_found', { what: 'item', id })
  return row
}

async function changeItem(
  trx: Transaction,
  author: Author,
  { id, version, patch }: ItemChange,
): Promise<Item> {
  const row = await findItem(trx, id)
  refuseHouse(author, row)
  const checked = checkedItem(patch)
  checkCounting({ ...row, ...checked })
  await checkFixedByStock(trx, row, checked)
  const { gtin } = checked
  if (typeof gtin === 'string' && gtin !== row.gtin) {
    await refuseGtinTaken(trx, { gtin, owner: row.owner, except: row.id })
  }
  const gtinTaken = () => refuse('items.gtin_taken', { gtin, holder: 'something else' }, '/gtin')
  const changed = await changeRow<ItemRow>(trx, author, {
    model: ItemRow,
    entity: 'items.item',
    row,
    version,
    patch: checked,
    owner: row.owner,
    taken: {
      item_sku_key: () => refuse('items.sku_taken', { sku: checked.sku }, '/sku'),
      item_gtin_key: gtinTaken,
      gtin_key: gtinTaken,
    },
  })
  return onTheWire(trx, changed)
}

/** What posted stock means: its unit and step, and whether its buckets name lots, pieces and weights. */
const FIXED_BY_STOCK = ['baseUnit', 'step', 'hasLots', 'serials', 'catchUnit'] as const

async function checkFixedByStock(trx: Transaction, row: ItemRow, patch: ItemPatch): Promise<void> {
  const fields = FIXED_BY_STOCK.filter((field) => patch[field] !== undefined && patch[field] !== row[field])
  const [field] = fields
  if (field === undefined) return
  // Whoever makes the item's first bucket at this moment comes before, and is seen, or after, and reads the
  // new step.
  await trx.raw("select pg_advisory_xact_lock(hashtext('items.step'))")
  const bucket = await trx('ledger.bucket').where({ item: row.id }).first('id')
  if (bucket !== undefined) throw refuse('items.fixed_by_stock', { field, sku: row.sku }, `/${field}`)
}

async function onTheWire(trx: Transaction, row: ItemRow): Promise<Item> {
  const [item] = await itemsOnTheWire(trx, [row])
  return item!
}
