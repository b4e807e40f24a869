import { SUBJECT } from '@stowage/sdk'
import { Type } from 'typebox'

const Id = Type.String({ format: 'uuid' })
const Instant = Type.String({ format: 'date-time' })
const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const closed = { additionalProperties: false }

const Side = Type.Object(
  {
    location: Id,
    status: Type.String(),
    lot: nullable(Id),
    handlingUnit: nullable(Id),
    after: nullable(
      Type.Number({ description: 'On hand in this balance after the line; null where none is kept' }),
    ),
  },
  closed,
)

const PostedLine = Type.Object(
  {
    id: Type.Integer({ description: 'What others keep of a line' }),
    n: Type.Integer({ minimum: 1 }),
    item: Type.String({ format: 'uuid', [SUBJECT]: true } as Type.TStringOptions),
    quantity: Type.Number({ description: 'Base units' }),
    catchQuantity: nullable(Type.Number()),
    from: Side,
    to: Side,
    isLate: Type.Boolean({ description: 'One of its balances already had a later line' }),
    returnsLine: nullable(Type.Integer()),
    allocation: nullable(Id),
  },
  closed,
)

/** `ledger.movement.posted@1`: read from the record itself, in its public order. */
export const MovementPosted = Type.Object(
  {
    id: Id,
    kind: Type.String(),
    owner: Id,
    effectiveAt: Instant,
    actor: Id,
    reason: nullable(Type.String()),
    source: nullable(Type.Object({ type: Type.String(), id: Type.String() }, closed)),
    reverses: nullable(Id),
    origin: nullable(Type.String({ description: 'The system that it came from' })),
    note: nullable(Type.String()),
    lines: Type.Array(PostedLine),
  },
  closed,
)
