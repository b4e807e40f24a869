import { useRecordContext, useResourceContext } from 'react-admin'
import { usePluginScreens } from '../plugin-screens/use-plugin-screens.ts'
import { resourcePath } from '../providers/resource-paths.ts'
import { valueAt } from '../schema/drawn.ts'
import { type FieldShape, fieldsOf } from '../schema/field-shape.ts'

/** What one plugin, or an administrator, keeps on the rows of a resource. */
export interface Extension {
  readonly plugin: string
  readonly title: string
  readonly fields: readonly FieldShape[]
}

/** What is kept on the rows of this screen's resource beside what they say by themselves. */
export function useExtensions(): readonly Extension[] {
  const resource = useResourceContext()
  const { fields } = usePluginScreens()
  if (resource === undefined || fields.length === 0) return []
  const { path } = resourcePath(resource)
  return fields
    .filter((kept) => kept.path === path)
    .map(({ plugin, title, schema }) => ({
      plugin,
      title,
      fields: fieldsOf(schema, `fields.${plugin}.`).map((field) => ({
        ...field,
        isNullable: !field.isRequired,
      })),
    }))
}

/** The same for the row of this form: one that was there before a field had to be said may go on without. */
export function useExtensionsOfForm(): readonly Extension[] {
  const row = useRecordContext()
  const extensions = useExtensions()
  if (!row) return extensions
  return extensions.map(({ fields, ...extension }) => ({
    ...extension,
    fields: fields.map((field) => {
      const isRequired = field.isRequired && (valueAt(row, field.source) ?? null) !== null
      return { ...field, isRequired, isNullable: !isRequired }
    }),
  }))
}
