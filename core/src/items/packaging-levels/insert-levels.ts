import { refuse, type Transaction } from '@stowage/sdk'
import { type Author, recordChanges } from '../../audit/record-change.ts'
import { orTaken } from '../../audit/versioned-row.ts'

/** All that is said of a new packaging level. */
export interface LevelColumns {
  readonly id: string
  readonly item: string
  /** The item's, for whoever has to be told of it. */
  readonly sku: string
  readonly owner: number | null
  readonly name: string
  readonly numerator: number
  readonly denominator: number
  readonly gtin: string | null
  readonly weightGrams: number | null
  readonly lengthMm: number | null
  readonly widthMm: number | null
  readonly heightMm: number | null
}

/**
 * Inserts levels that were checked in one statement, and audits them in another.
 * @throws a refusal where somebody took a name meanwhile
 */
export async function insertLevels(
  trx: Transaction,
  author: Author,
  rows: readonly LevelColumns[],
): Promise<void> {
  const [{ sku, name, gtin }] = rows as readonly [LevelColumns]
  await orTaken(
    {
      packaging_level_name_key: () => refuse('items.level_name_taken', { sku, name }, '/name'),
      gtin_key: () => refuse('items.gtin_taken', { gtin, holder: 'something else' }, '/gtin'),
    },
    trx.raw(
      `insert into items.packaging_level (id, item, owner, name, numerator, denominator, gtin, weight_grams,
                                          length_mm, width_mm, height_mm)
       select id, item, owner, name, numerator, denominator, gtin, "weightGrams",
              "lengthMm", "widthMm", "heightMm"
         from jsonb_to_recordset(?) as w(id uuid, item uuid, owner integer, name text, numerator bigint,
              denominator bigint, gtin text, "weightGrams" numeric, "lengthMm" integer, "widthMm" integer,
              "heightMm" integer)`,
      [JSON.stringify(rows)],
    ),
  )
  await recordChanges(
    trx,
    author,
    rows.map(({ id, owner, sku: _, ...after }) => ({
      entity: 'items.packaging_level',
      id,
      action: 'create',
      owner,
      after,
    })),
  )
}
