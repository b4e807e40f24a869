import { Type } from 'typebox'

const closed = { additionalProperties: false }
/** How many members a group may have, and how many values a list. */
export const MEMBERS_MAX = 10
const VALUES_MAX = 50
const TEXT_MAX = 200

const Scalar = Type.Union([Type.String({ maxLength: TEXT_MAX }), Type.Number(), Type.Boolean()])

/** How a fact is held against a value. */
export const COMPARISONS = [
  'is',
  'is_not',
  'one_of',
  'none_of',
  'begins_with',
  'contains',
  'less_than',
  'at_most',
  'more_than',
  'at_least',
  'is_known',
  'is_unknown',
] as const

/** One of them. */
export type ComparisonWord = (typeof COMPARISONS)[number]

/** A fact beside a value. */
export interface Comparison {
  readonly fact: string
  readonly is: ComparisonWord
  /** None for `is_known` and `is_unknown`, a list for `one_of` and `none_of`. */
  readonly value?: string | number | boolean | readonly (string | number | boolean)[]
}

/** Several conditions that all have to hold, or one of them. */
export type Group<Member> = { readonly all: readonly Member[] } | { readonly any: readonly Member[] }

/** What a rule asks of a question: a group of comparisons and of groups of them. */
export type Condition = Group<Comparison | Group<Comparison>>

const ComparisonOnTheWire = Type.Object(
  {
    fact: Type.String({ minLength: 1, maxLength: 64, description: 'Its name among the facts of the point' }),
    is: Type.Union(COMPARISONS.map((word) => Type.Literal(word))),
    value: Type.Optional(
      Type.Union([Scalar, Type.Array(Scalar, { minItems: 1, maxItems: VALUES_MAX })], {
        description: 'A list for one_of and none_of; none for is_known and is_unknown',
      }),
    ),
  },
  closed,
)
const members = <Member extends Type.TSchema>(member: Member) =>
  Type.Array(member, { minItems: 1, maxItems: MEMBERS_MAX })
const groupOf = <Member extends Type.TSchema>(member: Member) =>
  Type.Union([Type.Object({ all: members(member) }, closed), Type.Object({ any: members(member) }, closed)])

/** A condition in a body or an answer. */
export const ConditionOnTheWire = Type.Unsafe<Condition>(
  groupOf(Type.Union([ComparisonOnTheWire, groupOf(ComparisonOnTheWire)])),
)

/** The members of a group, with the word that joins them. */
export function membersOf<Member>(group: Group<Member>): {
  readonly join: 'all' | 'any'
  readonly members: readonly Member[]
} {
  return 'all' in group ? { join: 'all', members: group.all } : { join: 'any', members: group.any }
}

/** Whether a member is a group itself. */
export function isGroup(member: Comparison | Group<Comparison>): member is Group<Comparison> {
  return 'all' in member || 'any' in member
}
