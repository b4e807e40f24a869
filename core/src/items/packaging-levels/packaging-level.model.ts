import { VersionedRow } from '../../audit/versioned-row.ts'

/** A row of `items.packaging_level`. */
export class PackagingLevelRow extends VersionedRow {
  static override tableName = 'items.packaging_level'

  declare item: string
  /** A copy of the item's owner; null is the house's. */
  declare owner: number | null
  declare name: string
  declare numerator: number
  declare denominator: number
  declare gtin: string | null
  declare gtin14: string | null
  declare lengthMm: number | null
  declare widthMm: number | null
  declare heightMm: number | null
  declare weightGrams: number | null
  declare isActive: boolean
}
