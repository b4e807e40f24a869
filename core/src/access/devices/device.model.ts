import { VersionedRow } from '../../audit/versioned-row.ts'

/** A row of `access.device`. */
export class Device extends VersionedRow {
  static override tableName = 'access.device'

  declare name: string
  declare site: number
  declare tokenHash: Buffer
  declare asksPin: boolean
  declare createdBy: string
  declare lastSeenAt: string | null
  declare revokedAt: string | null
}
