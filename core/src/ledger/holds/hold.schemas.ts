import { type Static, Type } from 'typebox'
import { ClientId, Id, Instant, Version } from '../../access/wire-types.ts'

/** How many holds one command places. */
export const HOLDS_MAX = 1_000

const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const word = <T extends string>(words: readonly T[], description: string) =>
  Type.Unsafe<T>({ type: 'string', enum: [...words], description })

const Scope = word(
  ['lot', 'serial', 'handling_unit', 'location', 'item', 'owner'] as const,
  'What is stopped. A location covers all beneath it, a handling unit all that is in it',
)
const Block = word(
  ['allocate', 'ship', 'move', 'receive', 'arrive', 'leave'] as const,
  'allocate: keep for a demand; ship: to the outside; move: between places of ours; receive: from outside; ' +
    'arrive: from anywhere; leave: to anywhere',
)
const Blocks = Type.Array(Block, { minItems: 1, maxItems: 6, uniqueItems: true })
const Text = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: '\\S' })

/** A hold as somebody wishes it. */
export const NewHold = Type.Object(
  {
    id: ClientId,
    scope: Scope,
    subject: Type.String({
      format: 'uuid',
      description: 'The id of lot, serial, unit, place, item, owner',
    }),
    blocks: Type.Optional(
      Type.Array(Block, {
        minItems: 1,
        maxItems: 6,
        uniqueItems: true,
        description: 'Unless said: allocate, ship. Counts, adjustments and reversals are never blocked',
      }),
    ),
    reason: Type.String({
      minLength: 1,
      maxLength: 200,
      pattern: '\\S',
      description: 'What everybody reads who runs into it: recall R-4',
    }),
    note: Type.Optional(nullable(Text(2_000))),
    liftedBy: Type.Optional(
      Type.String({ minLength: 1, maxLength: 100, description: 'The permission it takes to lift it' }),
    ),
    lifter: Type.Optional(
      nullable(
        Type.String({
          minLength: 1,
          maxLength: 60,
          pattern: '\\S',
          description: 'Who has it, in a word: QA',
        }),
      ),
    ),
  },
  { additionalProperties: false },
)
/** A hold as somebody wishes it. */
export type NewHold = Static<typeof NewHold>

/** Many holds, all or none. */
export const HoldBatch = Type.Object(
  { holds: Type.Array(NewHold, { minItems: 1, maxItems: HOLDS_MAX }) },
  { additionalProperties: false },
)

/** What may be changed of a hold; whoever wants it to stop something else lifts it and places another. */
export const HoldPatch = Type.Object(
  { note: Type.Optional(nullable(Text(2_000))) },
  { additionalProperties: false },
)
export type HoldPatch = Static<typeof HoldPatch>

/** What is said when a hold is lifted. */
export const Lifting = Type.Object(
  { note: Type.Optional(nullable(Text(2_000))) },
  { additionalProperties: false },
)

const Actor = Type.Object({ id: Id, name: nullable(Type.String()) })

/** A hold on the wire. */
export const Hold = Type.Object(
  {
    id: Id,
    scope: Scope,
    subject: Type.Object({
      id: Id,
      name: nullable(Type.String({ description: 'Its code, number or name' })),
    }),
    item: nullable(Type.Object({ id: Id, sku: Type.String(), name: Type.String() })),
    owner: nullable(Type.Object({ id: Id, name: Type.String() })),
    blocks: Blocks,
    reason: Type.String(),
    note: nullable(Type.String()),
    liftedBy: Type.String({ description: 'The permission it takes to lift it' }),
    lifter: nullable(Type.String({ description: 'Who has it, in a word' })),
    placedAt: Instant,
    placedBy: Actor,
    isOpen: Type.Boolean(),
    lift: nullable(Type.Object({ at: Instant, actor: Actor, note: nullable(Type.String()) })),
    held: nullable(
      Type.Object(
        {
          quantity: nullable(Type.Number({ description: 'Null where units differ' })),
          baseUnit: nullable(Type.String()),
          balances: Type.Integer(),
        },
        { description: 'What it stops now, of the stock that you may see; null once it is lifted' },
      ),
    ),
    version: Version,
  },
  { additionalProperties: false },
)
/** A hold on the wire. */
export type Hold = Static<typeof Hold>
