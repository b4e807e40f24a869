import { type Static, Type } from 'typebox'

const Id = Type.String({ format: 'uuid' })
const orNull = <const Schema extends Parameters<typeof Type.Union>[0][number]>(schema: Schema) =>
  Type.Union([schema, Type.Null()])

const Lifecycle = Type.Union(
  [Type.Literal('active'), Type.Literal('blocked'), Type.Literal('discontinued')],
  {
    description: 'blocked: no new movements for now; discontinued: sell what is left',
  },
)
const Sku = Type.String({
  minLength: 1,
  maxLength: 80,
  description: 'Unique in its catalogue, whatever the case',
})
const Name = Type.String({ minLength: 1, maxLength: 200 })
const Description = orNull(Type.String({ maxLength: 4000 }))
const Category = orNull(Type.String({ minLength: 1, maxLength: 120 }))
const BaseUnit = Type.String({
  minLength: 1,
  maxLength: 20,
  description: 'What quantities are counted in: each, kg, m. Fixed once stock was posted.',
})
const Step = Type.Number({
  exclusiveMinimum: 0,
  maximum: 1_000_000,
  description: 'Every quantity is a multiple of it, to 6 decimals. Fixed once stock was posted.',
})
const HasLots = Type.Boolean({
  description: 'Every movement of it names a lot; false unless said. Fixed once stock was posted.',
})
const Serials = Type.Union([Type.Literal('never'), Type.Literal('dispatch'), Type.Literal('always')], {
  description: 'When serial numbers are taken; never unless said. Fixed once stock was posted.',
})
const CatchUnit = orNull(
  Type.String({
    minLength: 1,
    maxLength: 20,
    description:
      'The unit of the second quantity where each piece weighs differently. Fixed once stock was posted.',
  }),
)
const Gtin = orNull(Type.String({ maxLength: 14, description: 'GTIN-8, -12, -13 or -14 as printed' }))
const Weight = orNull(Type.Number({ minimum: 0, maximum: 999_999_999, description: 'Of one base unit' }))
const Millimetres = orNull(Type.Integer({ minimum: 1, maximum: 2_000_000_000 }))

/** An item on the wire. */
export const Item = Type.Object(
  {
    id: Id,
    owner: orNull(Id),
    sku: Sku,
    name: Name,
    description: Description,
    category: Category,
    baseUnit: BaseUnit,
    step: Step,
    gtin: Gtin,
    weightGrams: Weight,
    lengthMm: Millimetres,
    widthMm: Millimetres,
    heightMm: Millimetres,
    hasLots: HasLots,
    serials: Serials,
    catchUnit: CatchUnit,
    lifecycle: Lifecycle,
    version: Type.Integer({ minimum: 1 }),
    createdAt: Type.String({ format: 'date-time' }),
    updatedAt: Type.String({ format: 'date-time' }),
  },
  { additionalProperties: false },
)
export type Item = Static<typeof Item>

/** An item as a client wishes it. With an id of its own, sending it twice creates it once. */
export const NewItem = Type.Object(
  {
    id: Type.Optional(Type.String({ format: 'uuid', description: 'A UUIDv7 of the client’s making' })),
    owner: Type.Optional(
      Type.Union([Id, Type.Null()], { description: 'Whose catalogue it stands in; null is the house’s' }),
    ),
    sku: Sku,
    name: Name,
    description: Type.Optional(Description),
    category: Type.Optional(Category),
    baseUnit: Type.Optional(BaseUnit),
    step: Type.Optional(Step),
    gtin: Type.Optional(Gtin),
    weightGrams: Type.Optional(Weight),
    lengthMm: Type.Optional(Millimetres),
    widthMm: Type.Optional(Millimetres),
    heightMm: Type.Optional(Millimetres),
    hasLots: Type.Optional(HasLots),
    serials: Type.Optional(Serials),
    catchUnit: Type.Optional(CatchUnit),
    lifecycle: Type.Optional(Lifecycle),
  },
  { additionalProperties: false },
)
export type NewItem = Static<typeof NewItem>

/** What may be changed of an item; what is left out stays. Whose it is never changes. */
export const ItemPatch = Type.Partial(Type.Omit(NewItem, ['id', 'owner']), { additionalProperties: false })
export type ItemPatch = Static<typeof ItemPatch>
