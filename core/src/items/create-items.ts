import { refuse, type Transaction } from '@stowage/sdk'
import { ownerNumbers } from '../access/owners/owner.service.ts'
import { type Author, recordChanges } from '../audit/record-change.ts'
import { holdIds, orTaken } from '../audit/versioned-row.ts'
import { newId } from '../database/ids.ts'
import { gtin14 } from './gtin.ts'
import { gtinHolder } from './gtin-holder.ts'
import { ItemRow } from './item.model.ts'
import { checkCounting, checkedItem } from './item.rules.ts'
import type { Item, NewItem } from './item.schemas.ts'
import { itemsOnTheWire } from './items-on-the-wire.ts'

const MAX_BATCH = 10_000

/** An item, and whether it was made just now. */
export interface CreatedItem {
  readonly item: Item
  readonly isNew: boolean
}

/** All that is said of a new item. */
export type ItemColumns = Required<Omit<NewItem, 'owner'>> & { readonly owner: number | null }

/**
 * Creates many items at once, all or none, in a handful of statements however many they are:
 * 1. each wish is checked by itself, and against the others of the batch;
 * 2. ids that stand already with the same content are left as they are, so a batch may be sent again;
 * 3. SKUs and GTINs that others have are refused by name;
 * 4. the rest is inserted and audited.
 * @returns them in the order of the wishes
 */
export async function createItems(
  trx: Transaction,
  author: Author,
  wishes: readonly NewItem[],
): Promise<CreatedItem[]> {
  if (wishes.length > MAX_BATCH)
    throw refuse('items.batch_too_large', { count: wishes.length, limit: MAX_BATCH })
  const at = (index: number) => (wishes.length === 1 ? '' : `/${index}`)
  const rows = await columnsOf(trx, { author, wishes, at })
  refuseTwins(rows, at)
  const given = new Set(wishes.flatMap(({ id }) => id ?? []))
  // Only few at once can be a double press; a batch of thousands would fill the table of locks.
  if (given.size > 0 && given.size <= 100) await holdIds(trx, [...given])
  const standing = await findStanding(trx, given)
  for (const [index, row] of rows.entries()) {
    const stored = standing.get(row.id)
    if (stored !== undefined && !isSame(row, stored))
      throw refuse('items.id_taken', { id: row.id }, `${at(index)}/id`)
  }
  const fresh = rows.filter(({ id }) => !standing.has(id))
  await refuseTaken(trx, { rows, fresh, at })
  const inserted = await insertItems(trx, author, fresh, 'returning *')
  const items = await itemsOnTheWire(trx, [
    ...standing.values(),
    ...inserted.map((row) => ItemRow.fromDatabaseJson(row)),
  ])
  const byId = new Map(items.map((item) => [item.id, item]))
  return rows.map(({ id }) => ({ item: byId.get(id)!, isNew: !standing.has(id) }))
}

interface Batch {
  readonly author: Author
  readonly wishes: readonly NewItem[]
  readonly at: (index: number) => string
}

async function columnsOf(trx: Transaction, { author, wishes, at }: Batch): Promise<ItemColumns[]> {
  const numbers = await ownerNumbers(
    trx,
    wishes.flatMap(({ owner }) => owner ?? []),
  )
  return wishes.map((wish, index) => {
    const { owner = null } = wish
    if (owner === null && author.actor.owners !== 'all')
      throw refuse('items.owner_required', {}, `${at(index)}/owner`)
    if (owner !== null && !numbers.has(owner))
      throw refuse('items.owner_unknown', { owner }, `${at(index)}/owner`)
    return itemColumns(wish, owner === null ? null : numbers.get(owner)!, at(index))
  })
}

/**
 * What a wish says by itself, with all that it leaves out.
 * @param owner whose catalogue it comes into, by number
 * @param at where the wish stands in the request
 */
export function itemColumns(wish: Omit<NewItem, 'owner'>, owner: number | null, at = ''): ItemColumns {
  const columns: ItemColumns = {
    description: null,
    category: null,
    baseUnit: 'each',
    step: 1,
    gtin: null,
    weightGrams: null,
    lengthMm: null,
    widthMm: null,
    heightMm: null,
    hasLots: false,
    serials: 'never',
    catchUnit: null,
    lifecycle: 'active',
    ...checkedItem(wish, at),
    id: wish.id?.toLowerCase() ?? newId(),
    owner,
  }
  checkCounting(columns, at)
  return columns
}

function refuseTwins(rows: readonly ItemColumns[], at: Batch['at']): void {
  const seen = new Set<string>()
  for (const [index, { id, owner, sku, gtin }] of rows.entries()) {
    const names = {
      id,
      sku: `${owner} ${sku.toLowerCase()}`,
      gtin: gtin === null ? null : `${owner} ${gtin14(gtin)}`,
    }
    for (const [field, name] of Object.entries(names)) {
      if (name === null) continue
      if (seen.has(`${field} ${name}`)) {
        const value = { id, sku, gtin }[field]
        throw refuse('items.twice_in_batch', { field, value }, `${at(index)}/${field}`)
      }
      seen.add(`${field} ${name}`)
    }
  }
}

async function findStanding(trx: Transaction, ids: ReadonlySet<string>): Promise<Map<string, ItemRow>> {
  if (ids.size === 0) return new Map()
  const rows = await ItemRow.query(trx).whereRaw('id = any (?::uuid[])', [[...ids]])
  return new Map(rows.map((row) => [row.id, row]))
}

function isSame(wish: ItemColumns, stored: ItemRow): boolean {
  return Object.entries(wish).every(([field, value]) => stored[field as keyof ItemColumns] === value)
}

async function refuseTaken(
  trx: Transaction,
  { rows, fresh, at }: { rows: readonly ItemColumns[]; fresh: readonly ItemColumns[]; at: Batch['at'] },
): Promise<void> {
  const names = fresh.map(({ id, owner, sku, gtin }) => ({ id, owner, sku, gtin: gtin && gtin14(gtin) }))
  const found = await trx.raw<{ rows: { id: string; holder: string | null }[] }>(
    `select w.id, null as holder from jsonb_to_recordset(:names) as w(id uuid, owner integer, sku text)
       join items.item i on coalesce(i.owner, 0) = coalesce(w.owner, 0) and lower(i.sku) = lower(w.sku)
     union all
     select w.id, ${gtinHolder} from jsonb_to_recordset(:names) as w(id uuid, owner integer, gtin text)
       join items.gtin g on g.gtin14 = w.gtin and g.owner is not distinct from w.owner
       join items.item i on i.id = g.item left join items.packaging_level p on p.id = g.level
     limit 1`,
    { names: JSON.stringify(names) },
  )
  const [taken] = found.rows
  if (taken === undefined) return
  const index = rows.findIndex(({ id }) => id === taken.id)
  const { sku, gtin } = rows[index]!
  if (taken.holder === null) throw refuse('items.sku_taken', { sku }, `${at(index)}/sku`)
  throw refuse('items.gtin_taken', { gtin, holder: taken.holder }, `${at(index)}/gtin`)
}

/**
 * Inserts items that were checked, and audits them.
 * @param returning the columns that are wanted back; none for a file's thousands, which nobody looks at
 * @throws a refusal where somebody took a name meanwhile
 */
export async function insertItems(
  trx: Transaction,
  author: Author,
  rows: readonly ItemColumns[],
  returning = '',
): Promise<readonly object[]> {
  if (rows.length === 0) return []
  const write = trx.raw<{ rows: object[] }>(
    `insert into items.item (id, owner, sku, name, description, category, base_unit, step, gtin, weight_grams,
                             length_mm, width_mm, height_mm, has_lots, serials, catch_unit, lifecycle)
     select id, owner, sku, name, description, category, "baseUnit", step, gtin, "weightGrams",
            "lengthMm", "widthMm", "heightMm", "hasLots", serials, "catchUnit", lifecycle
       from jsonb_to_recordset(?) as w(id uuid, owner integer, sku text, name text, description text,
            category text, "baseUnit" text, step numeric, gtin text, "weightGrams" numeric,
            "lengthMm" integer,
            "widthMm" integer, "heightMm" integer, "hasLots" boolean, serials text,
            "catchUnit" text, lifecycle text)
     ${returning}`,
    [JSON.stringify(rows)],
  )
  // What was free a moment ago can be taken by somebody else's transaction.
  const [{ sku, gtin, id }] = rows as [ItemColumns]
  const gtinTaken = () => refuse('items.gtin_taken', { gtin, holder: 'something else' })
  const inserted = await orTaken(
    {
      item_pkey: () => refuse('items.id_taken', { id }),
      item_sku_key: () => refuse('items.sku_taken', { sku }),
      item_gtin_key: gtinTaken,
      gtin_key: gtinTaken,
    },
    write,
  )
  await recordChanges(
    trx,
    author,
    rows.map(({ id, owner, ...after }) => ({ entity: 'items.item', id, action: 'create', owner, after })),
  )
  return inserted.rows
}
