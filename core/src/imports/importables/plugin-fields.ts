import type { ImportBatch, ImportRow, Transaction } from '@stowage/sdk'
import { changedFields, expectFieldWrites, readFields } from '../../host/fields/field-writes.ts'

/** A row of a file, and the row of the database that comes of it. */
export interface MeantRow {
  readonly id: string
  readonly row: ImportRow
}

/** Lets what plugins keep of new rows be written, and told in the audit, with them. */
export function expectNewFields(
  trx: Transaction,
  { fieldsNumber }: ImportBatch,
  { entity, rows }: { readonly entity: string; readonly rows: readonly MeantRow[] },
): void {
  expectFieldWrites(
    trx,
    rows.flatMap(({ id, row: { fields } }) =>
      fields === undefined ? [] : [{ entity, id, values: fields, fieldsNumber }],
    ),
  )
}

/** The same for rows that stand, where it says something else. */
export async function expectChangedFields(
  trx: Transaction,
  batch: ImportBatch,
  { entity, rows }: { readonly entity: string; readonly rows: readonly MeantRow[] },
): Promise<void> {
  const saying = rows.filter(({ row }) => row.fields !== undefined)
  const standing = await readFields(
    trx,
    entity,
    saying.map(({ id }) => id),
  )
  const changing = saying.filter(
    ({ id, row }) => Object.keys(changedFields(row.fields!, standing.get(id))).length > 0,
  )
  expectNewFields(trx, batch, { entity, rows: changing })
}
