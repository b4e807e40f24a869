import { VersionedRow } from '../../audit/versioned-row.ts'

/** A row of `locations.site`. */
export class SiteRow extends VersionedRow {
  static override tableName = 'locations.site'

  declare no: number
  declare company: string
  declare code: string
  declare name: string
  declare timeZone: string
}
