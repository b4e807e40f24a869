import { refuse, type Transaction } from '@stowage/sdk'
import { gtin14 } from './gtin.ts'

/** A GTIN that somebody wants in a catalogue. */
export interface WantedGtin {
  readonly gtin: string
  /** Whose catalogue, by number; null is the house's. */
  readonly owner: number | null
  /** The item or packaging level that wants it; what it has itself is no clash. */
  readonly except: string | null
}

/**
 * One GTIN names one thing of a catalogue, an item or one of its packages, in whatever length it is printed.
 * @throws `items.gtin_taken` with what carries it
 */
export async function refuseGtinTaken(trx: Transaction, { gtin, owner, except }: WantedGtin): Promise<void> {
  const { rows } = await trx.raw<{ rows: { holder: string }[] }>(
    `select ${gtinHolder} as holder from items.gtin g
       join items.item i on i.id = g.item
       left join items.packaging_level p on p.id = g.level
      where g.gtin14 = ? and g.owner is not distinct from ?::int
        and coalesce(g.level, g.item) is distinct from ?::uuid`,
    [gtin14(gtin), owner, except],
  )
  const [taken] = rows
  if (taken !== undefined) throw refuse('items.gtin_taken', { gtin, holder: taken.holder }, '/gtin')
}

/** A GTIN that a row of a file wants. */
export interface GtinOfRow {
  /** The row. */
  readonly number: number
  readonly gtin: string
  readonly owner: number | null
  /** The item or packaging level that it is for. */
  readonly id: string
}

/**
 * Of the GTINs that rows want those that something else carries, or that a row before wants as well.
 * @returns what has it, by the row's number
 */
export async function gtinsTaken(
  trx: Transaction,
  wanted: readonly GtinOfRow[],
): Promise<ReadonlyMap<number, string>> {
  if (wanted.length === 0) return new Map()
  const { rows } = await trx.raw<{ rows: { number: number; holder: string }[] }>(
    `select w.number, ${gtinHolder} as holder
       from jsonb_to_recordset(?) as w(number integer, owner integer, id uuid, gtin text)
       join items.gtin g on g.gtin14 = w.gtin and g.owner is not distinct from w.owner
        and coalesce(g.level, g.item) <> w.id
       join items.item i on i.id = g.item left join items.packaging_level p on p.id = g.level`,
    [JSON.stringify(wanted.map((one) => ({ ...one, gtin: gtin14(one.gtin) })))],
  )
  const taken = new Map(rows.map(({ number, holder }) => [number, holder]))
  const seen = new Map<string, number>()
  for (const { number, owner, gtin } of wanted) {
    const name = `${owner} ${gtin14(gtin)}`
    const first = seen.get(name)
    if (first === undefined) seen.set(name, number)
    else taken.set(number, `row ${first} of this file`)
  }
  return taken
}

/** What carries a GTIN, in words: SQL over the aliases i (item) and p (packaging level). */
export const gtinHolder = "coalesce('the ' || p.name || ' of ', '') || i.sku"
