import type { JsonSchema } from './json-schema.ts'

/** How a field is shown and filled in. */
export type FieldKind =
  | 'text'
  | 'long-text'
  | 'secret'
  | 'url'
  | 'number'
  | 'boolean'
  | 'date'
  | 'date-time'
  | 'choice'
  | 'choices'
  | 'reference'
  | 'texts'
  | 'object'
  | 'json'

/** A member of a schema, as screens see it. */
export interface FieldShape {
  /** Its place in the row: `contact.person`. */
  readonly source: string
  readonly kind: FieldKind
  readonly title: string
  readonly help: string | undefined
  /** What a figure is counted or measured in. */
  readonly unit: string | undefined
  readonly isRequired: boolean
  readonly isNullable: boolean
  /** Its schema, without the null. */
  readonly schema: JsonSchema
  readonly choices: readonly { readonly id: string; readonly name: string }[]
  readonly resource: string | undefined
  /** Of texts: the list, under the API's root, by whose names they are chosen. */
  readonly choicesAt: string | undefined
  /** Of an object. */
  readonly members: readonly FieldShape[]
}

const LONG_TEXT = 300
const MOST_DEPTH = 4

/** The members of an object's schema, in its order. */
export function fieldsOf(schema: JsonSchema, within = '', depth = 0): readonly FieldShape[] {
  const required = schema.required ?? []
  return Object.entries(schema.properties ?? {}).map(([name, member]) =>
    shapeOf(within + name, member, { isRequired: required.includes(name), depth }),
  )
}

/** One member of a row by its place, such as `contact.person`. */
export function fieldAt(schema: JsonSchema, source: string): FieldShape | undefined {
  const [first, ...rest] = source.split('.')
  const found = fieldsOf(schema).find((field) => field.source === first)
  return rest.reduce<FieldShape | undefined>(
    (field, name) => field?.members.find((member) => member.source === `${field.source}.${name}`),
    found,
  )
}

function shapeOf(
  source: string,
  whole: JsonSchema,
  { isRequired, depth }: { isRequired: boolean; depth: number },
): FieldShape {
  const { schema, isNullable } = withoutNull(whole)
  const kind = depth >= MOST_DEPTH ? 'json' : kindOf(schema)
  return {
    source,
    kind,
    title: schema.title ?? inWords(source.split('.').at(-1)!),
    help: schema.description,
    unit: schema['x-unit'],
    isRequired,
    isNullable,
    schema,
    choices: choicesOf(kind === 'choices' ? (schema.items ?? {}) : schema),
    resource: schema['x-resource'],
    choicesAt: schema.items?.['x-choices'],
    members: kind === 'object' ? fieldsOf(schema, `${source}.`, depth + 1) : [],
  }
}

/** `Type.Union([X, Type.Null()], { title })` is X with that title, which may also be left empty. */
function withoutNull(whole: JsonSchema): { schema: JsonSchema; isNullable: boolean } {
  const { anyOf, ...outer } = whole
  if (Array.isArray(whole.type)) {
    const types = (whole.type as readonly string[]).filter((type) => type !== 'null')
    const schema = { ...whole, type: types.length === 1 ? types[0]! : types }
    return { schema, isNullable: types.length < whole.type.length }
  }
  const rest = anyOf?.filter(({ type }) => type !== 'null')
  if (!anyOf || !rest || rest.length === anyOf.length) return { schema: whole, isNullable: false }
  const schema = rest.length === 1 ? { ...rest[0], ...outer } : { ...outer, anyOf: rest }
  return { schema, isNullable: true }
}

function kindOf(schema: JsonSchema): FieldKind {
  if (choicesOf(schema).length > 0) return 'choice'
  switch (schema.type) {
    case 'boolean':
      return 'boolean'
    case 'number':
    case 'integer':
      return 'number'
    case 'string':
      return textKind(schema)
    case 'object':
      return schema.properties ? 'object' : 'json'
    case 'array':
      if (schema.items && choicesOf(schema.items).length > 0) return 'choices'
      return schema.items?.type === 'string' ? 'texts' : 'json'
    default:
      return 'json'
  }
}

function textKind(schema: JsonSchema): FieldKind {
  if (schema['x-secret']) return 'secret'
  if (schema['x-resource'] !== undefined) return 'reference'
  if (schema.format === 'uri' && schema.pattern?.startsWith('^https?:')) return 'url'
  if (schema.format === 'date' || schema.format === 'date-time') return schema.format
  return (schema.maxLength ?? 0) >= LONG_TEXT ? 'long-text' : 'text'
}

/** The words of a union of literals. */
function choicesOf(schema: JsonSchema): readonly { readonly id: string; readonly name: string }[] {
  const options = schema.anyOf ?? schema.oneOf
  const values = schema.enum ?? (options?.every((option) => 'const' in option) ? options : undefined)
  if (!values)
    return 'const' in schema ? [{ id: String(schema.const), name: inWords(String(schema.const)) }] : []
  return values.map((value) => {
    const option = (typeof value === 'object' && value !== null ? value : { const: value }) as JsonSchema
    return { id: String(option.const), name: option.title ?? inWords(String(option.const)) }
  })
}

/** `maxWeight` and `max_weight` are `Max weight`. */
export function inWords(name: string): string {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
