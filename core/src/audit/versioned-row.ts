import { refuse, type Transaction } from '@stowage/sdk'
import { Model, type PartialModelObject, snakeCaseMappers } from 'objection'
import { newId } from '../database/ids.ts'
import { isFieldWriteWaiting } from '../host/fields/field-writes.ts'
import { type Author, recordChange } from './record-change.ts'

/** A row that people change. It counts its versions, so that nobody overwrites what he has not seen. */
export class VersionedRow extends Model {
  declare id: string
  declare version: number
  declare createdAt: string
  declare updatedAt: string

  static override get columnNameMappers() {
    return snakeCaseMappers()
  }
}

/** The class of such rows. */
type RowModel<Row extends VersionedRow> = (new () => Row) & typeof VersionedRow

/** What `createRow` is to do. */
export interface RowCreation<Row extends VersionedRow> {
  readonly model: RowModel<Row>
  /** The audit's name of such rows: `items.item`. */
  readonly entity: string
  /** The columns; the client may have given the id, so that sending it twice creates once. */
  readonly values: Partial<Row>
  /** Whose row it is, by number, where it has an owner. */
  readonly owner?: number | null
  readonly taken: TakenNames
  /** The code where its id stands with other content; `<plugin>.id_taken` unless said. */
  readonly idTaken?: string
}

/** The refusal for each unique constraint that can be in the way, by the constraint's name. */
export type TakenNames = Readonly<Record<string, () => Error>>

/** A row, and whether it was made just now. */
export interface Created<Row> {
  readonly row: Row
  readonly isNew: boolean
}

/**
 * Inserts one row and writes the audit with it. Where its id stands already with the same content, that row
 * is the answer.
 * @throws `<plugin>.id_taken` when it stands with other content, or a refusal of `taken`
 */
export async function createRow<Row extends VersionedRow>(
  trx: Transaction,
  author: Author,
  { model, entity, values, owner = null, taken, idTaken }: RowCreation<Row>,
): Promise<Created<Row>> {
  const id = values.id ?? newId()
  if (values.id !== undefined) await holdIds(trx, [id])
  const standing = values.id === undefined ? undefined : await model.query(trx).findById(id)
  if (standing !== undefined) {
    const row = standing as unknown as Row
    const isRepeated = Object.entries(values).every(([field, value]) =>
      isSame(row[field as keyof Row], value),
    )
    if (isRepeated) return { row, isNew: false }
    throw refuse(idTaken ?? `${entity.split('.')[0]}.id_taken`, { id }, '/id')
  }
  const row = await orTaken(
    taken,
    model
      .query(trx)
      .insert({ ...values, id } as PartialModelObject<VersionedRow>)
      .returning('*'),
  )
  await recordChange(trx, { ...author, entity, id, action: 'create', owner, after: values })
  return { row: row as unknown as Row, isNew: true }
}

/**
 * Lets one caller at a time create rows under ids of his own: who sends the same twice at once waits, and
 * then finds the row standing.
 */
export async function holdIds(trx: Transaction, ids: readonly string[]): Promise<void> {
  await trx.raw(
    'select pg_advisory_xact_lock(hashtextextended(id, ' +
      '0)) from (select unnest(?::text[]) as id order by 1) given',
    [[...ids]],
  )
}

/** Waits for a write, and turns the violation of a unique constraint into its refusal. */
export async function orTaken<T>(taken: TakenNames, write: PromiseLike<T>): Promise<T> {
  try {
    return await write
  } catch (error) {
    // Objection puts the driver's error inside one of its own.
    const { nativeError: cause = error } = error as { nativeError?: unknown }
    const { code, constraint = '' } = cause as { code?: string; constraint?: string }
    const refusal = code === '23505' ? taken[constraint] : undefined
    throw refusal?.() ?? cause
  }
}

/** What `changeRow` is to do. */
export interface RowChange<Row extends VersionedRow> {
  readonly model: RowModel<Row>
  /** The audit's name of such rows: `items.item`. */
  readonly entity: string
  /** The row as it was just read. */
  readonly row: Row
  /** The version that the caller has seen. */
  readonly version: number
  /** The columns to change; those that are equal already are left alone. */
  readonly patch: Partial<Row>
  /** Whose row it is, by number, where it has an owner. */
  readonly owner?: number | null
  readonly taken?: TakenNames
  /** Columns whose values the audit must not show. */
  readonly secrets?: readonly (keyof Row & string)[]
}

/**
 * Changes one row if it still has the version that the caller has seen, and writes the audit with it.
 * A patch that changes nothing leaves row and version as they are.
 * @throws `http.version_conflict` when somebody else was quicker
 */
export async function changeRow<Row extends VersionedRow>(
  trx: Transaction,
  author: Author,
  { model, entity, row, version, patch, owner = null, taken = {}, secrets = [] }: RowChange<Row>,
): Promise<Row> {
  if (row.version !== version) throw conflict(version, row.version)
  const fields = (Object.keys(patch) as (keyof Row & string)[]).filter(
    (field) => !isSame(patch[field], row[field]),
  )
  if (fields.length === 0 && !isFieldWriteWaiting(trx, { entity, id: row.id })) return row
  const changes = Object.fromEntries(fields.map((field) => [field, patch[field]]))
  const write = model
    .query(trx)
    .patch({ ...changes, version: version + 1, updatedAt: trx.fn.now() } as PartialModelObject<VersionedRow>)
    .where({ id: row.id, version })
    .returning('*')
    .first()
  const changed = await orTaken(taken, write)
  if (changed === undefined) {
    const winner = await model.query(trx).findById(row.id)
    throw conflict(version, winner?.version ?? version)
  }
  const shown = (values: object) => Object.fromEntries(fields.map((field) => [field, show(field, values)]))
  await recordChange(trx, {
    ...author,
    entity,
    id: row.id,
    action: 'change',
    owner,
    before: shown(row),
    after: shown(patch),
  })
  return changed as unknown as Row

  function show(field: string, values: object): unknown {
    return secrets.includes(field as keyof Row & string)
      ? '(secret)'
      : (values as Record<string, unknown>)[field]
  }
}

function conflict(sent: number, current: number): Error {
  return refuse('http.version_conflict', { sent, current })
}

function isSame(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right)
}
