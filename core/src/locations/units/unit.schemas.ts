import { type Static, Type } from 'typebox'
import { ClientId, Id, Instant, Name, Version } from '../../access/wire-types.ts'

const closed = { additionalProperties: false }
const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const Code = Type.String({ minLength: 1, maxLength: 60 })
const Kind = Type.String({ minLength: 1, maxLength: 60, description: 'pallet, case, tote, carton' })

/** A handling unit in a list. */
export const Unit = Type.Object(
  {
    id: Id,
    code: Type.String({ description: 'What the label says' }),
    kind: Kind,
    isSscc: Type.Boolean({ description: 'The code is the 18 digits of an SSCC' }),
    location: nullable(Type.Object({ id: Id, code: Type.String(), path: Type.String() }, closed)),
    parent: nullable(Type.Object({ id: Id, code: Type.String() }, closed)),
    isActive: Type.Boolean({ description: 'False once it is closed for good' }),
    isEmpty: Type.Boolean({ description: 'No stock is in it that you may see, and no unit' }),
    version: Version,
    createdAt: Instant,
    updatedAt: Instant,
  },
  closed,
)
/** A handling unit on the wire. */
export type Unit = Static<typeof Unit>

const Content = Type.Object(
  {
    bucket: Type.Integer(),
    unit: Type.Object({ id: Id, code: Type.String() }, closed),
    item: Type.Object({ id: Id, sku: Type.String(), name: Type.String(), baseUnit: Type.String() }, closed),
    lot: nullable(Type.Object({ id: Id, name: Type.String() }, closed)),
    owner: Type.Object({ id: Id, name: Type.String() }, closed),
    status: Type.String(),
    onHand: Type.Number(),
    allocated: Type.Number(),
  },
  closed,
)

const Nested = Type.Object(
  {
    id: Id,
    code: Type.String(),
    kind: Kind,
    parent: Id,
    depth: Type.Integer({ minimum: 1, description: 'How many units deep it is in this one' }),
  },
  closed,
)

/** A handling unit with all that is in it. */
export const UnitDetail = Type.Object(
  {
    ...Unit.properties,
    inside: Type.Array(Type.Object({ id: Id, code: Type.String() }, closed), {
      description: 'The units that it is in, from the outermost',
    }),
    nested: Type.Array(Nested, { description: 'The units in it, however deep; the first 1,000' }),
    contents: Type.Array(Content, {
      description: 'The stock in it and in what is nested in it; the first 1,000',
    }),
    isComplete: Type.Boolean({ description: 'False when nested or contents are longer than what is shown' }),
  },
  closed,
)
/** A handling unit with its contents on the wire. */
export type UnitDetail = Static<typeof UnitDetail>

const wish = {
  kind: Type.Optional(Type.String({ minLength: 1, maxLength: 60, description: 'pallet unless said' })),
  series: Type.Optional(
    Type.String({ format: 'uuid', description: 'Where its code comes from when none is given' }),
  ),
  location: Type.Optional(Type.String({ format: 'uuid', description: 'Where it stands at first' })),
  parent: Type.Optional(Type.String({ format: 'uuid', description: 'The unit that it stands in at first' })),
}

/** A handling unit as a client wishes it. */
export const NewUnit = Type.Object(
  { id: ClientId, code: Type.Optional(Code), isSscc: Type.Optional(Type.Boolean()), ...wish },
  closed,
)
export type NewUnit = Static<typeof NewUnit>

/** Many at once: labelled ones, or so many with codes made for them. */
export const NewUnits = Type.Object(
  {
    units: Type.Optional(Type.Array(NewUnit, { minItems: 1, maxItems: 10_000 })),
    make: Type.Optional(
      Type.Object({ count: Type.Integer({ minimum: 1, maximum: 10_000 }), ...wish }, closed),
    ),
  },
  closed,
)
export type NewUnits = Static<typeof NewUnits>

/** What may be changed of a unit. Where it stands is changed by moving it. */
export const UnitPatch = Type.Object(
  {
    code: Type.Optional(Code),
    isSscc: Type.Optional(Type.Boolean()),
    kind: Type.Optional(Kind),
    isActive: Type.Optional(Type.Boolean({ description: 'False closes it, once it is empty' })),
  },
  closed,
)
export type UnitPatch = Static<typeof UnitPatch>

/** Where codes come from. */
export const Series = Type.Object(
  {
    id: Id,
    name: Name,
    scheme: Type.Union([Type.Literal('sscc'), Type.Literal('lpn')]),
    prefix: Type.String({
      description: 'A GS1 company prefix, or what stands before a license plate’s number',
    }),
    firstNumber: Type.Integer({ minimum: 0, description: 'Added to every number that is drawn' }),
    version: Version,
    createdAt: Instant,
    updatedAt: Instant,
  },
  closed,
)

const FirstNumber = Type.Optional(
  Type.Integer({ minimum: 0, maximum: 999_999_999_999, description: 'Above what a former system printed' }),
)

/** A series as a client wishes it. */
export const NewSeries = Type.Object(
  {
    id: ClientId,
    name: Name,
    scheme: Series.properties.scheme,
    prefix: Type.String({ minLength: 1, maxLength: 20 }),
    firstNumber: FirstNumber,
  },
  closed,
)
export type NewSeries = Static<typeof NewSeries>

/** What may be changed of a series: codes that were made with it stay. */
export const SeriesPatch = Type.Object({ name: Type.Optional(Name), firstNumber: FirstNumber }, closed)
export type SeriesPatch = Static<typeof SeriesPatch>

/** A sort of handling unit on the wire. */
export const UnitKind = Type.Object(
  { name: Type.String(), title: Type.String(), plugin: Type.String() },
  closed,
)
