import { Type } from 'typebox'
import { GivenRole, WishedRoles } from '../roles/role.schemas.ts'
import { Id, Instant, Name, Owners, Permissions, Sites, Version } from '../wire-types.ts'

const MaybeInstant = Type.Union([Instant, Type.Null()])

/** An API key on the wire; its secret is not among it. */
export const ApiKeyOnTheWire = Type.Object(
  {
    id: Id,
    name: Name,
    permissions: Permissions,
    owners: Owners,
    sites: Sites,
    roles: Type.Array(GivenRole),
    createdBy: Id,
    createdAt: Instant,
    expiresAt: MaybeInstant,
    revokedAt: MaybeInstant,
    lastUsedAt: Type.Union([Instant, Type.Null()], { description: 'Exact to a minute' }),
    version: Version,
    updatedAt: Instant,
  },
  { additionalProperties: false },
)

/** An API key as an administrator wishes it. */
export const NewApiKey = Type.Object(
  {
    name: Name,
    permissions: Permissions,
    owners: Type.Optional(Owners),
    sites: Type.Optional(Sites),
    roles: Type.Optional(WishedRoles),
    expiresAt: Type.Optional(MaybeInstant),
  },
  { additionalProperties: false },
)

/** What may be changed of a key. Its rights stay: who needs others makes another key. */
export const ApiKeyPatch = Type.Object({ name: Type.Optional(Name) }, { additionalProperties: false })

/** The answer to a new key, the only time that the token is shown. */
export const ApiKeyToken = Type.Object(
  {
    id: Id,
    token: Type.String({ description: 'Send it as Authorization: Bearer …; it is never shown again' }),
  },
  { additionalProperties: false },
)
