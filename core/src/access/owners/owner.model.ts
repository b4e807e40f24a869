import { VersionedRow } from '../../audit/versioned-row.ts'

/** Whose stock it is. Its number stands in every line of the ledger, its id on the wire. */
export class Owner extends VersionedRow {
  static override tableName = 'access.owner'

  declare no: number
  declare kind: 'company' | 'client' | 'supplier'
  declare company: string | null
  declare name: string
}
