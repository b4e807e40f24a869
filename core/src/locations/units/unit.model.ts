import { VersionedRow } from '../../audit/versioned-row.ts'

/** A row of `locations.handling_unit`. */
export class UnitRow extends VersionedRow {
  static override tableName = 'locations.handling_unit'

  declare code: string
  declare kind: string
  declare isSscc: boolean
  /** Where it stands; null before it was first placed. */
  declare location: string | null
  declare parent: string | null
  declare isActive: boolean
}

/** A row of `locations.unit_series`. */
export class SeriesRow extends VersionedRow {
  static override tableName = 'locations.unit_series'

  declare name: string
  declare scheme: 'sscc' | 'lpn'
  declare prefix: string
  declare firstNumber: number
}
