import { refuse, type Transaction } from '@stowage/sdk'
import type { Author } from '../audit/record-change.ts'
import { ItemRow } from './item.model.ts'

/** A wish that names the item it belongs to. */
export interface OfItem {
  readonly item: string
}

/**
 * The items that wishes for lots and packaging levels name, by their ids. Only who may change an item itself
 * may add to it.
 * @param at where the wish of an index stands in the request
 * @throws `items.item_unknown`, also for one that the actor may not see, and `items.belongs_to_house`
 */
export async function itemsToAddTo(
  trx: Transaction,
  author: Author,
  wishes: readonly OfItem[],
  at: (index: number) => string,
): Promise<ReadonlyMap<string, ItemRow>> {
  const ids = new Set(wishes.map(({ item }) => item))
  const rows = await ItemRow.query(trx).whereRaw('id = any (?::uuid[])', [[...ids]])
  const items = new Map(rows.map((row) => [row.id, row]))
  for (const [index, { item }] of wishes.entries()) {
    const row = items.get(item)
    if (row === undefined) throw refuse('items.item_unknown', { item }, `${at(index)}/item`)
    refuseHouse(author, row)
  }
  return items
}

/**
 * What is the house's is changed by staff alone.
 * @throws `items.belongs_to_house`
 */
export function refuseHouse({ actor }: Author, { owner, sku }: Pick<ItemRow, 'owner' | 'sku'>): void {
  if (owner === null && actor.owners !== 'all') throw refuse('items.belongs_to_house', { sku })
}
