import { type Static, Type } from 'typebox'
import { LineWish, MovementWish, PlaceWish } from '../movements/movement.schemas.ts'

const Id = Type.String({ format: 'uuid' })
const closed = { additionalProperties: false }
const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])

/** What a transformation can be. */
const TransformationKind = Type.Union(
  (['split', 'merge', 'repack', 'production', 'kit'] as const).map((kind) => Type.Literal(kind)),
  { description: 'split, merge and repack change no quantities of a lot; production and kit may' },
)

const { item, quantity, lot, keyed, catchQuantity, serials } = LineWish.properties
const side = {
  item,
  quantity,
  lot,
  keyed,
  catchQuantity,
  serials,
  owner: Type.Optional(
    Type.String({ format: 'uuid', description: 'Whose; the transformation’s unless said' }),
  ),
}
const { id, owner, reason, source, effectiveAt, note, overrides } = MovementWish.properties

/** `POST /api/v1/ledger/transformations` */
export const NewTransformation = Type.Object(
  {
    id,
    kind: TransformationKind,
    owner,
    reason,
    source,
    effectiveAt,
    note,
    overrides,
    dryRun: Type.Optional(Type.Boolean({ description: 'Do everything and take it back' })),
    inputs: Type.Array(Type.Object({ ...side, from: PlaceWish }, closed), { minItems: 1, maxItems: 5_000 }),
    outputs: Type.Array(Type.Object({ ...side, to: PlaceWish }, closed), { minItems: 1, maxItems: 5_000 }),
  },
  closed,
)
export type NewTransformation = Static<typeof NewTransformation>

/** `POST /api/v1/ledger/units/:id/repack` */
export const RepackWish = Type.Object(
  {
    id,
    into: nullable(
      Type.String({ format: 'uuid', description: 'The unit that it goes into; null unpacks it' }),
    ),
    lines: Type.Optional(
      Type.Array(
        Type.Object(
          {
            bucket: Type.Integer({ minimum: 1, description: 'What of it: a balance in the unit' }),
            quantity: Type.Optional(
              Type.Number({ exclusiveMinimum: 0, description: 'All that is free of it unless said' }),
            ),
          },
          closed,
        ),
        { minItems: 1, maxItems: 1_000, description: 'All that is free in the unit itself unless said' },
      ),
    ),
    reason,
    note,
    overrides,
  },
  closed,
)
export type RepackWish = Static<typeof RepackWish>

/** What was posted, and under which node. */
export const TransformationAnswer = Type.Object({
  id: Id,
  movements: Type.Array(Id, { description: 'One for each owner' }),
  at: Type.String({ format: 'date-time' }),
  replayed: Type.Boolean(),
})

/** A node of the genealogy in a list. */
export const TransformationRow = Type.Object({
  id: Id,
  kind: Type.String(),
  at: Type.String({ format: 'date-time' }),
  skusIn: Type.String({ description: 'The items that went in' }),
  skusOut: Type.String({ description: 'The items that came out' }),
  isReversed: Type.Boolean(),
})

const Named = Type.Object({ id: Id, name: Type.String() })

/** An input or output. */
export const Edge = Type.Object({
  transformation: Id,
  movement: Id,
  n: Type.Integer(),
  direction: Type.Union([Type.Literal('input'), Type.Literal('output')]),
  item: Type.Object({ id: Id, sku: Type.String(), name: Type.String(), baseUnit: Type.String() }),
  lot: nullable(Named),
  unit: nullable(Type.Object({ id: Id, code: Type.String() })),
  owner: Named,
  quantity: Type.Number(),
})
export type Edge = Static<typeof Edge>

/** A node with its edges. */
export const TransformationDetail = Type.Object({
  ...TransformationRow.properties,
  inputs: Type.Array(Edge),
  outputs: Type.Array(Edge),
})

/** `GET /api/v1/ledger/genealogy` */
export const Genealogy = Type.Object({
  nodes: Type.Array(
    Type.Object({
      id: Id,
      kind: Type.String(),
      at: Type.String({ format: 'date-time' }),
      isReversed: Type.Boolean(),
      depth: Type.Integer({ minimum: 1, description: 'Steps from what was asked about' }),
    }),
  ),
  edges: Type.Array(Edge),
  isComplete: Type.Boolean({ description: 'False when there is more than was asked for with limit' }),
})
export type Genealogy = Static<typeof Genealogy>
