import { type TObject, type TSchema, Type } from 'typebox'
import type { Extension } from './extensions.ts'

type Node = Readonly<Record<string, unknown>>

const closed = { additionalProperties: false }
const NOTE = 'What plugins keep of it, by plugin'

/** The body of a create with the fields that may and must be said with it; defaults fill what is left out. */
export function withNewFields(body: TObject, extensions: readonly Extension[]): TObject {
  const kept = extensions.map((extension) => [extension.plugin, newFieldsOf(extension)] as const)
  const fields = Type.Object(Object.fromEntries(kept), { ...closed, description: NOTE })
  return withMember(body, Type.Optional(extensions.some(isFilled) ? withDefault(fields, {}) : fields))
}

function newFieldsOf(extension: Extension): TSchema {
  const members = extension.fields.map(({ name, schema, isRequired }): [string, TSchema] => {
    const { default: standard, ...plain } = schema as Node & TSchema
    const member = isRequired ? (plain as TSchema) : orNull(plain as TSchema)
    if (standard !== undefined) return [name, Type.Optional(withDefault(member, standard))]
    return [name, isRequired ? member : Type.Optional(member)]
  })
  const object = Type.Object(Object.fromEntries(members), closed)
  return Type.Optional(isFilled(extension) ? withDefault(object, {}) : object)
}

/** It begins as an empty object, so that what is missing is named itself, and defaults have a place. */
function isFilled({ fields }: Extension): boolean {
  return fields.some(({ schema, isRequired }) => isRequired || 'default' in schema)
}

/** The body of a change: what is left out stays, null takes a value away where it need not be there. */
export function withChangedFields(body: TObject, extensions: readonly Extension[]): TObject {
  const fields = Type.Object(
    Object.fromEntries(
      extensions.map(({ plugin, fields }) => {
        const members = fields.map(({ name, schema, isRequired }) => {
          const { default: _, ...plain } = schema as Node & TSchema
          return [name, Type.Optional(isRequired ? (plain as TSchema) : orNull(plain as TSchema))]
        })
        return [plugin, Type.Optional(Type.Object(Object.fromEntries(members), closed))]
      }),
    ),
    { ...closed, description: `${NOTE}; what is left out stays, null takes it away` },
  )
  return withMember(body, Type.Optional(fields))
}

/** An answer with all of them, null where nothing was said. */
export function withFields(row: TObject, extensions: readonly Extension[]): TObject {
  const fields = Type.Object(
    Object.fromEntries(
      extensions.map(({ plugin, fields }) => {
        const members = fields.map(({ name, schema }) => [name, orNull(unbound(schema))])
        return [plugin, Type.Object(Object.fromEntries(members))]
      }),
    ),
    { description: NOTE },
  )
  const { required = [] } = row as { required?: readonly string[] }
  return { ...withMember(row, fields), required: [...required, 'fields'] } as never as TObject
}

function withMember(object: TObject, fields: TSchema): TObject {
  const { properties } = object as unknown as { properties: object }
  return { ...object, properties: { ...properties, fields } } as never as TObject
}

function withDefault(schema: TSchema, standard: unknown): TSchema {
  return { ...schema, default: standard } as TSchema
}

function orNull(schema: TSchema): TSchema {
  return Type.Union([schema, Type.Null()])
}

const BOUNDS = [
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  ...['minLength', 'maxLength', 'pattern', 'format', 'minItems', 'maxItems', 'uniqueItems'],
  ...['enum', 'const', 'default', 'x-required'],
]

/** A value that was said under older rules can still be read, so answers promise its type alone. */
function unbound(schema: TSchema): TSchema {
  const { type, anyOf, properties, items, ...rest } = schema as Node & {
    anyOf?: readonly TSchema[]
    properties?: Readonly<Record<string, TSchema>>
    items?: TSchema
  }
  const words = Object.entries(rest).filter(([keyword]) => !BOUNDS.includes(keyword))
  return {
    ...Object.fromEntries(words),
    ...(type !== undefined && { type }),
    ...(anyOf && type === undefined && { anyOf: anyOf.map(unbound) }),
    ...(properties && {
      properties: Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, unbound(one)])),
    }),
    ...(items && { items: unbound(items) }),
  } as unknown as TSchema
}
