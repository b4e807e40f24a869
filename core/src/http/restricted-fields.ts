import { type Actor, PERMISSION, refuse } from '@stowage/sdk'
import { mayUse } from './may-use.ts'

/** A member of a schema that not everybody may see and say. */
export interface RestrictedField {
  /** Where it stands: names of members, `*` for each of an array. */
  readonly path: readonly string[]
  readonly permission: string
}

interface Node {
  readonly properties?: Readonly<Record<string, Node>>
  readonly required?: readonly string[]
  readonly items?: Node
  readonly anyOf?: readonly Node[]
  readonly [PERMISSION]?: string
}

/** All such members of a schema. */
export function restrictedIn(schema: unknown): RestrictedField[] {
  if (typeof schema !== 'object' || schema === null) return []
  const { properties = {}, items, anyOf = [], [PERMISSION]: permission } = schema as Node
  if (permission !== undefined) return [{ path: [], permission }]
  const below = (step: string, inner: unknown) =>
    restrictedIn(inner).map(({ path, ...field }) => ({ path: [step, ...path], ...field }))
  return [
    ...Object.entries(properties).flatMap(([name, inner]) => below(name, inner)),
    ...below('*', items),
    ...anyOf.flatMap(restrictedIn),
  ]
}

/** Those that an actor may neither see nor say. */
export function hiddenFrom(
  actor: Pick<Actor, 'permissions'>,
  fields: readonly RestrictedField[],
): RestrictedField[] {
  return fields.filter(({ permission }) => !mayUse(actor, permission))
}

/** An answer without some of its members; what is left is not touched. */
export function withoutFields<Value>(value: Value, fields: readonly RestrictedField[]): Value {
  return fields.reduce((left, { path }) => withoutField(left, path), value)
}

function withoutField<Value>(value: Value, [step, ...rest]: readonly string[]): Value {
  if (step === undefined || typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) {
    return (step === '*' ? value.map((one) => withoutField(one, rest)) : value) as Value
  }
  if (!Object.hasOwn(value, step)) return value
  const { [step]: inner, ...left } = value as Record<string, unknown>
  return (rest.length === 0 ? left : { ...left, [step]: withoutField(inner, rest) }) as Value
}

/** What a reader finds in the place of a figure that he may not see. */
const WITHHELD = '•••'
/** Shorter texts stand in others by chance. */
const TELLING = 3

/**
 * The facts of a refusal for those who may not see some members of the rows that it speaks of: neither what
 * is called like such a member, nor what has its value.
 */
export function withheldFacts(
  facts: Readonly<Record<string, unknown>>,
  fields: readonly RestrictedField[],
  rows: readonly unknown[],
): Readonly<Record<string, unknown>> {
  if (fields.length === 0) return facts
  const names = new Set(fields.map(({ path }) => path.findLast((step) => step !== '*')))
  const seen = new Set(rows.flatMap((row) => leavesOf(withoutFields(row, fields))))
  const hidden = rows.flatMap(leavesOf).filter((leaf) => !seen.has(leaf))
  const tells = (leaf: string) =>
    hidden.some((one) => leaf === one || (one.length >= TELLING && leaf.includes(one)))
  return Object.fromEntries(
    Object.entries(facts).map(([name, fact]) => {
      return [name, names.has(name) || leavesOf(fact).some(tells) ? WITHHELD : fact]
    }),
  )
}

/** The texts and figures of a value, as they are read. */
function leavesOf(value: unknown): string[] {
  if (typeof value === 'string' || typeof value === 'number') return [String(value)]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leavesOf) : []
}

/** @throws `http.field_forbidden` for a body that says something of one of the fields */
export function refuseSaid(actor: Actor, body: unknown, fields: readonly RestrictedField[]): void {
  for (const { path, permission } of fields) {
    const pointer = saidAt(body, path)
    if (pointer === undefined) continue
    const field = path.filter((step) => step !== '*').join('.')
    throw refuse('http.field_forbidden', { field, permission, actor: actor.name }, pointer)
  }
}

function saidAt(value: unknown, [step, ...rest]: readonly string[]): string | undefined {
  if (step === undefined) return ''
  if (typeof value !== 'object' || value === null) return undefined
  for (const [name, inner] of Object.entries(value)) {
    if (step !== '*' && step !== name) continue
    const below = saidAt(inner, rest)
    if (below !== undefined) return `/${name}${below}`
  }
  return undefined
}

/** The same schema, where what may be hidden need not be there. */
export function withHidable<Schema>(schema: Schema): Schema {
  if (restrictedIn(schema).length === 0) return schema
  const { properties, required, items, anyOf } = schema as Node
  const entries = Object.entries(properties ?? {})
  const stays = required?.filter((name) => properties?.[name] && !mayVanish(properties[name]))
  return {
    ...schema,
    ...(properties && {
      properties: Object.fromEntries(entries.map(([name, inner]) => [name, withHidable(inner)])),
    }),
    ...(stays && { required: stays }),
    ...(items && { items: withHidable(items) }),
    ...(anyOf && { anyOf: anyOf.map(withHidable) }),
  }
}

/** A schema as those see it who may not see some of its members. */
export function schemaWithout<Schema>(schema: Schema, fields: readonly RestrictedField[]): Schema {
  return fields.reduce((left, { path }) => memberless(left, path), schema)
}

function memberless<Schema>(schema: Schema, [step, ...rest]: readonly string[]): Schema {
  const { properties, required, items, anyOf } = schema as Node
  if (step === undefined) return schema
  if (anyOf !== undefined) return { ...schema, anyOf: anyOf.map((one) => memberless(one, [step, ...rest])) }
  if (step === '*') return items === undefined ? schema : { ...schema, items: memberless(items, rest) }
  if (properties?.[step] === undefined) return schema
  const { [step]: inner, ...left } = properties
  if (rest.length > 0) {
    const narrowed = memberless(inner, rest) as Node
    if (Object.keys(narrowed.properties ?? { more: inner }).length > 0) {
      return { ...schema, properties: { ...left, [step]: narrowed } }
    }
  }
  const needed = required?.filter((name) => name !== step)
  return { ...schema, properties: left, ...(needed && { required: needed }) }
}

/** Whether a member is restricted, or holds nothing that is not. */
function mayVanish(schema: Node): boolean {
  if (restrictedIn(schema).some(({ path }) => path.length === 0)) return true
  const members = Object.values(schema.properties ?? {})
  return members.length > 0 && members.every(mayVanish)
}
