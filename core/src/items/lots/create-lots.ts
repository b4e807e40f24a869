import { refuse, type Transaction } from '@stowage/sdk'
import { type Author, recordChanges } from '../../audit/record-change.ts'
import { holdIds, orTaken } from '../../audit/versioned-row.ts'
import { newId } from '../../database/ids.ts'
import type { ItemRow } from '../item.model.ts'
import { itemsToAddTo } from '../items-to-add-to.ts'
import { LotRow } from './lot.model.ts'
import { checkDays, checkedLot, DAY_WORDS } from './lot.rules.ts'
import type { LotAttributes, NewLot } from './lot.schemas.ts'

const MAX_BATCH = 10_000
const DAYS = ['manufacturedOn', 'bestBefore', 'expiresOn', 'retestOn'] as const

/** A lot's row, and whether it was made just now. */
export interface MadeLot {
  readonly row: LotRow
  readonly isNew: boolean
}

type Columns = Required<Omit<NewLot, 'attributes'>> & {
  readonly attributes: LotAttributes
  readonly owner: number | null
}
type Items = ReadonlyMap<string, ItemRow>
type At = (index: number) => string

/**
 * Creates many lots, all or none, in a handful of statements however many they are. An id that stands already
 * with the same content is left as it is, so a batch may be sent again.
 * @returns them in the order of the wishes
 * @throws `items.lot_name_taken` with the lot that has the name
 */
export async function createLots(
  trx: Transaction,
  author: Author,
  wishes: readonly NewLot[],
): Promise<MadeLot[]> {
  const at = pointersOf(wishes)
  const items = await itemsToAddTo(trx, author, wishes, at)
  const rows = wishes.map((wish, index) => columnsOf(wish, items, at(index)))
  refuseTwins(rows, at)
  const given = wishes.flatMap(({ id }) => id ?? [])
  if (given.length > 0 && given.length <= 100) await holdIds(trx, given)
  const standing = await findLots(trx, given)
  for (const [index, row] of rows.entries()) {
    const stored = standing.get(row.id)
    if (stored !== undefined && !isSame(row, stored)) {
      throw refuse('items.lot_id_taken', { id: row.id }, `${at(index)}/id`)
    }
  }
  const fresh = rows.filter(({ id }) => !standing.has(id))
  const [clash] = await findByName(trx, fresh)
  if (clash !== undefined) {
    const index = rows.findIndex(({ item, name }) => item === clash.item && name === clash.name)
    throw nameTaken(clash, items.get(clash.item)!, `${at(index)}/name`)
  }
  for (const row of await insertLots(trx, author, { rows: fresh, items })) standing.set(row.id, row)
  const isFresh = new Set(fresh.map(({ id }) => id))
  return rows.map(({ id }) => ({ row: standing.get(id)!, isNew: isFresh.has(id) }))
}

/**
 * The lots of these names, those created that do not stand yet: what receiving asks, which reads names off
 * the goods and does not know whether they came before. The same name may stand in several wishes.
 * @returns them in the order of the wishes
 * @throws `items.lot_differs` where a day that is wished is not the one that stands: it is then another lot,
 *   or a slip, and goods with different dates must not become one
 */
export async function getOrCreateLots(
  trx: Transaction,
  author: Author,
  wishes: readonly Omit<NewLot, 'id'>[],
): Promise<MadeLot[]> {
  const at = pointersOf(wishes)
  const items = await itemsToAddTo(trx, author, wishes, at)
  const rows = wishes.map((wish, index) => columnsOf(wish, items, at(index)))
  const known = byName(await findByName(trx, rows))
  const once = joinTwins(rows.filter((row) => !known.has(nameOf(row))))
  const made = await insertLots(trx, author, { rows: once, items, isShared: true })
  const makers = new Set(made.map(({ id }) => id))
  for (const row of made) known.set(nameOf(row), row)
  // Somebody else was quicker with the rest, and has committed by now.
  const rest = once.filter((row) => !known.has(nameOf(row)))
  for (const row of await findByName(trx, rest)) known.set(nameOf(row), row)
  return rows.map((row, index) => {
    const lot = known.get(nameOf(row))!
    refuseOtherDays(wishes[index]!, { lot, item: items.get(row.item)!, at: at(index) })
    return { row: lot, isNew: makers.has(lot.id) }
  })
}

function pointersOf(wishes: readonly object[]): At {
  if (wishes.length > MAX_BATCH) {
    throw refuse('items.batch_too_large', { count: wishes.length, limit: MAX_BATCH })
  }
  return (index) => (wishes.length === 1 ? '' : `/${index}`)
}

function columnsOf(wish: NewLot, items: Items, at: string): Columns {
  const { owner, sku, hasLots } = items.get(wish.item)!
  if (!hasLots) throw refuse('items.lots_not_kept', { sku }, `${at}/item`)
  const columns = {
    manufacturedOn: null,
    bestBefore: null,
    expiresOn: null,
    retestOn: null,
    attributes: {},
    ...checkedLot(wish, at),
    id: wish.id ?? newId(),
    owner,
  }
  checkDays(columns, at)
  return columns
}

function refuseTwins(rows: readonly Columns[], at: At): void {
  const seen = new Set<string>()
  for (const [index, row] of rows.entries()) {
    for (const [field, name] of [
      ['id', row.id],
      ['name', nameOf(row)],
    ] as const) {
      if (seen.has(name))
        throw refuse('items.twice_in_batch', { field, value: row[field] }, `${at(index)}/${field}`)
      seen.add(name)
    }
  }
}

/** One wish for each name: what one of them leaves open, the next one of the same name may say. */
function joinTwins(rows: readonly Columns[]): Columns[] {
  const joined = new Map<string, Columns>()
  for (const row of rows) {
    const twin = joined.get(nameOf(row))
    const days = twin && Object.fromEntries(DAYS.map((day) => [day, twin[day] ?? row[day]]))
    const attributes = { ...row.attributes, ...twin?.attributes }
    joined.set(nameOf(row), { ...row, ...twin, ...days, attributes })
  }
  const all = [...joined.values()]
  for (const row of all) checkDays(row)
  return all
}

function nameOf({ item, name }: { item: string; name: string }): string {
  return `${item} ${name}`
}

function byName(rows: readonly LotRow[]): Map<string, LotRow> {
  return new Map(rows.map((row) => [nameOf(row), row]))
}

function isSame(wish: Columns, stored: LotRow): boolean {
  const { attributes, ...columns } = wish
  if (!Object.entries(columns).every(([field, value]) => stored[field as keyof LotRow] === value))
    return false
  const keys = Object.keys(attributes)
  return (
    keys.length === Object.keys(stored.attributes).length &&
    keys.every((key) => attributes[key] === stored.attributes[key])
  )
}

async function findLots(trx: Transaction, ids: readonly string[]): Promise<Map<string, LotRow>> {
  if (ids.length === 0) return new Map()
  const rows = await LotRow.query(trx).whereRaw('id = any (?::uuid[])', [[...ids]])
  return new Map(rows.map((row) => [row.id, row]))
}

async function findByName(trx: Transaction, rows: readonly Columns[]): Promise<LotRow[]> {
  if (rows.length === 0) return []
  const names = rows.map(({ item, name }) => ({ item, name }))
  return LotRow.query(trx).whereRaw(
    '(item, name) in (select w.item, w.name from jsonb_to_recordset(?) as w(item uuid, name text))',
    [JSON.stringify(names)],
  )
}

function nameTaken({ id, name, expiresOn }: LotRow, { sku }: ItemRow, pointer: string): Error {
  return refuse('items.lot_name_taken', { sku, name, lot: id, expiresOn: expiresOn ?? 'no day' }, pointer)
}

function refuseOtherDays(
  wish: Omit<NewLot, 'id'>,
  { lot, item, at }: { lot: LotRow; item: ItemRow; at: string },
): void {
  for (const field of DAYS) {
    const wished = wish[field]
    if (wished === undefined || wished === null || wished === lot[field]) continue
    const day = DAY_WORDS[field]
    const facts = { sku: item.sku, name: lot.name, day, stands: lot[field] ?? 'empty', wished }
    throw refuse('items.lot_differs', facts, `${at}/${field}`)
  }
}

interface Insertion {
  readonly rows: readonly Columns[]
  readonly items: Items
  /** True where a name that somebody else has just made is no trouble. */
  readonly isShared?: boolean
}

async function insertLots(
  trx: Transaction,
  author: Author,
  { rows, items, isShared = false }: Insertion,
): Promise<LotRow[]> {
  const [first] = rows
  if (first === undefined) return []
  const write = trx.raw<{ rows: object[] }>(
    `insert into items.lot (id, item, owner, name, manufactured_on, best_before, expires_on, retest_on,
                            attributes)
     select id, item, owner, name, "manufacturedOn", "bestBefore", "expiresOn", "retestOn", attributes
       from jsonb_to_recordset(?) as w(id uuid, item uuid, owner integer, name text, "manufacturedOn" date,
            "bestBefore" date, "expiresOn" date, "retestOn" date, attributes jsonb)
      order by item, name
     ${isShared ? 'on conflict on constraint lot_name_key do nothing' : ''}
     returning *`,
    [JSON.stringify(rows)],
  )
  // What was free a moment ago can be taken by somebody else's transaction.
  const { sku } = items.get(first.item)!
  const inserted = await orTaken(
    {
      lot_pkey: () => refuse('items.lot_id_taken', { id: first.id }),
      lot_name_key: () => refuse('items.lot_name_taken_now', { sku, name: first.name }, '/name'),
    },
    write,
  )
  const made = inserted.rows.map((row) => LotRow.fromDatabaseJson(row))
  await recordChanges(
    trx,
    author,
    made.map(({ id, owner, item, name, manufacturedOn, bestBefore, expiresOn, retestOn, attributes }) => ({
      entity: 'items.lot',
      id,
      action: 'create',
      owner,
      after: { item, name, manufacturedOn, bestBefore, expiresOn, retestOn, attributes },
    })),
  )
  return made
}
