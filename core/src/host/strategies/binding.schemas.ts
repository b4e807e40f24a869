import { Type } from 'typebox'
import { ClientId, Id, Instant, Version } from '../../access/wire-types.ts'
import { type Condition, ConditionOnTheWire } from '../conditions/condition.ts'

const closed = { additionalProperties: false }
const nullable = <T extends Type.TSchema>(schema: T, options = {}) =>
  Type.Union([schema, Type.Null()], options)
const Name = Type.String({ minLength: 1, maxLength: 120 })
const Values = Type.Unsafe<Record<string, unknown>>({ type: 'object', additionalProperties: true })
const Rank = Type.Integer({
  minimum: 1,
  maximum: 1_000,
  description: 'Within one place, the lower is asked first; 100 unless said',
})
const ValidFrom = Type.String({
  format: 'date-time',
  description: 'From when it counts; what counted before goes on until then',
})

const ConditionWish = nullable(ConditionOnTheWire, {
  description: 'What has to hold of the question; null holds always',
})

const places = {
  company: nullable(Id),
  site: nullable(Id),
  owner: nullable(Id),
  category: nullable(Name),
}
const optionalPlaces = {
  company: Type.Optional(nullable(Id)),
  site: Type.Optional(nullable(Id)),
  owner: Type.Optional(nullable(Id)),
  category: Type.Optional(nullable(Name)),
}
const content = {
  title: nullable(Name, { description: 'What people call it' }),
  strategy: Name,
  settings: Values,
  condition: Type.Unsafe<Condition | null>({
    description: 'What has to hold of the question; null holds always',
  }),
  rank: Rank,
  validFrom: Instant,
  validUntil: nullable(Instant),
}
const wishes = {
  title: Type.Optional(content.title),
  settings: Type.Optional(Values),
  condition: Type.Optional(ConditionWish),
  rank: Type.Optional(Rank),
  validFrom: Type.Optional(ValidFrom),
  validUntil: Type.Optional(content.validUntil),
}

/** A binding on the wire: what its newest version says, and which version counts. */
export const BindingOnTheWire = Type.Object(
  {
    id: Id,
    point: Name,
    ...places,
    ...content,
    versionInForce: nullable(Version, {
      description: 'The version that counts now; null where none does: it has not begun, or is over',
    }),
    version: Version,
    createdAt: Instant,
    updatedAt: Instant,
  },
  closed,
)

/** A binding that somebody wants. */
export const NewBinding = Type.Object(
  { id: ClientId, point: Name, strategy: Name, ...optionalPlaces, ...wishes },
  closed,
)

/** What may be changed of it: each change is a new version. */
export const BindingPatch = Type.Object(
  { strategy: Type.Optional(Name), ...wishes },
  { ...closed, minProperties: 1 },
)

/** A former version that is to count again. */
export const Restoration = Type.Object({ version: Version, validFrom: Type.Optional(ValidFrom) }, closed)

/** One version of a binding. */
export const VersionOnTheWire = Type.Object(
  {
    version: Version,
    ...content,
    countsFrom: Type.String({ format: 'date-time', description: 'When it began to count, or will' }),
    countsUntil: nullable(Instant, {
      description: 'When a later version took its place; equal to countsFrom where it never counted',
    }),
    madeAt: Instant,
    madeBy: nullable(Type.Object({ id: Id, name: Type.String() }, closed)),
    reason: nullable(Type.String()),
  },
  closed,
)

/** A rule that is to be tried, and on which time. */
export const Draft = Type.Object(
  {
    point: Name,
    strategy: Name,
    ...optionalPlaces,
    settings: Type.Optional(Values),
    condition: Type.Optional(ConditionWish),
    from: Type.Optional(
      Type.String({
        format: 'date-time',
        description: 'The first decisions it is tried on; a week ago unless said',
      }),
    ),
    until: Type.Optional(Type.String({ format: 'date-time', description: 'The last; now unless said' })),
  },
  closed,
)

const Count = (description: string) => Type.Integer({ minimum: 0, description })

/** What would have become of the decisions of that time. */
export const TrialOnTheWire = Type.Object(
  {
    from: Instant,
    until: Instant,
    decisions: Count('How many were looked at'),
    isCut: Type.Boolean({ description: 'There were more than may be looked at; the newest were' }),
    matching: Count('Of how many the condition holds, in the place of the rule'),
    same: Count('Come out the same'),
    different: Count('Come out otherwise'),
    none: Count('Find no answer'),
    unknown: Count('Too much was asked to be kept, so that nobody can say'),
    isOnTodaysFacts: Type.Boolean({
      description: 'Another strategy answered then, so the facts that this one reads are those of today',
    }),
    sentence: Type.String(),
    examples: Type.Array(
      Type.Object(
        {
          decision: Id,
          at: Instant,
          outcome: Type.Union([Type.Literal('same'), Type.Literal('different'), Type.Literal('none')]),
          about: Values,
          was: Type.String(),
          wasBecause: Type.String(),
          wouldBe: Type.String(),
          wouldBeBecause: Type.String(),
        },
        closed,
      ),
      { maxItems: 25, description: 'Those without an answer first, then those that come out otherwise' },
    ),
  },
  closed,
)

/** A question that strategies answer, with what a rule may ask and who may answer. */
export const StrategyPointOnTheWire = Type.Object(
  {
    name: Type.String(),
    title: Type.String(),
    facts: Type.Unsafe<Record<string, unknown>>({
      type: 'object',
      additionalProperties: true,
      description: 'JSON Schema of the facts that conditions may ask about',
    }),
    strategies: Type.Array(
      Type.Object(
        {
          id: Type.String(),
          title: Type.String(),
          plugin: Type.String(),
          version: Type.Integer(),
          isDefault: Type.Boolean({ description: 'It answers where no binding does' }),
          settings: Type.Unsafe<Record<string, unknown>>({
            type: 'object',
            additionalProperties: true,
            description: 'JSON Schema of what a binding may set',
          }),
        },
        closed,
      ),
    ),
  },
  closed,
)
