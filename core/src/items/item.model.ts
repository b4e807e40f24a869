import { VersionedRow } from '../audit/versioned-row.ts'
import type { Item } from './item.schemas.ts'

/** A row of `items.item`. */
export class ItemRow extends VersionedRow {
  static override tableName = 'items.item'

  /** The owner's number; null is the house's catalogue. */
  declare owner: number | null
  declare sku: string
  declare name: string
  declare description: string | null
  declare category: string | null
  declare baseUnit: string
  declare step: number
  declare gtin: string | null
  declare gtin14: string | null
  declare weightGrams: number | null
  declare lengthMm: number | null
  declare widthMm: number | null
  declare heightMm: number | null
  declare hasLots: boolean
  declare serials: Item['serials']
  declare catchUnit: string | null
  declare lifecycle: Item['lifecycle']
}
