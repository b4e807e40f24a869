import { refuse, type Transaction } from '@stowage/sdk'
import { CUSTOM } from './extensions.ts'

/**
 * Whoever changes the fields that administrators define holds this lock for himself; every write of their
 * values shares it.
 */
export const FIELDS_LOCK = 7_261_022

type Values = Readonly<Record<string, unknown>>
type ByPlugin = Readonly<Record<string, Values>>

/** What somebody says of extension fields, until the row that it is about is written. */
export interface FieldWrite {
  readonly entity: string
  /** The row; left out for one that is being created. */
  readonly id?: string
  /** By plugin. */
  readonly values: ByPlugin
  /** The number of the defined fields that they were held against. */
  readonly fieldsNumber: number
}

/** A change of a row, as the audit is about to keep it. */
interface RowChange {
  readonly entity: string
  readonly id: string
  readonly action: string
  readonly owner?: number | null
  readonly before?: object | null
  readonly after?: object | null
}

const waiting = new WeakMap<Transaction, readonly FieldWrite[]>()
const standards = new WeakMap<Transaction, FieldStandards>()

/** What new rows say where nobody says anything, however they come to be. */
export interface FieldStandards {
  readonly byEntity: ReadonlyMap<string, ByPlugin>
  /** The number of the defined fields that these are of. */
  readonly fieldsNumber: number
}

/** Lets every row that is created in this transaction begin with the defaults of its fields. */
export function beginWithStandards(trx: Transaction, given: FieldStandards): void {
  standards.set(trx, given)
}

/** Lets the next change of that row in this transaction carry the fields along. */
export function expectFieldWrite(trx: Transaction, write: FieldWrite): void {
  waiting.set(trx, [write])
}

/** The same for many rows, each with its id, which one statement of the audit tells of. */
export function expectFieldWrites(
  trx: Transaction,
  writes: readonly (FieldWrite & { readonly id: string })[],
): void {
  waiting.set(trx, writes)
}

/** Whether a row has fields to be written with it, so that a patch of nothing else is one all the same. */
export function isFieldWriteWaiting(
  trx: Transaction,
  { entity, id }: { entity: string; id: string },
): boolean {
  return (waiting.get(trx) ?? []).some((write) => write.entity === entity && write.id === id)
}

/**
 * Writes the fields that wait for some of these changes, and shows them in these: one change of a row is one
 * entry of the audit, whoever keeps the values.
 */
export async function writeWaitingFields<Change extends RowChange>(
  trx: Transaction,
  changes: readonly Change[],
): Promise<readonly Change[]> {
  const writes = waiting.get(trx) ?? []
  const said = matchedWrites(changes, writes)
  const matched = withStandards(changes, said, standards.get(trx))
  if (matched.size === 0) return changes
  const used = new Set(said.values())
  const left = writes.filter((write) => !used.has(write))
  if (left.length > 0) waiting.set(trx, left)
  else waiting.delete(trx)
  const written = await writeFields(trx, matched)
  return changes.map((change) => {
    const { before, after } = written.get(change) ?? {}
    if (before === undefined) return change
    return {
      ...change,
      before: change.action === 'create' ? (change.before ?? null) : { ...change.before, fields: before },
      after: { ...change.after, fields: after },
    }
  })
}

/** A row that is made by a receipt, an import or a layout has the same defaults as one from a form. */
function withStandards<Change extends RowChange>(
  changes: readonly Change[],
  said: ReadonlyMap<Change, FieldWrite>,
  given: FieldStandards | undefined,
): ReadonlyMap<Change, FieldWrite> {
  if (given === undefined || given.byEntity.size === 0) return said
  const all = new Map(said)
  for (const change of changes) {
    const { entity, id, action } = change
    const standard = action === 'create' ? given.byEntity.get(entity) : undefined
    if (standard === undefined) continue
    const values = said.get(change)?.values ?? {}
    const filled = Object.entries(standard).map(([plugin, own]) => [plugin, { ...own, ...values[plugin] }])
    const write = { entity, id, fieldsNumber: given.fieldsNumber, ...said.get(change) }
    all.set(change, { ...write, values: { ...values, ...Object.fromEntries(filled) } })
  }
  return all
}

function matchedWrites<Change extends RowChange>(
  changes: readonly Change[],
  writes: readonly FieldWrite[],
): Map<Change, FieldWrite> {
  const byRow = new Map(writes.map((write) => [`${write.entity} ${write.id ?? ''}`, write]))
  const matched = new Map<Change, FieldWrite>()
  for (const change of changes) {
    const { entity, id, action } = change
    const nameless = action === 'create' ? byRow.get(`${entity} `) : undefined
    const write = byRow.get(`${entity} ${id}`) ?? nameless
    if (write === undefined) continue
    matched.set(change, write)
    if (write === nameless) byRow.delete(`${entity} `)
  }
  return matched
}

/**
 * Gives new rows that no change of their own tells of the defaults of their fields: a thousand bins at once.
 */
export async function writeStandards(
  trx: Transaction,
  entity: string,
  ids: readonly string[],
): Promise<void> {
  const { byEntity, fieldsNumber } = standards.get(trx) ?? { byEntity: new Map(), fieldsNumber: 0 }
  const standard: ByPlugin = byEntity.get(entity) ?? {}
  if (standard[CUSTOM] !== undefined) await holdFields(trx, fieldsNumber)
  for (const [plugin, said] of Object.entries(standard)) {
    await trx.raw(
      `insert into host.field_value (entity, id, plugin, said)
       select ?, id, ?, ?::jsonb from unnest(?::uuid[]) as made (id)`,
      [entity, plugin, JSON.stringify(said), [...ids]],
    )
  }
}

/** What plugins keep of rows, by the rows' ids. */
export async function readFields(
  trx: Transaction,
  entity: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ByPlugin>> {
  const found = new Map<string, Record<string, Values>>()
  if (ids.length === 0) return found
  const { rows } = await trx.raw<{ rows: { id: string; plugin: string; said: Values }[] }>(
    'select id, plugin, said from host.field_value where entity = ? and id = any (?::uuid[])',
    [entity, [...ids]],
  )
  for (const { id, plugin, said } of rows) found.set(id, { ...found.get(id), [plugin]: said })
  return found
}

/** Of what is said, only what is not so already. */
export function changedFields(said: ByPlugin, standing: ByPlugin | undefined): ByPlugin {
  const plugins = Object.entries(said).flatMap(([plugin, given]) => {
    const before = standing?.[plugin] ?? {}
    const changed = Object.entries(given).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name] ?? null),
    )
    return changed.length === 0 ? [] : [[plugin, Object.fromEntries(changed)] as const]
  })
  return Object.fromEntries(plugins)
}

type Told = ReadonlyMap<RowChange, { readonly before: ByPlugin; readonly after: ByPlugin }>

async function writeFields(trx: Transaction, matched: ReadonlyMap<RowChange, FieldWrite>): Promise<Told> {
  const [first] = matched.keys()
  const entity = first!.entity
  const custom = [...matched.values()].find(({ values }) => values[CUSTOM] !== undefined)
  if (custom !== undefined) await holdFields(trx, custom.fieldsNumber)
  const standing = await readFields(
    trx,
    entity,
    [...matched.keys()].map(({ id }) => id),
  )
  const told = new Map<RowChange, { before: ByPlugin; after: ByPlugin }>()
  const rows: object[] = []
  for (const [change, { values }] of matched) {
    const { id, owner = null } = change
    const stands = standing.get(id)
    const after = changedFields(values, stands)
    const before: Record<string, Values> = {}
    for (const [plugin, changed] of Object.entries(after)) {
      const said = stands?.[plugin] ?? {}
      before[plugin] = Object.fromEntries(Object.keys(changed).map((name) => [name, said[name] ?? null]))
      const next = Object.entries({ ...said, ...changed }).filter(([, value]) => value !== null)
      rows.push({ id, plugin, owner, said: Object.fromEntries(next) })
    }
    told.set(change, { before, after })
  }
  if (rows.length === 0) return told
  await trx.raw(
    `insert into host.field_value (entity, id, plugin, owner, said)
     select ?, id, plugin, owner, said
       from jsonb_to_recordset(?) as w(id uuid, plugin text, owner integer, said jsonb)
     on conflict (entity, id, plugin) do update
       set owner = excluded.owner, said = excluded.said, writes = field_value.writes + 1, updated_at = now()`,
    [entity, JSON.stringify(rows)],
  )
  return told
}

/**
 * Keeps the definitions as they are until the transaction ends.
 * @throws `host.fields_changed` where they are others than the values were held against: a node that was
 * frozen
 *   writes nothing by old ones
 */
async function holdFields(trx: Transaction, fieldsNumber: number): Promise<void> {
  await trx.raw('select pg_advisory_xact_lock_shared(?)', [FIELDS_LOCK])
  const { fields } = await trx('host.plugin_set').first('fields')
  if (Number(fields) !== fieldsNumber) throw refuse('host.fields_changed')
}

/** Takes the values of a row that is removed away. @returns what was said, for the audit */
export async function removeFields(
  trx: Transaction,
  { entity, id }: Pick<RowChange, 'entity' | 'id'>,
): Promise<Readonly<Record<string, Values>>> {
  const removed: { plugin: string; said: Values }[] = await trx('host.field_value')
    .where({ entity, id })
    .delete()
    .returning(['plugin', 'said'])
  return Object.fromEntries(removed.map(({ plugin, said }) => [plugin, said]))
}
