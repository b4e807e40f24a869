import { Type } from 'typebox'

const Instant = Type.String({ format: 'date-time' })
const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const closed = { additionalProperties: false }

/** A subscriber's cursor on the wire. */
export const CursorOnTheWire = Type.Object(
  {
    id: Type.String({ format: 'uuid' }),
    subscriber: Type.String({ description: 'The plugin' }),
    event: Type.String({ description: 'Such as ledger.movement.posted@1' }),
    state: Type.Union(
      ['running', 'failing', 'away', 'asking'].map((state) => Type.Literal(state)),
      {
        description:
          'failing: it stands still until its next try; away: its plugin is switched off; asking: it is ' +
          'back and behind, and waits for catch-up or skip',
      },
    ),
    position: Type.Integer({ description: 'All up to here is done' }),
    lag: Type.Integer({ description: 'How many events wait; counted up to 10,000' }),
    delivered: Type.Integer(),
    deliveredAt: nullable(Instant),
    tries: Type.Integer({ description: 'Failed tries in a row' }),
    lastError: nullable(Type.String()),
    failedAt: nullable(Instant),
    nextTryAt: nullable(Instant),
    createdAt: Instant,
  },
  closed,
)

/** `POST /api/v1/host/cursors/:id/skip` */
export const SkipWish = Type.Object(
  {
    reason: Type.String({ minLength: 3, maxLength: 500, description: 'Why; it stands in the audit' }),
    events: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 10_000, description: 'How many; all that wait unless said' }),
    ),
  },
  closed,
)
