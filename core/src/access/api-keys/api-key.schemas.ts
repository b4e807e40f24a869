import { Type } from 'typebox'
import { Id, Instant, Name, Owners, Permissions } from '../wire-types.ts'

const MaybeInstant = Type.Union([Instant, Type.Null()])

/** An API key on the wire; its secret is not among it. */
export const ApiKeyOnTheWire = Type.Object(
  {
    id: Id,
    name: Name,
    permissions: Permissions,
    owners: Owners,
    createdBy: Id,
    createdAt: Instant,
    expiresAt: MaybeInstant,
    revokedAt: MaybeInstant,
    lastUsedAt: Type.Union([Instant, Type.Null()], { description: 'Exact to a minute' }),
  },
  { additionalProperties: false },
)

/** An API key as an administrator wishes it. */
export const NewApiKey = Type.Object(
  {
    name: Name,
    permissions: Permissions,
    owners: Type.Optional(Owners),
    expiresAt: Type.Optional(MaybeInstant),
  },
  { additionalProperties: false },
)

/** The answer to a new key, the only time that the token is shown. */
export const ApiKeyToken = Type.Object(
  {
    id: Id,
    token: Type.String({ description: 'Send it as Authorization: Bearer …; it is never shown again' }),
  },
  { additionalProperties: false },
)
