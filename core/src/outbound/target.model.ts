import { VersionedRow } from '../audit/versioned-row.ts'

/** A host that may be called although it is not public, or by plain http. */
export class TargetRow extends VersionedRow {
  static override tableName = 'host.allowed_target'

  declare host: string
  declare port: number | null
  declare plainHttp: boolean
  declare note: string
}
