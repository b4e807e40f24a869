import type { PluginDeclaration } from '@stowage/sdk'
import { type TObject, type TObjectOptions, type TSchema, Type } from 'typebox'
import type { Database } from '../../database/database.ts'
import type { PermissionRegistry } from '../../plugin-host/permission-registry.ts'
import { CUSTOM, HIDDEN } from '../fields/extensions.ts'
import { CustomField } from './custom-field.model.ts'
import { schemaOfField } from './field-schema.ts'

/** The fields that administrators defined, as one more declaration. */
export interface CustomFields {
  /** Rises with every change of them. */
  readonly number: number
  /** Nothing where there are none. */
  readonly declaration: PluginDeclaration | undefined
}

/** As if nobody had defined any. */
export const NO_FIELDS: CustomFields = { number: 0, declaration: undefined }

/** Reads them as they stand. */
export async function readCustomFields(
  { appAll }: Database,
  permissions: PermissionRegistry,
): Promise<CustomFields> {
  // In this order: rows that are newer than their number are read again, older ones would not be.
  const { fields } = await appAll('host.plugin_set').first('fields')
  const rows = await CustomField.query(appAll).orderBy(['entity', 'place', 'created_at', 'id'])
  return { number: Number(fields), declaration: customDeclaration(rows, permissions) }
}

/** These fields as a declaration; nothing where there are none. */
export function customDeclaration(
  rows: readonly CustomField[],
  permissions: PermissionRegistry,
): PluginDeclaration | undefined {
  if (rows.length === 0) return undefined
  const byEntity = Map.groupBy(rows, ({ entity }) => entity)
  return Object.freeze({
    name: CUSTOM,
    version: '1.0.0',
    title: 'Custom fields',
    fields: Object.fromEntries([...byEntity].map(([entity, own]) => [entity, objectOf(own, permissions)])),
    messages: { fr: { words: { 'Custom fields': 'Champs personnalisés' } } },
  })
}

/** A field is hidden while it is retired, or while the plugin is off that knows its permission. */
function objectOf(rows: readonly CustomField[], permissions: PermissionRegistry): TObject {
  const isShown = ({ isRetired, permission }: CustomField) =>
    !isRetired && (permission === null || permissions.has(permission))
  const shown = rows.filter(isShown)
  const members = shown.map((field): [string, TSchema] => [field.name, schemaOfField(field)])
  const hidden = rows.filter((field) => !isShown(field)).map(({ name }) => name)
  return Type.Object(Object.fromEntries(members), { [HIDDEN]: hidden } as TObjectOptions)
}
