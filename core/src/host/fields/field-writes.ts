import { refuse, type Transaction } from '@stowage/sdk'
import { CUSTOM } from './extensions.ts'

/**
 * Whoever changes the fields that administrators define holds this lock for himself; every write of their
 * values shares it.
 */
export const FIELDS_LOCK = 7_261_022

type Values = Readonly<Record<string, unknown>>

/** What a request says of extension fields, until the row that it is about is written. */
export interface FieldWrite {
  readonly entity: string
  /** The row; left out for one that is being created. */
  readonly id?: string
  /** By plugin. */
  readonly values: Readonly<Record<string, Values>>
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

const waiting = new WeakMap<Transaction, FieldWrite>()

/** Lets the next change of that row in this transaction carry the fields along. */
export function expectFieldWrite(trx: Transaction, write: FieldWrite): void {
  waiting.set(trx, write)
}

/** Whether a row has fields to be written with it, so that a patch of nothing else is one all the same. */
export function isFieldWriteWaiting(
  trx: Transaction,
  { entity, id }: { entity: string; id: string },
): boolean {
  const write = waiting.get(trx)
  return write !== undefined && write.entity === entity && write.id === id
}

/**
 * Writes the fields that wait for one of these changes, and shows them in it: one change of a row is one
 * entry of the audit, whoever keeps the values.
 */
export async function writeWaitingFields<Change extends RowChange>(
  trx: Transaction,
  changes: readonly Change[],
): Promise<readonly Change[]> {
  const write = waiting.get(trx)
  if (write === undefined) return changes
  const index = changes.findIndex(({ entity, id, action }) =>
    entity !== write.entity ? false : write.id === undefined ? action === 'create' : id === write.id,
  )
  const change = changes[index]
  if (change === undefined) return changes
  waiting.delete(trx)
  const { before, after } = await writeFields(trx, change, write)
  const shown = {
    ...change,
    before: change.action === 'create' ? (change.before ?? null) : { ...change.before, fields: before },
    after: { ...change.after, fields: after },
  }
  return changes.with(index, shown)
}

async function writeFields(
  trx: Transaction,
  { entity, id, owner = null }: RowChange,
  { values, fieldsNumber }: FieldWrite,
) {
  if (values[CUSTOM] !== undefined) await holdFields(trx, fieldsNumber)
  const before: Record<string, Values> = {}
  const after: Record<string, Values> = {}
  const standing: { plugin: string; said: Values }[] = await trx('host.field_value')
    .where({ entity, id })
    .select('plugin', 'said')
  for (const [plugin, given] of Object.entries(values)) {
    const { said = {} } = standing.find((row) => row.plugin === plugin) ?? {}
    const changed = Object.keys(given).filter(
      (name) => JSON.stringify(given[name]) !== JSON.stringify(said[name] ?? null),
    )
    if (changed.length === 0) continue
    const next = Object.fromEntries(
      Object.entries({ ...said, ...given }).filter(([, value]) => value !== null),
    )
    await trx('host.field_value')
      .insert({ entity, id, plugin, owner, said: JSON.stringify(next) })
      .onConflict(['entity', 'id', 'plugin'])
      .merge({ owner, said: JSON.stringify(next), updated_at: trx.fn.now() })
    before[plugin] = Object.fromEntries(changed.map((name) => [name, said[name] ?? null]))
    after[plugin] = Object.fromEntries(changed.map((name) => [name, given[name]]))
  }
  return { before, after }
}

/**
 * Keeps the definitions as they are until the transaction ends.
 * @throws `host.fields_changed` where they are others than the values were held against: a node that was frozen
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
