import type { RaRecord } from 'react-admin'
import type { ListColumn } from '../lists/list-columns.tsx'
import { valueAt } from '../schema/drawn.ts'
import { SchemaValue } from '../schema/schema-value.tsx'
import { useExtensions } from './use-extensions.ts'

/** Columns for what is kept on a list's rows. */
export function useExtensionListColumns(): readonly ListColumn[] {
  return useExtensions().flatMap(({ fields }) =>
    fields.map((field) => ({
      source: field.source,
      label: field.title,
      canSort: field.schema['x-sort'] === true,
      ...(field.kind === 'number' ? { as: 'figure' as const } : {}),
      draw: (row: RaRecord) => <SchemaValue field={field} value={valueAt(row, field.source)} />,
    })),
  )
}
