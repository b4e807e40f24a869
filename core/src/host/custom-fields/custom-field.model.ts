import { VersionedRow } from '../../audit/versioned-row.ts'
import type { FieldKind, FieldRules } from './custom-field.schemas.ts'

/** A row of `host.custom_field`. */
export class CustomField extends VersionedRow {
  static override tableName = 'host.custom_field'
  static override get jsonAttributes() {
    return ['labels', 'helps', 'rules']
  }
  declare entity: string
  declare name: string
  declare kind: FieldKind
  declare label: string
  declare labels: Readonly<Record<string, string>>
  declare help: string | null
  declare helps: Readonly<Record<string, string>>
  declare isRequired: boolean
  declare permission: string | null
  declare rules: FieldRules
  declare place: number
  declare isRetired: boolean
}

/** As much of one as its values are held to. */
export type FieldShape = Pick<CustomField, 'kind' | 'rules'>
