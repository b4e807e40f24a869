import type { Transaction } from '@stowage/sdk'
import type { ItemFacts, LotFacts } from './lookup.schemas.ts'

const FACTS = `
  select i.id, i.sku, i.name, i.base_unit as "baseUnit", i.step, i.has_lots as "hasLots", i.serials,
         i.catch_unit as "catchUnit", coalesce((
           select jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'numerator', p.numerator,
                    'denominator', p.denominator) order by p.numerator::numeric / p.denominator, p.name)
             from items.packaging_level p where p.item = i.id and p.is_active), '[]') as levels
    from items.item i where i.id = any (?::uuid[])`

/** What counting these items takes, each once. */
export async function factsOfItems(trx: Transaction, ids: readonly string[]): Promise<ItemFacts[]> {
  if (ids.length === 0) return []
  const { rows } = await trx.raw<{ rows: ItemFacts[] }>(FACTS, [[...new Set(ids)]])
  return rows
}

/** Until when these lots are good, each once. */
export async function factsOfLots(trx: Transaction, ids: readonly string[]): Promise<LotFacts[]> {
  if (ids.length === 0) return []
  const { rows } = await trx.raw<{ rows: LotFacts[] }>(
    `select id, name, best_before::text as "bestBefore", expires_on::text as "expiresOn"
       from items.lot where id = any (?::uuid[])`,
    [[...new Set(ids)]],
  )
  return rows
}
