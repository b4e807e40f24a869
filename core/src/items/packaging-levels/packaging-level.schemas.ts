import { type Static, Type } from 'typebox'
import { ClientId, Id, Instant, Version } from '../../access/wire-types.ts'

const Name = Type.String({
  minLength: 1,
  maxLength: 60,
  description: 'inner, case, pallet …; unique in its item, whatever the case',
})
const Term = (description: string) => Type.Integer({ minimum: 1, maximum: 1_000_000_000, description })
const Numerator = Term('One of it holds numerator / denominator base units: 12 for a case of twelve')
const Denominator = Term('1 unless said; 3 where three of it make one base unit')
const Gtin = Type.Union([Type.String({ maxLength: 14 }), Type.Null()], {
  description: 'GTIN-8, -12, -13 or -14 as printed on this package',
})
const Weight = Type.Union([Type.Number({ minimum: 0, maximum: 999_999_999 }), Type.Null()], {
  description: 'Of one such package, with its wrapping',
})
const Millimetres = Type.Union([Type.Integer({ minimum: 1, maximum: 2_000_000_000 }), Type.Null()])
const IsActive = Type.Boolean({ description: 'False takes it out of use and sets its name and GTIN free' })

/** A packaging level on the wire. */
export const PackagingLevel = Type.Object(
  {
    id: Id,
    item: Id,
    name: Name,
    numerator: Numerator,
    denominator: Denominator,
    gtin: Gtin,
    weightGrams: Weight,
    lengthMm: Millimetres,
    widthMm: Millimetres,
    heightMm: Millimetres,
    isActive: IsActive,
    version: Version,
    createdAt: Instant,
    updatedAt: Instant,
  },
  { additionalProperties: false },
)
/** A packaging level as clients read it. */
export type PackagingLevel = Static<typeof PackagingLevel>

/** A packaging level as a client wishes it. With an id of its own, sending it twice creates it once. */
export const NewPackagingLevel = Type.Object(
  {
    id: ClientId,
    item: Id,
    name: Name,
    numerator: Numerator,
    denominator: Type.Optional(Denominator),
    gtin: Type.Optional(Gtin),
    weightGrams: Type.Optional(Weight),
    lengthMm: Type.Optional(Millimetres),
    widthMm: Type.Optional(Millimetres),
    heightMm: Type.Optional(Millimetres),
  },
  { additionalProperties: false },
)
/** A packaging level as a client sends it. */
export type NewPackagingLevel = Static<typeof NewPackagingLevel>

/** What may be changed of it. The factor is accepted only as it stands. */
export const PackagingLevelPatch = Type.Partial(
  Type.Object({
    ...Type.Omit(NewPackagingLevel, ['id', 'item']).properties,
    isActive: IsActive,
  }),
  { additionalProperties: false },
)
/** A change as a client sends it. */
export type PackagingLevelPatch = Static<typeof PackagingLevelPatch>

/** What a quantity of a level is in base units. */
export const BaseQuantity = Type.Object(
  {
    quantity: Type.Number(),
    level: Name,
    baseQuantity: Type.Number(),
    baseUnit: Type.String(),
  },
  { additionalProperties: false },
)
/** The answer of a conversion. */
export type BaseQuantity = Static<typeof BaseQuantity>
