import { type Static, Type } from 'typebox'
import { LINES_MAX, MOVEMENTS_MAX, type MovementInput } from '../posting/command.ts'
import { QUANTITY_MAX } from '../posting/micros.ts'
import { SerialsWish } from '../serials/serial.schemas.ts'
import { UNIT_MOVES_MAX } from '../units/unit-move.ts'

const Id = Type.String({ format: 'uuid' })
const Instant = Type.String({ format: 'date-time' })
const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const closed = { additionalProperties: false }

/** One end of a line as a caller names it. */
export const PlaceWish = Type.Object(
  {
    location: Id,
    status: Type.Optional(
      Type.String({ minLength: 1, maxLength: 64, description: 'Stock status; unrestricted unless said' }),
    ),
    handlingUnit: Type.Optional(
      Type.String({ format: 'uuid', description: 'The handling unit it is in; loose unless said' }),
    ),
  },
  closed,
)

/** A line as a caller asks for it. */
export const LineWish = Type.Object(
  {
    item: Id,
    quantity: Type.Optional(
      Type.Number({
        exclusiveMinimum: 0,
        maximum: QUANTITY_MAX,
        description: 'Base units; a multiple of the item’s step. May be left out where `keyed` says it',
      }),
    ),
    lot: Type.Optional(Type.String({ format: 'uuid', description: 'The lot, for an item with lots' })),
    from: PlaceWish,
    to: PlaceWish,
    keyed: Type.Optional(
      Type.Object(
        { quantity: Type.Number({ exclusiveMinimum: 0, maximum: QUANTITY_MAX }), level: Id },
        { ...closed, description: 'As it was counted: so many of a packaging level' },
      ),
    ),
    catchQuantity: Type.Optional(
      Type.Number({
        exclusiveMinimum: 0,
        maximum: QUANTITY_MAX,
        description: 'The second quantity, in the catch unit of an item with catch weight',
      }),
    ),
    allocation: Type.Optional(
      Type.Object(
        {
          id: Id,
          effect: Type.Optional(
            Type.Union([Type.Literal('carry'), Type.Literal('consume'), Type.Literal('release')], {
              description: 'carry: it goes along; consume: its demand is served; release: it is let go',
            }),
          ),
        },
        { ...closed, description: 'The allocation of the stock that is taken' },
      ),
    ),
    serials: Type.Optional(SerialsWish),
    returnsLine: Type.Optional(
      Type.Integer({ minimum: 1, description: 'The line that this one brings back, in whole or in part' }),
    ),
  },
  closed,
)

const UnitMoveWish = Type.Object(
  {
    id: Type.String({ format: 'uuid', description: 'The handling unit' }),
    to: Type.Object(
      {
        location: Type.Optional(
          Type.String({ format: 'uuid', description: 'To this place, out of any unit' }),
        ),
        handlingUnit: Type.Optional(Type.String({ format: 'uuid', description: 'Into this unit' })),
      },
      closed,
    ),
  },
  closed,
)

/** Refusals of plugins that something is done against, by whoever has the permission that they name. */
export const Overrides = Type.Array(
  Type.Object(
    {
      code: Type.String({ minLength: 3, maxLength: 120, description: 'Of the refusal' }),
      reason: Type.String({
        minLength: 1,
        maxLength: 500,
        pattern: '\\S',
        description: 'Why; it stays in the record and in the audit',
      }),
    },
    closed,
  ),
  { minItems: 1, maxItems: 20, description: 'Refusals with an `overridableBy` that this is posted against' },
)

/** A movement as a caller asks for it. */
export const MovementWish = Type.Object(
  {
    id: Type.Optional(
      Type.String({ format: 'uuid', description: 'A UUIDv7 of your own, made when the movement was made' }),
    ),
    kind: Type.String({ minLength: 1, maxLength: 64 }),
    owner: Type.Optional(
      Type.String({ format: 'uuid', description: 'Whose stock; the house’s own unless said' }),
    ),
    reason: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
    source: Type.Optional(
      Type.Object(
        {
          type: Type.String({ minLength: 1, maxLength: 64, description: 'What sort of document: invoice' }),
          id: Type.String({ minLength: 1, maxLength: 200, description: 'Its number or id' }),
        },
        closed,
      ),
    ),
    effectiveAt: Type.Optional(
      Type.String({ format: 'date-time', description: 'When it happened; now unless said' }),
    ),
    note: Type.Optional(Type.String({ minLength: 1, maxLength: 2_000 })),
    handlingUnits: Type.Optional(
      Type.Array(UnitMoveWish, {
        minItems: 1,
        maxItems: UNIT_MOVES_MAX,
        description: 'Units that go elsewhere with all that is in them; empty ones as well',
      }),
    ),
    overrides: Type.Optional(Overrides),
    lines: Type.Optional(Type.Array(LineWish, { minItems: 1, maxItems: LINES_MAX })),
  },
  closed,
)

/** `POST /api/v1/ledger/movements` */
export const PostMovements = Type.Object(
  {
    mode: Type.Union([Type.Literal('each'), Type.Literal('all')], {
      description: 'each: an outcome of its own for every movement; all: all of them or none',
    }),
    dryRun: Type.Optional(
      Type.Boolean({ description: 'Do everything and take it back: what would happen?' }),
    ),
    movements: Type.Array(MovementWish, { minItems: 1, maxItems: MOVEMENTS_MAX }),
  },
  closed,
)

const Outcome = Type.Object({
  status: Type.Union([Type.Literal('posted'), Type.Literal('refused'), Type.Literal('failed')]),
  id: Type.Optional(Id),
  at: Type.Optional(Type.String({ format: 'date-time', description: 'The posting instant' })),
  also: Type.Optional(
    Type.Array(Id, { description: 'Further movements, one for each other owner of what was on a unit' }),
  ),
  code: Type.Optional(Type.String({ description: 'Why not; stable for good' })),
  detail: Type.Optional(Type.String({ description: 'The same as a sentence, with the way out' })),
  facts: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  allocations: Type.Optional(
    Type.Array(
      Type.Object({
        id: Id,
        location: Id,
        lot: nullable(Id),
        handlingUnit: nullable(Id),
        status: Type.String(),
        quantity: Type.Number(),
      }),
      { description: 'What an act on allocations made: how much is kept where' },
    ),
  ),
  pointer: Type.Optional(Type.String({ description: 'JSON pointer to the cause in the request' })),
  overridableBy: Type.Optional(
    Type.String({ description: 'The permission that could post it all the same' }),
  ),
})

/** The answer to a batch: one outcome for each movement, in its order. */
export const PostAnswer = Type.Object({
  outcomes: Type.Array(Outcome),
  replayed: Type.Boolean({ description: 'True when the same command was answered before, under its key' }),
})

/** `POST /api/v1/ledger/movements/:id/reversal` */
export const ReversalWish = Type.Object(
  {
    id: Type.Optional(Type.String({ format: 'uuid', description: 'A UUIDv7 for the reversal' })),
    reason: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
    note: Type.Optional(Type.String({ minLength: 1, maxLength: 2_000 })),
    overrides: Type.Optional(Overrides),
  },
  closed,
)

const Named = Type.Object({ id: Id, name: Type.String() })
const Source = Type.Object({ type: Type.String(), id: Type.String() })

/** A movement in a list. */
export const MovementRow = Type.Object({
  id: Id,
  kind: Type.String(),
  at: Instant,
  effectiveAt: Instant,
  owner: Named,
  actor: Named,
  reason: nullable(Type.String()),
  source: nullable(Source),
  reverses: nullable(Id),
  reversedBy: nullable(Id),
  origin: nullable(Type.String()),
  note: nullable(Type.String()),
  overrides: nullable(
    Type.Array(Type.Object({ code: Type.String(), permission: Type.String(), reason: Type.String() }), {
      description: 'The refusals of plugins that it was posted against, and why',
    }),
  ),
})

const ItemName = Type.Object({ id: Id, sku: Type.String(), name: Type.String(), baseUnit: Type.String() })
const Side = Type.Object({
  location: Id,
  code: Type.String(),
  status: Type.String(),
  handlingUnit: nullable(Type.Object({ id: Id, code: Type.String() })),
})

/** A line with its movement: what stands behind a figure. */
export const LineRow = Type.Object({
  id: Type.Integer(),
  movement: Id,
  n: Type.Integer({ description: 'Its number within the movement' }),
  at: Instant,
  effectiveAt: Instant,
  item: Type.Object({
    ...ItemName.properties,
    serials: Type.String({ description: 'When its serial numbers are taken: never, dispatch, always' }),
  }),
  lot: nullable(Type.Object({ id: Id, name: Type.String() })),
  from: Side,
  to: Side,
  quantity: Type.Number(),
  catchQuantity: nullable(Type.Number({ description: 'In the catch unit of the item' })),
  keyed: nullable(Type.Object({ quantity: Type.Number(), level: Id })),
  returnsLine: nullable(Type.Integer()),
  change: Type.Number({
    description: 'What it adds to the balances that were asked about, or takes from them',
  }),
  fromAfter: nullable(Type.Number({ description: 'The balance after; null outside' })),
  toAfter: nullable(Type.Number({ description: 'The balance after; null outside' })),
  isLate: Type.Boolean({ description: 'Posted after something that happened later, or over an hour late' }),
  kind: Type.String(),
  reason: nullable(Type.String()),
  source: nullable(Source),
  reverses: nullable(Id),
  note: nullable(Type.String()),
  actor: Named,
  owner: Named,
})

/** One movement with its lines. */
export const MovementDetail = Type.Object({ ...MovementRow.properties, lines: Type.Array(LineRow) })

/** The wish as the posting takes it. */
export type MovementWish = Static<typeof MovementWish>
/** A line with its movement. */
export type LineRow = Static<typeof LineRow>

/** The wire's shape is the posting's input. */
export function inputOf(wish: MovementWish): MovementInput {
  return { ...wish, lines: wish.lines ?? [] }
}
