import { VersionedRow } from '../audit/versioned-row.ts'

/** A row of `locations.location`. */
export class LocationRow extends VersionedRow {
  static override tableName = 'locations.location'

  /** The site's number; null for the world outside. */
  declare site: number | null
  declare parent: string | null
  declare kind: string
  declare code: string
  declare path: string
  declare barcode: string | null
  declare checkDigits: string | null
  declare debtLimit: number
  declare xM: number | null
  declare yM: number | null
  declare zM: number | null
  declare xSizeM: number | null
  declare ySizeM: number | null
  declare zSizeM: number | null
  declare isActive: boolean
}
