import { refuse, type Transaction } from '@stowage/sdk'
import { type Author, recordChange, recordChanges } from '../../audit/record-change.ts'
import { holdIds, VersionedRow } from '../../audit/versioned-row.ts'
import { newId } from '../../database/ids.ts'
import { mayUse } from '../../http/may-use.ts'
import { cleanLines, cleanText } from '../../naming/clean-text.ts'
import { holdList } from './hold.list.ts'
import type { Hold, NewHold } from './hold.schemas.ts'
import { subjectsOf } from './hold.subjects.ts'
import { type HoldBlock, type HoldScope, lifterOf } from './open-holds.ts'

/** The audit's name of holds. */
export const ENTITY = 'ledger.hold'
/** The permission it takes to lift a hold of which nothing else was said. */
const LIFT = 'ledger.hold.lift'
const READ_AT_ONCE = 200

/** Stock that somebody stopped. */
export class HoldRow extends VersionedRow {
  static override tableName = 'ledger.hold'
  declare scope: HoldScope
  declare subject: string
  declare item: string | null
  declare owner: number | null
  declare blocks: HoldBlock[]
  declare reason: string
  declare note: string | null
  declare liftedBy: string
  declare lifter: string | null
  declare placedBy: string
  declare placedAt: string
  declare liftedAt: string | null
  declare liftingActor: string | null
  declare liftNote: string | null
}

/** What `placeHolds` is to do. */
export interface Placing {
  readonly wishes: readonly NewHold[]
  /** All permissions that there are. */
  readonly permissions: ReadonlyMap<string, unknown>
  /** Where the wish of an index stands in the request. */
  readonly at: (index: number) => string
}

/**
 * Places holds, all or none. It waits for postings in flight and lets none begin until it is done, so what
 * it answers is true of the very next one. Sent again with the same ids, it places nothing twice.
 * @throws `ledger.hold_standing`, `ledger.hold_subject_unknown`, `ledger.hold_for_staff`, …
 */
export async function placeHolds(
  trx: Transaction,
  author: Author,
  { wishes, permissions, at }: Placing,
): Promise<{ holds: Hold[]; isNew: boolean }> {
  await trx.raw('select ledger.hold_postings()')
  const subjects = await subjectsOf(trx, author, { wishes, at })
  const rows = wishes.map((wish, index) => {
    const { item, owner } = subjects[index]!
    return { ...columnsOf(wish, { permissions, at: at(index) }), item, owner, placedBy: author.actor.id }
  })
  const standing = await standingById(trx, rows, at)
  const fresh = rows.filter(({ id }) => !standing.has(id))
  await refuseStanding(trx, fresh, (row) => ({
    pointer: at(rows.indexOf(row)),
    name: subjects[rows.indexOf(row)]!.name,
  }))
  if (fresh.length > 0) await HoldRow.query(trx).insert(fresh.map((row) => ({ ...row, ...placedNow(trx) })))
  await recordChanges(
    trx,
    author,
    fresh.map(({ id, owner, placedBy: _, ...after }) => ({
      entity: ENTITY,
      id,
      action: 'create',
      owner,
      after,
    })),
  )
  const holds = await readHolds(
    trx,
    rows.map(({ id }) => id),
  )
  return { holds, isNew: fresh.length > 0 }
}

/**
 * Lifts a hold: from now on it stops nothing; the row stays.
 * @throws `ledger.hold_not_yours`, `ledger.hold_lifted`, `ledger.hold_for_staff`, `http.row_not_found`
 */
export async function liftHold(
  trx: Transaction,
  author: Author,
  { id, note }: { id: string; note: string | null | undefined },
): Promise<Hold> {
  const { actor } = author
  const row = await HoldRow.query(trx).findById(id)
  if (row === undefined) throw refuse('http.row_not_found', { what: 'hold', id })
  const { reason, liftedBy, owner, liftedAt } = row
  if (!mayUse(actor, liftedBy)) {
    throw refuse('ledger.hold_not_yours', {
      reason,
      lifter: lifterOf(row.lifter, liftedBy),
      permission: liftedBy,
    })
  }
  if (owner === null && actor.owners !== 'all') throw refuse('ledger.hold_for_staff', { name: reason })
  const liftNote = checkedNote(note, '/note')
  const lifted = await HoldRow.query(trx)
    .patch({ ...liftedNow(trx), liftingActor: actor.id, liftNote, version: row.version + 1 })
    .where({ id })
    .whereNull('lifted_at')
  if (lifted === 0) throw refuse('ledger.hold_lifted', { reason, liftedAt })
  await recordChange(trx, {
    ...author,
    entity: ENTITY,
    id,
    action: 'lift',
    owner,
    after: { reason, liftNote },
  })
  return readHold(trx, id)
}

/** @throws `http.row_not_found` */
export async function readHold(trx: Transaction, id: string): Promise<Hold> {
  const [hold] = await readHolds(trx, [id])
  if (hold === undefined) throw refuse('http.row_not_found', { what: 'hold', id })
  return hold
}

async function readHolds(trx: Transaction, ids: readonly string[]): Promise<Hold[]> {
  const found = new Map<string, Hold>()
  for (let start = 0; start < ids.length; start += READ_AT_ONCE) {
    const some = ids.slice(start, start + READ_AT_ONCE)
    const { data } = await holdList.run(trx, { 'id[in]': some.join(','), limit: READ_AT_ONCE })
    for (const hold of data as Hold[]) found.set(hold.id, hold)
  }
  return ids.flatMap((id) => found.get(id) ?? [])
}

type Columns = Pick<
  HoldRow,
  | 'id'
  | 'scope'
  | 'subject'
  | 'blocks'
  | 'reason'
  | 'note'
  | 'liftedBy'
  | 'lifter'
  | 'item'
  | 'owner'
  | 'placedBy'
>

function columnsOf(
  wish: NewHold,
  { permissions, at }: { permissions: ReadonlyMap<string, unknown>; at: string },
): Omit<Columns, 'item' | 'owner' | 'placedBy'> {
  const { id = newId(), scope, subject, blocks = ['allocate', 'ship'], liftedBy = LIFT } = wish
  if (!permissions.has(liftedBy)) {
    throw refuse('ledger.permission_unknown', { permission: liftedBy }, `${at}/liftedBy`)
  }
  const reason = checkedWord(wish.reason, `${at}/reason`)
  const lifter = wish.lifter == null ? null : checkedWord(wish.lifter, `${at}/lifter`)
  return { id, scope, subject, blocks, reason, note: checkedNote(wish.note, `${at}/note`), liftedBy, lifter }
}

function checkedWord(text: string, pointer: string): string {
  const clean = cleanText(text)
  if (clean === undefined) throw refuse('ledger.text_unprintable', { value: text }, pointer)
  return clean
}

/** A note in clean lines; null for none. */
export function checkedNote(text: string | null | undefined, pointer: string): string | null {
  if (text == null) return null
  const clean = cleanLines(text)
  if (clean === undefined) throw refuse('ledger.text_unprintable', { value: text }, pointer)
  return clean === '' ? null : clean
}

/** After the wait for postings in flight: whatever was posted in spite of it was posted before. */
function placedNow(trx: Transaction): object {
  return { placedAt: trx.raw('clock_timestamp()') }
}

/** The database's clock, which placed it too. */
function liftedNow(trx: Transaction): object {
  return { liftedAt: trx.raw('clock_timestamp()'), updatedAt: trx.fn.now() }
}

/** Those of the rows that stand already, because the same command was sent before. */
async function standingById(
  trx: Transaction,
  rows: readonly Columns[],
  at: Placing['at'],
): Promise<ReadonlySet<string>> {
  const ids = rows.map(({ id }) => id)
  if (new Set(ids).size < ids.length) {
    const twin = ids.findIndex((id, index) => ids.indexOf(id) < index)
    throw refuse('ledger.id_in_use', { id: ids[twin] }, `${at(twin)}/id`)
  }
  await holdIds(trx, ids)
  const standing = new Map((await HoldRow.query(trx).findByIds(ids)).map((row) => [row.id, row]))
  for (const [index, row] of rows.entries()) {
    const stored = standing.get(row.id)
    if (stored === undefined) continue
    const isSame = (Object.keys(row) as (keyof Columns)[]).every(
      (field) => field === 'placedBy' || JSON.stringify(row[field]) === JSON.stringify(stored[field]),
    )
    if (!isSame) throw refuse('ledger.id_in_use', { id: row.id }, `${at(index)}/id`)
  }
  return new Set(standing.keys())
}

/** One subject is on hold for one reason once; nobody else places one at this moment. */
async function refuseStanding(
  trx: Transaction,
  rows: readonly Columns[],
  whereIs: (row: Columns) => { pointer: string; name: string },
): Promise<void> {
  const keyOf = ({ scope, subject, reason }: Pick<Columns, 'scope' | 'subject' | 'reason'>) =>
    `${scope} ${subject} ${reason}`
  const open = await HoldRow.query(trx)
    .whereNull('lifted_at')
    .whereRaw('subject = any (?::uuid[])', [rows.map(({ subject }) => subject)])
    .select('scope', 'subject', 'reason')
  const taken = new Set(open.map(keyOf))
  for (const row of rows) {
    const key = keyOf(row)
    if (taken.has(key)) {
      const { pointer, name } = whereIs(row)
      throw refuse('ledger.hold_standing', { name, reason: row.reason }, `${pointer}/reason`)
    }
    taken.add(key)
  }
}
