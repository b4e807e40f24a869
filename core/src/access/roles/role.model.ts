import { VersionedRow } from '../../audit/versioned-row.ts'

/** A row of `access.role`. */
export class Role extends VersionedRow {
  static override tableName = 'access.role'

  declare name: string
  declare description: string
  declare permissions: string[]
  declare isForFloor: boolean
  declare isBreakGlass: boolean
}
