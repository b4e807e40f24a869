import { refuse, type Transaction } from '@stowage/sdk'
import { isFieldWriteWaiting } from '../host/fields/field-writes.ts'
import { type Author, recordChanges } from './record-change.ts'
import { orTaken, type TakenNames, type VersionedRow } from './versioned-row.ts'

/** One row among many that are changed at once. */
export interface RowPatch<Row extends VersionedRow> {
  /** As it was just read. */
  readonly row: Row
  readonly patch: Partial<Row>
  readonly owner?: number | null
}

/** What `changeRows` is to do. */
export interface RowChanges<Row extends VersionedRow> {
  /** `items.item`: the table, and the audit's name of its rows. */
  readonly entity: string
  readonly patches: readonly RowPatch<Row>[]
  readonly taken?: TakenNames
}

/**
 * Changes many rows in one statement, and writes the audit in another. Rows that are so already are left as
 * they are.
 * @returns the ids of those that were changed
 * @throws DomainError `http.version_conflict` where somebody changed one of them since it was read
 */
export async function changeRows<Row extends VersionedRow>(
  trx: Transaction,
  author: Author,
  { entity, patches, taken = {} }: RowChanges<Row>,
): Promise<ReadonlySet<string>> {
  const changes = patches.flatMap(({ row, patch, owner }) => {
    const fields = Object.keys(patch).filter((field) => !isSame(patch, row, field))
    if (fields.length === 0 && !isFieldWriteWaiting(trx, { entity, id: row.id })) return []
    return [{ row, patch, owner: owner ?? null, fields }]
  })
  if (changes.length === 0) return new Set()
  const members = [...new Set(changes.flatMap(({ fields }) => fields))]
  const columns = members.map((member) => `${columnOf(member)} = w.${columnOf(member)}`)
  const rows = changes.map(({ row, patch, fields }) => ({
    id: row.id,
    version: row.version,
    ...Object.fromEntries(
      members.map((member) => [columnOf(member), memberOf(fields.includes(member) ? patch : row, member)]),
    ),
  }))
  const set = [...columns, 'version = t.version + 1', 'updated_at = now()'].join(', ')
  const { rowCount } = await orTaken(
    taken,
    trx.raw<{ rowCount: number }>(
      `update ${entity} t set ${set} from jsonb_populate_recordset(null::${entity}, ?) w
        where t.id = w.id and t.version = w.version`,
      [JSON.stringify(rows)],
    ),
  )
  if (rowCount !== rows.length)
    throw refuse('http.version_conflict', { sent: rows.length, current: rowCount })
  await recordChanges(
    trx,
    author,
    changes.map(({ row, patch, owner, fields }) => ({
      entity,
      id: row.id,
      action: 'change',
      owner,
      before: shown(row, fields),
      after: shown(patch, fields),
    })),
  )
  return new Set(changes.map(({ row }) => row.id))
}

function isSame(patch: object, row: object, field: string): boolean {
  return JSON.stringify(memberOf(patch, field)) === JSON.stringify(memberOf(row, field))
}

function shown(values: object, fields: readonly string[]): object {
  return Object.fromEntries(fields.map((field) => [field, memberOf(values, field)]))
}

function memberOf(values: object, field: string): unknown {
  return (values as Record<string, unknown>)[field]
}

/** `weightGrams` is `weight_grams`, and `xM` is `x_m`. */
function columnOf(member: string): string {
  return member.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}
