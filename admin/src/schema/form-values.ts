import { type FieldShape, fieldsOf } from './field-shape.ts'
import type { JsonSchema } from './json-schema.ts'

type Values = Record<string, unknown>

/** What a form for a new one begins with. */
export function defaultsOf(schema: JsonSchema): Values {
  return Object.fromEntries(
    Object.entries(schema.properties ?? {}).flatMap(([name, member]) => {
      if (member.default !== undefined) return [[name, member.default]]
      const inner = member.type === 'object' && member.properties ? defaultsOf(member) : {}
      return Object.keys(inner).length > 0 ? [[name, inner]] : []
    }),
  )
}

/**
 * What a form holds, as its schema wants it: only its members; what is empty is null where it may be, else
 * left out, deep inside as well.
 */
export function valuesFor(schema: JsonSchema, data: Values): Values {
  return valuesOf(fieldsOf(schema), data)
}

/** As for a new one; a row keeps its id and version, and text that may not be null can be emptied. */
export function changesFor(schema: JsonSchema, data: Values): Values {
  const fields = fieldsOf(schema)
  const emptied = fields.filter(
    ({ kind, isNullable, source, schema: { minLength = 0 } }) =>
      (kind === 'text' || kind === 'long-text') && !isNullable && minLength === 0 && isEmpty(data[source]),
  )
  const { id, version } = data
  return {
    id,
    version,
    ...Object.fromEntries(emptied.map(({ source }) => [source, ''])),
    ...valuesOf(fields, data),
  }
}

/** The same for some fields alone. */
export function valuesOf(fields: readonly FieldShape[], data: Values): Values {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const name = field.source.split('.').at(-1)!
      if (!(name in data)) return []
      const value = cleanedValue(field, data[name])
      return value === undefined ? [] : [[name, value]]
    }),
  )
}

function cleanedValue(field: FieldShape, value: unknown): unknown {
  const nothing = field.isNullable ? null : undefined
  if (isEmpty(value) || (field.isNullable && Array.isArray(value) && value.length === 0)) return nothing
  if (field.kind === 'date-time') return instantOf(value)
  if (field.kind !== 'object') return value
  const inner = valuesOf(field.members, value as Values)
  return Object.keys(inner).length === 0 && !field.isRequired ? nothing : inner
}

/** A field for a date and a time holds the reader's own; the API takes instants. */
function instantOf(value: unknown): unknown {
  if (typeof value === 'string' && /(Z|[+-]\d\d:\d\d)$/.test(value)) return value
  const at = new Date(value as string | Date)
  return Number.isNaN(at.getTime()) ? value : at.toISOString()
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === ''
}
