import { Reference } from '@stowage/sdk'
import { type Static, Type } from 'typebox'

const strict = { additionalProperties: false }
const Instant = (title: string) => Type.String({ format: 'date-time', title })
const orNull = <T extends Type.TSchema>(schema: T, options: { title?: string; description?: string } = {}) =>
  Type.Union([schema, Type.Null()], options)

/** One event on its way to one endpoint. */
export const Delivery = Type.Object(
  {
    id: Type.Integer(),
    endpoint: Type.Object(
      {
        id: Reference('webhooks.endpoints', { title: 'Endpoint' }),
        name: Type.String({ title: 'Endpoint' }),
      },
      strict,
    ),
    type: Type.String({ title: 'Event' }),
    stream: Type.String({ description: 'ledger or outbox: the order that the position counts in' }),
    position: Type.Integer({ title: 'Position' }),
    subjects: Type.Array(Type.String(), {
      description: 'What it is about; it waits for all before it that share one',
    }),
    state: Type.Union(
      ['pending', 'delivered', 'dead', 'dropped'].map((state) => Type.Literal(state)),
      { title: 'State' },
    ),
    attempts: Type.Integer({ title: 'Tries' }),
    nextTryAt: orNull(Instant('Next try')),
    failure: orNull(Type.String(), { title: 'Last failure' }),
    status: orNull(Type.Integer(), { title: 'Last status' }),
    isReplay: Type.Boolean({ title: 'Sent again from a position' }),
    createdAt: Instant('Told'),
    endedAt: orNull(Instant('Ended')),
  },
  strict,
)
export type Delivery = Static<typeof Delivery>

const Attempt = Type.Object(
  {
    n: Type.Integer(),
    at: Type.String({ format: 'date-time' }),
    tookMs: Type.Integer(),
    status: orNull(Type.Integer()),
    failure: orNull(Type.String(), {
      description:
        'status, redirect, gone, timeout, unreachable, refused (the address may not be called) or too_large',
    }),
    answer: orNull(Type.String({ description: 'Its beginning' })),
  },
  strict,
)

/** A delivery with what is sent, and all tries. */
export const DeliveryWhole = Type.Object(
  {
    ...Delivery.properties,
    request: Type.Object(
      {
        url: Type.String(),
        headers: Type.Record(Type.String(), Type.String()),
        body: Type.String(),
      },
      strict,
    ),
    tries: Type.Array(Attempt, { description: 'The last hundred, oldest first' }),
  },
  strict,
)
export type DeliveryWhole = Static<typeof DeliveryWhole>

/** `POST /deliveries/:id/drop` */
export const DropWish = Type.Object(
  { reason: Type.String({ minLength: 3, maxLength: 500, description: 'Why; it stands in the audit' }) },
  strict,
)

/** What is done with many at once: `POST /dead-letters/bulk`. */
export const DeliveryAct = Type.Union([
  Type.Object({ act: Type.Literal('send_again') }, strict),
  Type.Object({ act: Type.Literal('drop'), ...DropWish.properties }, strict),
])

/** `POST /dead-letters/send-again` */
export const AgainWish = Type.Object(
  {
    endpoint: Type.Optional(
      Type.String({ format: 'uuid', description: 'Those of one endpoint; all of them unless said' }),
    ),
  },
  strict,
)
