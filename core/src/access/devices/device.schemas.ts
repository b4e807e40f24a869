import { Type } from 'typebox'
import { Id, Instant, Name, Version } from '../wire-types.ts'

const MaybeInstant = Type.Union([Instant, Type.Null()])
const AsksPin = Type.Boolean({ description: 'Whether a badge alone does not do on it' })

/** A device of the floor on the wire; what it proves itself by is not among it. */
export const DeviceOnTheWire = Type.Object(
  {
    id: Id,
    name: Name,
    site: Id,
    asksPin: AsksPin,
    lastSeenAt: MaybeInstant,
    revokedAt: MaybeInstant,
    version: Version,
    createdAt: Instant,
    updatedAt: Instant,
  },
  { additionalProperties: false },
)

/** A device as an administrator wishes it. */
export const NewDevice = Type.Object(
  { name: Name, site: Id, asksPin: Type.Optional(AsksPin) },
  { additionalProperties: false },
)

/** What may be changed of a device. */
export const DevicePatch = Type.Object(
  { name: Type.Optional(Name), site: Type.Optional(Id), asksPin: Type.Optional(AsksPin) },
  { additionalProperties: false },
)

/** The answer to a new device, the only time that its token is shown. */
export const DeviceToken = Type.Object(
  {
    id: Id,
    token: Type.String({
      description: 'Scanned or typed once on the device, which then knows itself by a cookie',
    }),
  },
  { additionalProperties: false },
)

/** What the device itself is told. */
export const ThisDevice = Type.Object(
  {
    id: Id,
    name: Name,
    site: Id,
    siteName: Name,
    asksPin: AsksPin,
    idleMinutes: Type.Integer({
      description: 'After so long without use whoever is logged in is logged out',
    }),
  },
  { additionalProperties: false },
)

/** Somebody who may log in by PIN on a device. */
export const FloorPerson = Type.Object({ id: Id, name: Name }, { additionalProperties: false })

/** What a device sends to be known from then on. */
export const DeviceProof = Type.Object(
  { token: Type.String({ minLength: 10, maxLength: 200, writeOnly: true }) },
  { additionalProperties: false },
)

/** What a person on the floor sends to log in: his badge, or who he is and his PIN. */
export const BadgeLogIn = Type.Object(
  {
    badge: Type.Optional(Type.String({ minLength: 6, maxLength: 200, writeOnly: true })),
    person: Type.Optional(
      Type.String({ minLength: 3, maxLength: 254, description: 'His e-mail or id, where he has no badge' }),
    ),
    pin: Type.Optional(Type.String({ pattern: '^[0-9]{4,10}$', writeOnly: true })),
  },
  { additionalProperties: false },
)

/** Whether a person has them; neither is ever shown. */
export const BadgeHeld = Type.Object(
  { hasBadge: Type.Boolean(), hasPin: Type.Boolean() },
  { additionalProperties: false },
)

/** Badge and PIN of a person; null takes one away, what is left out stays. */
export const BadgeWish = Type.Object(
  {
    badge: Type.Optional(
      Type.Union([Type.String({ minLength: 6, maxLength: 200, writeOnly: true }), Type.Null()]),
    ),
    pin: Type.Optional(Type.Union([Type.String({ pattern: '^[0-9]{4,10}$', writeOnly: true }), Type.Null()])),
  },
  { additionalProperties: false },
)
