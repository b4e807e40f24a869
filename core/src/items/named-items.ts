import type { Actor, Transaction } from '@stowage/sdk'
import type { ItemRow } from './item.model.ts'
import { namedOwners } from './named-owners.ts'

/** An item as a row of a file names it. */
export interface ItemName {
  readonly sku: string
  readonly owner?: string | undefined
}

/** Of an item that rows name, what they are held against. */
export type NamedItem = Pick<ItemRow, 'id' | 'owner' | 'sku' | 'baseUnit' | 'hasLots'>

/**
 * The items that rows name: in the catalogue of the owner whom a row names, else in the house's; where the
 * house has none, the only one that anybody has.
 * @returns in the order of the names; undefined where there is none that the actor may see
 */
export async function namedItems(
  trx: Transaction,
  actor: Actor,
  names: readonly ItemName[],
): Promise<(NamedItem | undefined)[]> {
  const owners = await namedOwners(
    trx,
    names.map(({ owner }) => owner),
  )
  const own = actor.owners !== 'all' && actor.owners.length === 1 ? actor.owners[0] : undefined
  const wanted = names.flatMap(({ sku, owner: said }) => {
    const owner = said === undefined ? own : owners.get(said.toLowerCase())?.no
    const name = sku.trim().toLowerCase()
    return owner === undefined
      ? [{ sku: name, owner: 0 }]
      : [
          { sku: name, owner: 0 },
          { sku: name, owner },
        ]
  })
  const bySku = Map.groupBy(await itemsOf(trx, wanted), ({ sku }) => sku.toLowerCase())
  const unsaid = names.flatMap(({ sku, owner }) => (owner === undefined ? [sku.trim().toLowerCase()] : []))
  const missing = [...new Set(unsaid.filter((sku) => !bySku.has(sku)))]
  for (const [sku, found] of Map.groupBy(await itemsOfAnybody(trx, missing), ({ sku }) => sku.toLowerCase()))
    bySku.set(sku, found)
  return names.map(({ sku, owner: said }) => {
    const found = bySku.get(sku.trim().toLowerCase()) ?? []
    const owner = said === undefined ? own : owners.get(said.toLowerCase())?.no
    const ofOwner = found.find((row) => row.owner === owner)
    const ofHouse = found.find((row) => row.owner === null)
    return ofOwner ?? ofHouse ?? (said === undefined && found.length === 1 ? found[0] : undefined)
  })
}

const NAMED = 'select id, owner, sku, base_unit as "baseUnit", has_lots as "hasLots" from items.item'

/** By the key that a catalogue has on its SKUs. */
async function itemsOf(trx: Transaction, names: readonly object[]): Promise<NamedItem[]> {
  const { rows } = await trx.raw<{ rows: NamedItem[] }>(
    `${NAMED} where (coalesce(owner, 0), lower(sku)) in (select w.owner, w.sku
       from jsonb_to_recordset(?) as w(owner integer, sku text))`,
    [JSON.stringify(names)],
  )
  return rows
}

/** By the same key, catalogue after catalogue. */
async function itemsOfAnybody(trx: Transaction, skus: readonly string[]): Promise<NamedItem[]> {
  if (skus.length === 0) return []
  const { rows } = await trx.raw<{ rows: NamedItem[] }>(
    `${NAMED} where (coalesce(owner, 0), lower(sku)) in (select o.no, w.sku
       from access.owner o cross join unnest(?::text[]) w (sku))`,
    [[...skus]],
  )
  return rows
}
