import { PERMISSION } from '@stowage/sdk'
import { Type } from 'typebox'
import type { ListDeclaration, ListField } from '../../http/list/list-declaration.ts'
import { type Extension, fieldSql } from './extensions.ts'
import { withFields } from './field-schemas.ts'

const incomplete = Type.Optional(
  Type.Boolean({ description: 'Rows that lack a field which new ones have to say, or none of those' }),
)

/**
 * A list with the fields that plugins keep on its rows: shown, in CSV, filtered and sorted where they say so.
 * Each plugin's values are one join by the primary key; a filter on one turns it into a look by its index.
 * With `incomplete` it finds rows that lack what new ones have to say: old ones, and those that were made by
 * no form.
 */
export function extendedList(list: ListDeclaration, extensions: readonly Extension[]): ListDeclaration {
  const key = list.fields.id?.column ?? (typeof list.key === 'string' ? list.key : list.key[0]!)
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
  const lacking = joined.flatMap(({ extension, alias }) =>
    extension.fields
      .filter(({ isRequired, schema }) => isRequired && !(PERMISSION in schema))
      .map((field) => `${fieldSql(`${alias}.`, field)} is null`),
  )
  const { from, row, parameters } = list
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
      if (query.incomplete === true) builder.whereRaw(`(${lacking.join(' or ')})`)
      if (query.incomplete === false) builder.whereRaw(`not (${lacking.join(' or ')})`)
      return builder
    },
    ...(lacking.length > 0 && { parameters: Type.Object({ ...parameters?.properties, incomplete }) }),
    fields: { ...list.fields, ...Object.fromEntries(fields) },
    row: withFields(row, extensions),
  }
}
