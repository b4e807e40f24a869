import { SUBJECT } from '@stowage/sdk'
import type { TSchema } from 'typebox'

type Find = (value: unknown) => readonly string[]

interface Shape {
  readonly properties?: Readonly<Record<string, TSchema>>
  readonly items?: TSchema
  readonly anyOf?: readonly TSchema[]
}

/**
 * Finds the things that a payload is about, by the members that its schema marks; none where it marks none.
 */
export function subjectFinder(schema: TSchema): Find {
  const find = finderOf(schema)
  return find === undefined ? () => [] : (payload) => [...new Set(find(payload))]
}

function finderOf(schema: TSchema): Find | undefined {
  if (SUBJECT in schema) {
    return (value) => (typeof value === 'string' || typeof value === 'number' ? [String(value)] : [])
  }
  const { properties, items, anyOf } = schema as Shape
  const finders: Find[] = []
  for (const [name, member] of Object.entries(properties ?? {})) {
    const find = finderOf(member)
    if (find !== undefined) finders.push((value) => find((value as Readonly<Record<string, unknown>>)[name]))
  }
  const inItems = items && finderOf(items)
  if (inItems !== undefined) finders.push((value) => (value as readonly unknown[]).flatMap(inItems))
  finders.push(...(anyOf ?? []).flatMap((one) => finderOf(one) ?? []))
  if (finders.length === 0) return undefined
  return (value) =>
    typeof value === 'object' && value !== null ? finders.flatMap((find) => find(value)) : []
}
