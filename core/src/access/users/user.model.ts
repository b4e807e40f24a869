import { VersionedRow } from '../../audit/versioned-row.ts'

/** A person who logs in. His name is the actor's of the same id. */
export class Account extends VersionedRow {
  static override tableName = 'access.account'

  declare email: string
  /** Null for who logs in by other ways alone. */
  declare passwordHash: string | null
  declare permissions: string[]
  declare owners: number[] | null
  declare sites: number[] | null
  declare language: string | null
  declare isActive: boolean
  declare letInUntil: string | null
}
