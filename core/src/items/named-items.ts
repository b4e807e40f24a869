import type { Actor, Transaction } from '@stowage/sdk'
import { ItemRow } from './item.model.ts'
import { namedOwners } from './named-owners.ts'

/** An item as a row of a file names it. */
export interface ItemName {
  readonly sku: string
  readonly owner?: string | undefined
}

/**
 * The items that rows name: in the catalogue of the owner whom a row names, else in the house's; where the
 * house has none, the only one that anybody has.
 * @returns in the order of the names; undefined where there is none that the actor may see
 */
export async function namedItems(
  trx: Transaction,
  actor: Actor,
  names: readonly ItemName[],
): Promise<(ItemRow | undefined)[]> {
  const skus = [...new Set(names.map(({ sku }) => sku.trim().toLowerCase()))]
  const rows = await ItemRow.query(trx).whereRaw('lower(sku) = any (?::text[])', [skus])
  const bySku = Map.groupBy(rows, ({ sku }) => sku.toLowerCase())
  const owners = await namedOwners(
    trx,
    names.map(({ owner }) => owner),
  )
  const own = actor.owners !== 'all' && actor.owners.length === 1 ? actor.owners[0] : undefined
  return names.map(({ sku, owner: said }) => {
    const found = bySku.get(sku.trim().toLowerCase()) ?? []
    const owner = said === undefined ? own : owners.get(said.toLowerCase())?.no
    const ofOwner = found.find((row) => row.owner === owner)
    const ofHouse = found.find((row) => row.owner === null)
    return ofOwner ?? ofHouse ?? (said === undefined && found.length === 1 ? found[0] : undefined)
  })
}
