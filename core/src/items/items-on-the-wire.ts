import type { Transaction } from '@stowage/sdk'
import { ownerIds } from '../access/owners/owner.service.ts'
import type { ItemRow } from './item.model.ts'
import type { Item } from './item.schemas.ts'

/** Shows rows as clients know them: owners by their ids, and nothing that is not theirs to read. */
export async function itemsOnTheWire(trx: Transaction, rows: readonly ItemRow[]): Promise<Item[]> {
  const owners = await ownerIds(
    trx,
    rows.flatMap(({ owner }) => (owner === null ? [] : [owner])),
  )
  return rows.map((row) => ({
    id: row.id,
    owner: row.owner === null ? null : owners.get(row.owner)!,
    sku: row.sku,
    name: row.name,
    description: row.description,
    category: row.category,
    baseUnit: row.baseUnit,
    step: row.step,
    gtin: row.gtin,
    weightGrams: row.weightGrams,
    lengthMm: row.lengthMm,
    widthMm: row.widthMm,
    heightMm: row.heightMm,
    hasLots: row.hasLots,
    serials: row.serials,
    catchUnit: row.catchUnit,
    lifecycle: row.lifecycle,
    version: row.version,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  }))
}
