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

/** What carries a GTIN, in words: SQL over the aliases i (item) and p (packaging level). */
export const gtinHolder = "coalesce('the ' || p.name || ' of ', '') || i.sku"
