import { refuse, type Transaction } from '@stowage/sdk'
import { type Static, Type } from 'typebox'
import { ClientId, Id, Instant, Version } from '../../access/wire-types.ts'
import type { Author } from '../../audit/record-change.ts'
import { type Created, changeRow, createRow, VersionedRow } from '../../audit/versioned-row.ts'
import { cleanText } from '../../naming/clean-text.ts'

const STATUSES_MAX = 500
const ENTITY = 'ledger.status'

/** What may be done with stock. */
export class Status extends VersionedRow {
  static override tableName = 'ledger.status'
  declare no: number
  declare name: string
  declare title: string
  declare allocatable: boolean
  declare countable: boolean
  declare sellable: boolean
  declare billable: boolean
  declare plugin: string
}

const Title = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' })
const flags = {
  allocatable: Type.Boolean({ description: 'May be kept for a demand, and counts as available' }),
  countable: Type.Boolean({ description: 'Is walked to in a stock count' }),
  sellable: Type.Boolean({ description: 'May be sold as it is' }),
  billable: Type.Boolean({ description: 'Its owner pays for its storage' }),
}

/** A status on the wire. */
export const StatusOnTheWire = Type.Object({
  id: Id,
  name: Type.String({ description: 'What movements are told by; it never changes' }),
  title: Type.String(),
  ...flags,
  plugin: Type.String({ description: 'Who added it: those of the plugin own are yours to change' }),
  version: Version,
  createdAt: Instant,
  updatedAt: Instant,
})

/** A status as somebody wishes it. Unless said, its stock is kept back, counted and paid for. */
export const NewStatus = Type.Object(
  {
    id: ClientId,
    name: Type.String({ pattern: '^[a-z][a-z0-9_.-]{0,63}$' }),
    title: Title,
    allocatable: Type.Optional(flags.allocatable),
    countable: Type.Optional(flags.countable),
    sellable: Type.Optional(flags.sellable),
    billable: Type.Optional(flags.billable),
  },
  { additionalProperties: false },
)

/** What may be changed about a status of one's own. */
export const StatusPatch = Type.Object(
  {
    title: Type.Optional(Title),
    allocatable: Type.Optional(flags.allocatable),
    countable: Type.Optional(flags.countable),
    sellable: Type.Optional(flags.sellable),
    billable: Type.Optional(flags.billable),
  },
  { additionalProperties: false, minProperties: 1 },
)

/** The statuses that people make belong to no plugin. */
const OWN = 'own'

/** @throws `http.row_not_found` */
export async function getStatus(trx: Transaction, id: string): Promise<Status> {
  const row = await Status.query(trx).findOne({ id })
  if (row === undefined) throw refuse('http.row_not_found', { what: 'status', id })
  return row
}

/** @throws `ledger.status_taken`, `ledger.statuses_full` */
export async function createStatus(
  trx: Transaction,
  author: Author,
  wish: Static<typeof NewStatus>,
): Promise<Created<Status>> {
  const [{ count } = { count: 0 }] = (await trx('ledger.status').count({ count: '*' })) as { count: number }[]
  if (count >= STATUSES_MAX) throw refuse('ledger.statuses_full', { count, countMax: STATUSES_MAX })
  const { allocatable = false, countable = true, sellable = false, billable = true } = wish
  const values = { ...wish, title: checkedTitle(wish.title), allocatable, countable, sellable, billable }
  const taken = { status_name_key: () => refuse('ledger.status_taken', { name: wish.name }, '/name') }
  return createRow<Status>(trx, author, {
    model: Status,
    entity: ENTITY,
    values: { ...values, plugin: OWN },
    taken,
  })
}

/**
 * Changes a status of one's own. What counts as allocatable changes while no posting is under way, so that
 * nothing is allocated in it between the look and the change.
 * @throws `ledger.status_built_in`, `ledger.status_has_allocations`, a 412 for an old version
 */
export async function changeStatus(
  trx: Transaction,
  author: Author,
  { id, version, patch }: { id: string; version: number; patch: Static<typeof StatusPatch> },
): Promise<Status> {
  if (patch.allocatable !== undefined) await trx.raw('select ledger.hold_postings()')
  const row = await getStatus(trx, id)
  const { name, plugin, no, allocatable } = row
  if (plugin !== OWN) throw refuse('ledger.status_built_in', { name, plugin })
  if (patch.allocatable !== undefined && patch.allocatable !== allocatable) {
    await refuseAllocated(trx, { no, name })
  }
  const title = patch.title === undefined ? {} : { title: checkedTitle(patch.title) }
  return changeRow<Status>(trx, author, {
    model: Status,
    entity: ENTITY,
    row,
    version,
    patch: { ...patch, ...title },
  })
}

async function refuseAllocated(trx: Transaction, { no, name }: { no: number; name: string }): Promise<void> {
  const [row] = (await trx('ledger.allocation as a')
    .join('ledger.bucket as b', 'b.id', 'a.bucket')
    .where('b.status', no)
    .count({ allocations: '*' })) as { allocations: number }[]
  const allocations = Number(row?.allocations ?? 0)
  if (allocations > 0) throw refuse('ledger.status_has_allocations', { name, allocations }, '/allocatable')
}

function checkedTitle(text: string): string {
  const title = cleanText(text)
  if (title === undefined) throw refuse('ledger.text_unprintable', { value: text }, '/title')
  return title
}
