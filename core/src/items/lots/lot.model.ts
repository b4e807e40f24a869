import { VersionedRow } from '../../audit/versioned-row.ts'
import type { LotAttributes } from './lot.schemas.ts'

/** A row of `items.lot`. */
export class LotRow extends VersionedRow {
  static override tableName = 'items.lot'
  static override jsonAttributes = ['attributes']

  declare item: string
  /** A copy of the item's owner; null is the house's. */
  declare owner: number | null
  declare name: string
  declare manufacturedOn: string | null
  declare bestBefore: string | null
  declare expiresOn: string | null
  declare retestOn: string | null
  declare attributes: LotAttributes
}
