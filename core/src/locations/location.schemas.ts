import { type Static, Type } from 'typebox'
import { ClientId, Id, Instant, Version } from '../access/wire-types.ts'

const MaybeId = Type.Union([Id, Type.Null()])
const Code = Type.String({
  minLength: 1,
  maxLength: 60,
  description: 'What the label says; unique in its site',
})
const Barcode = Type.Union([Type.String({ minLength: 1, maxLength: 80 }), Type.Null()], {
  description: 'What the scanner reads, where that is not the code',
})
const CheckDigits = Type.Union([Type.String({ pattern: '^[0-9]{2,4}$' }), Type.Null()], {
  description: 'Two to four digits on the label, which an operator reads out to confirm the place',
})
const DebtLimit = Type.Number({
  minimum: 0,
  maximum: 999_999_999,
  description: 'How far a balance here may go below zero; 0 unless said',
})
const Metres = Type.Union([Type.Number({ minimum: -999_999, maximum: 999_999 }), Type.Null()], {
  description: 'Metres from the site’s origin, kept to a millimetre',
})
const Size = (description: string) =>
  Type.Union([Type.Number({ minimum: 0.001, maximum: 10_000 }), Type.Null()], { description })
const SizeX = Size('Metres along x, half of them to each side of the place’s point; null where nobody said')
const SizeY = Size('Metres along y, half of them to each side')
const SizeZ = Size('Metres upwards from z')

/** A location on the wire. */
export const Location = Type.Object(
  {
    id: Id,
    site: Type.Union([Id, Type.Null()], { description: 'Null for the world outside' }),
    parent: MaybeId,
    kind: Type.String(),
    code: Code,
    path: Type.String({ description: 'The codes from the site down, with / between' }),
    barcode: Barcode,
    checkDigits: CheckDigits,
    debtLimit: DebtLimit,
    x: Metres,
    y: Metres,
    z: Metres,
    sizeX: SizeX,
    sizeY: SizeY,
    sizeZ: SizeZ,
    isActive: Type.Boolean(),
    version: Version,
    createdAt: Instant,
    updatedAt: Instant,
  },
  { additionalProperties: false },
)
export type Location = Static<typeof Location>

/** A location as a client wishes it. */
export const NewLocation = Type.Object(
  {
    id: ClientId,
    site: Id,
    parent: Type.Optional(Type.Union([Id, Type.Null()], { description: 'The site’s root unless said' })),
    kind: Type.Optional(Type.String({ minLength: 1, maxLength: 60, description: 'bin unless said' })),
    code: Code,
    barcode: Type.Optional(Barcode),
    checkDigits: Type.Optional(CheckDigits),
    debtLimit: Type.Optional(DebtLimit),
    x: Type.Optional(Metres),
    y: Type.Optional(Metres),
    z: Type.Optional(Metres),
    sizeX: Type.Optional(SizeX),
    sizeY: Type.Optional(SizeY),
    sizeZ: Type.Optional(SizeZ),
  },
  { additionalProperties: false },
)
export type NewLocation = Static<typeof NewLocation>

/**
 * What may be changed of a location. Another code or parent moves all beneath it along, isActive goes for all
 * of it.
 */
export const LocationPatch = Type.Object(
  {
    parent: Type.Optional(Id),
    kind: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
    code: Type.Optional(Code),
    barcode: Type.Optional(Barcode),
    checkDigits: Type.Optional(CheckDigits),
    debtLimit: Type.Optional(DebtLimit),
    x: Type.Optional(Metres),
    y: Type.Optional(Metres),
    z: Type.Optional(Metres),
    sizeX: Type.Optional(SizeX),
    sizeY: Type.Optional(SizeY),
    sizeZ: Type.Optional(SizeZ),
    isActive: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
)
export type LocationPatch = Static<typeof LocationPatch>

/** A kind of location on the wire. */
export const Kind = Type.Object(
  {
    name: Type.String(),
    title: Type.String(),
    balanced: Type.Boolean({ description: 'Stock there has a balance' }),
    allocatable: Type.Boolean({ description: 'Stock there is available to promise' }),
    counted: Type.Boolean({ description: 'It is walked to in a stock count' }),
    plugin: Type.String(),
  },
  { additionalProperties: false },
)
