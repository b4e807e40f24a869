import type { ListDeclaration, ListField } from '../../http/list/list-declaration.ts'
import { type Extension, fieldSql } from './extensions.ts'
import { withFields } from './field-schemas.ts'

/**
 * A list with the fields that plugins keep on its rows: shown, in CSV, filtered and sorted where they say so.
 * Each plugin's values are one join by the primary key; a filter on one turns it into a look by its index.
 */
export function extendedList(list: ListDeclaration, extensions: readonly Extension[]): ListDeclaration {
  const key = typeof list.key === 'string' ? list.key : list.key[0]!
  const joined = extensions.map((extension, index) => ({ extension, alias: `extension_${index}` }))
  const fields = joined.flatMap(({ extension, alias }) =>
    extension.fields.map((field): [string, ListField] => [
      `fields.${extension.plugin}.${field.name}`,
      {
        column: fieldSql(`${alias}.`, field),
        type: field.type,
        ...(field.filter && { filter: field.filter }),
        ...(field.isSortable && { sort: true }),
      },
    ]),
  )
  const { from, row } = list
  return {
    ...list,
    from: (trx, query) => {
      const builder = typeof from === 'string' ? trx(from) : from(trx, query)
      for (const { extension, alias } of joined) {
        const { entity, plugin } = extension
        builder.joinRaw(
          `left join host.field_value ${alias}
             on ${alias}.entity = ? and ${alias}.plugin = ? and ${alias}.id = ${key}`,
          [entity, plugin],
        )
      }
      return builder
    },
    fields: { ...list.fields, ...Object.fromEntries(fields) },
    row: withFields(row, extensions),
  }
}
