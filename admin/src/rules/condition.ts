import { type FieldKind, type FieldShape, fieldsOf } from '../schema/field-shape.ts'
import type { JsonSchema } from '../schema/json-schema.ts'
import { say } from '../words/say.ts'

/** A value that a fact is held against. */
export type Value = string | number | boolean

/** A fact beside a value. */
export interface Comparison {
  readonly fact: string
  readonly is: string
  readonly value?: Value | readonly Value[]
}

/** Several that all have to hold, or one of them. */
export type Group<Member> = { readonly all: readonly Member[] } | { readonly any: readonly Member[] }

/** What a rule asks of a question; two levels, as the API takes it. */
export type Condition = Group<Comparison | Group<Comparison>>

/** Whether members have all to hold, or one of them. */
export type Join = 'all' | 'any'

/** The members of a group and what joins them. */
export function partsOf<Member>(group: Group<Member>): { join: Join; members: readonly Member[] } {
  return 'all' in group ? { join: 'all', members: group.all } : { join: 'any', members: group.any }
}

/** A group of them. */
export function groupOf<Member>(join: Join, members: readonly Member[]): Group<Member> {
  return join === 'all' ? { all: members } : { any: members }
}

/** Whether a member is a group itself. */
export function isGroup(member: Comparison | Group<Comparison>): member is Group<Comparison> {
  return 'all' in member || 'any' in member
}

/** A way to compare, in words that stand between fact and value. */
export interface ComparisonWord {
  readonly id: string
  readonly words: string
  readonly takes: 'one' | 'list' | 'nothing'
}

const known = (): readonly ComparisonWord[] => [
  { id: 'is_known', words: say('is known'), takes: 'nothing' },
  { id: 'is_unknown', words: say('is unknown'), takes: 'nothing' },
]
const equal = (): readonly ComparisonWord[] => [
  { id: 'is', words: 'is', takes: 'one' },
  { id: 'is_not', words: say('is not'), takes: 'one' },
]
const lists = (): readonly ComparisonWord[] => [
  { id: 'one_of', words: say('is one of'), takes: 'list' },
  { id: 'none_of', words: say('is none of'), takes: 'list' },
]
const parts = (): readonly ComparisonWord[] => [
  { id: 'begins_with', words: say('begins with'), takes: 'one' },
  { id: 'contains', words: 'contains', takes: 'one' },
]
const sizes = (): readonly ComparisonWord[] => [
  { id: 'less_than', words: say('is less than'), takes: 'one' },
  { id: 'at_most', words: say('is at most'), takes: 'one' },
  { id: 'more_than', words: say('is more than'), takes: 'one' },
  { id: 'at_least', words: say('is at least'), takes: 'one' },
]
const times = (): readonly ComparisonWord[] => [
  { id: 'less_than', words: say('is before'), takes: 'one' },
  { id: 'at_most', words: say('is not after'), takes: 'one' },
  { id: 'more_than', words: say('is after'), takes: 'one' },
  { id: 'at_least', words: say('is not before'), takes: 'one' },
]

/** What a fact of a kind can be asked. */
export function comparisonsOf(kind: FieldKind | undefined): readonly ComparisonWord[] {
  switch (kind) {
    case 'number':
      return [...equal(), ...sizes(), ...known()]
    case 'date':
    case 'date-time':
      return [...equal(), ...times(), ...known()]
    case 'boolean':
      return [equal()[0]!, ...known()]
    case 'choice':
    case 'reference':
      return [...equal(), ...lists(), ...known()]
    default:
      return [...equal(), ...lists(), ...parts(), ...known()]
  }
}

/** The words of a comparison for a fact. */
export function wordOf(kind: FieldKind | undefined, is: string): ComparisonWord {
  return comparisonsOf(kind).find(({ id }) => id === is) ?? { id: is, words: is, takes: 'one' }
}

/** The facts that a rule may ask about. */
export function factsOf(schema: JsonSchema): readonly FieldShape[] {
  return fieldsOf(schema)
}

/** A first comparison to fill in. */
export function newComparison(facts: readonly FieldShape[]): Comparison {
  const [fact] = facts
  return { fact: fact?.source ?? '', is: comparisonsOf(fact?.kind)[0]!.id }
}

/** Text in a field as the API wants it, by the kind of the fact. */
export function valueIn(kind: FieldKind | undefined, text: string): Value | undefined {
  if (text === '') return undefined
  if (kind === 'number') return Number.isNaN(Number(text)) ? undefined : Number(text)
  return kind === 'boolean' ? text === 'true' : text
}
