import { VersionedRow } from '../../audit/versioned-row.ts'

/** A legal entity of ours. */
export class Company extends VersionedRow {
  static override tableName = 'access.company'

  declare name: string
  declare baseCurrency: string
  /** Nothing may happen before it any more; '-infinity' while the books are open. */
  declare closedThrough: string
}
