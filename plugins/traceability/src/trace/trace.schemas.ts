import { type Static, Type } from 'typebox'

const strict = { additionalProperties: false }
const Id = Type.String({ format: 'uuid' })
const Instant = Type.String({ format: 'date-time' })
const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])

/** What can be traced. */
export const ThingKind = Type.Union([Type.Literal('lot'), Type.Literal('serial'), Type.Literal('unit')])
export type ThingKind = Static<typeof ThingKind>

const Item = Type.Object({ id: Id, sku: Type.String(), name: Type.String(), baseUnit: Type.String() }, strict)
const Named = Type.Object({ id: Id, name: Type.String() }, strict)
const Coded = Type.Object({ id: Id, code: Type.String() }, strict)
const Way = Type.Union([Type.Literal(1), Type.Literal(-1)], {
  description: '1: what became of it; -1: what it came from',
})
const Things = Type.Array(Id, {
  description: 'Which of the things it is about; none of those followed, if empty',
})

const Thing = Type.Object(
  {
    id: Id,
    kind: ThingKind,
    name: Type.String(),
    item: nullable(Item),
    way: Way,
    depth: Type.Integer({ minimum: 0, description: 'Transformations between it and what was asked about' }),
  },
  strict,
)

const Goods = {
  things: Things,
  item: Item,
  lot: nullable(Named),
  unit: nullable(Coded),
  owner: Named,
  quantity: Type.Number(),
}

const Side = Type.Object({ ...Goods, movement: Id }, strict)

const Transformation = Type.Object(
  {
    id: Id,
    kind: Type.String(),
    at: Instant,
    way: Way,
    depth: Type.Integer({ minimum: 1 }),
    inputs: Type.Array(Side),
    outputs: Type.Array(Side),
  },
  strict,
)

const Crossing = Type.Object(
  {
    ...Goods,
    way: Way,
    line: Type.Integer(),
    movement: Id,
    kind: Type.String({ description: 'The kind of the movement' }),
    at: Instant,
    effectiveAt: Instant,
    source: nullable(Type.Object({ type: Type.String(), id: Type.String() }, strict)),
    reason: nullable(Type.String()),
    outside: Type.String({ description: 'The place outside that it came from, or went to' }),
  },
  strict,
)

/** Something that came from outside. */
export const Arrival = Type.Object(
  {
    ...Crossing.properties,
    returnsLine: nullable(
      Type.Integer({ description: 'The line by which it had left, where the return names it' }),
    ),
  },
  strict,
)

/** Something that left, and what of it came back. */
export const Departure = Type.Object(
  {
    ...Crossing.properties,
    returned: Type.Number({
      description: 'What of it came back: by returns that name the line, then by those of its document',
    }),
  },
  strict,
)

const Total = Type.Object(
  {
    item: Item,
    lot: nullable(Named),
    sent: Type.Number({ description: 'Left for customers and suppliers' }),
    returned: Type.Number({ description: 'Came back of it, whether a document says by whom or not' }),
    outstanding: Type.Number({ description: 'Sent and not returned: what has to be called in' }),
    writtenOff: Type.Number({ description: 'Left by an adjustment: scrapped, lost or counted away' }),
    onHand: Type.Number({ description: 'Is still at places of ours' }),
  },
  strict,
)

/** Where some of it is now. */
export const Place = Type.Object(
  {
    things: Things,
    item: Item,
    lot: nullable(Named),
    unit: nullable(Coded),
    owner: Named,
    location: Coded,
    site: nullable(Coded),
    status: Type.String(),
    onHand: Type.Number(),
    available: Type.Number({ description: 'What of it may be promised: nothing, where a hold stops it' }),
  },
  strict,
)

/** `GET /api/v1/traceability/trace` */
export const Trace = Type.Object(
  {
    subject: Type.Object({ id: Id, kind: ThingKind, name: Type.String(), item: nullable(Item) }, strict),
    things: Type.Array(Thing, { description: 'Lots, pieces and units that were followed' }),
    transformations: Type.Array(Transformation),
    arrivals: Type.Array(Arrival, {
      description: 'Where it came from outside; by way 1, what came back of what had left',
    }),
    departures: Type.Array(Departure, { description: 'Where it went outside: who is to be called in' }),
    places: Type.Array(Place, { description: 'Where the rest of it is now, also on hold' }),
    totals: nullable(
      Type.Array(Total, {
        description:
          'What became of what was followed forward, by item and lot; null where limit left rows out',
      }),
    ),
    isComplete: Type.Object(
      {
        transformations: Type.Boolean(),
        arrivals: Type.Boolean(),
        departures: Type.Boolean(),
        places: Type.Boolean(),
      },
      { ...strict, description: 'False where there is more than was asked for with limit' },
    ),
  },
  strict,
)
export type Trace = Static<typeof Trace>

/** What is asked: one of the three, by its id. */
export const TraceQuestion = Type.Object(
  {
    lot: Type.Optional(Id),
    serial: Type.Optional(Id),
    unit: Type.Optional(Id),
    limit: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 10_000, description: 'Of each; 1000 unless said' }),
    ),
  },
  strict,
)
export type TraceQuestion = Static<typeof TraceQuestion>
