import type { TObject, TSchema } from 'typebox'
import type { ComparisonWord } from './condition.ts'

/** What a fact is, as conditions see it. */
export type FactKind = 'text' | 'number' | 'boolean' | 'date' | 'instant' | 'choice' | 'reference'

/** One fact that a rule may ask about. */
export interface FactShape {
  readonly name: string
  readonly title: string
  readonly kind: FactKind
  /** The words of a choice. */
  readonly choices: readonly string[]
}

/** The facts of a point, by name. */
export type FactShapes = ReadonlyMap<string, FactShape>

const KNOWN: readonly ComparisonWord[] = ['is_known', 'is_unknown']
const OF_ONE: readonly ComparisonWord[] = ['is', 'is_not', 'one_of', 'none_of', ...KNOWN]
const IN_ORDER: readonly ComparisonWord[] = [
  'is',
  'is_not',
  'less_than',
  'at_most',
  'more_than',
  'at_least',
  ...KNOWN,
]

/** What a fact of each kind can be asked. */
export const COMPARISONS_OF: Readonly<Record<FactKind, readonly ComparisonWord[]>> = {
  text: ['is', 'is_not', 'one_of', 'none_of', 'begins_with', 'contains', ...KNOWN],
  number: IN_ORDER,
  date: IN_ORDER,
  instant: IN_ORDER,
  boolean: ['is', ...KNOWN],
  choice: OF_ONE,
  reference: OF_ONE,
}

/**
 * Reads the facts of a schema: flat members, each a text, a number, a yes or no, a date, an instant, a choice
 * of words or a reference. A member of another shape is no fact.
 */
export function factShapesOf(schema: TObject): FactShapes {
  const shapes = Object.entries(schema.properties as Record<string, TSchema>).flatMap(([name, member]) => {
    const shape = shapeOf(name, withoutNull(member as Plain))
    return shape === undefined ? [] : [[name, shape] as const]
  })
  return new Map(shapes)
}

interface Plain {
  readonly type?: string
  readonly title?: string
  readonly format?: string
  readonly anyOf?: readonly Plain[]
  readonly const?: unknown
  readonly 'x-resource'?: string
}

function shapeOf(name: string, schema: Plain): FactShape | undefined {
  const { title = name } = schema
  const choices = choicesOf(schema)
  const kind = choices.length > 0 ? 'choice' : kindOf(schema)
  return kind === undefined ? undefined : { name, title, kind, choices }
}

function kindOf(schema: Plain): FactKind | undefined {
  if (schema.type === 'number' || schema.type === 'integer') return 'number'
  if (schema.type === 'boolean') return 'boolean'
  if (schema.type !== 'string') return undefined
  if (schema['x-resource'] !== undefined || schema.format === 'uuid') return 'reference'
  if (schema.format === 'date') return 'date'
  return schema.format === 'date-time' ? 'instant' : 'text'
}

function choicesOf({ anyOf = [] }: Plain): string[] {
  const words = anyOf.map((option) => option.const)
  return words.length > 0 && words.every((word) => typeof word === 'string') ? (words as string[]) : []
}

function withoutNull({ anyOf, ...rest }: Plain): Plain {
  if (anyOf === undefined) return rest
  const others = anyOf.filter(({ type }) => type !== 'null')
  return others.length === 1 ? { ...others[0], ...rest } : { ...rest, anyOf: others }
}
