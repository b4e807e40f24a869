import { Type } from 'typebox'
import { GivenRole, WishedRoles } from '../roles/role.schemas.ts'
import { Id, Instant, Name, Owners, Permissions, Sites, Version } from '../wire-types.ts'

const Email = Type.String({ minLength: 3, maxLength: 254 })
const Password = Type.String({ maxLength: 200, writeOnly: true, description: 'At least 12 characters' })

/** A user on the wire. */
export const UserOnTheWire = Type.Object(
  {
    id: Id,
    name: Name,
    email: Email,
    permissions: Permissions,
    owners: Owners,
    sites: Sites,
    roles: Type.Array(GivenRole),
    isActive: Type.Boolean(),
    version: Version,
    createdAt: Instant,
    updatedAt: Instant,
  },
  { additionalProperties: false },
)

/** A user as an administrator wishes him. */
export const NewUser = Type.Object(
  {
    name: Name,
    email: Email,
    password: Type.Optional(
      Type.String({
        maxLength: 200,
        writeOnly: true,
        description: 'At least 12 characters; left out for who logs in by other ways alone',
      }),
    ),
    permissions: Type.Optional(Permissions),
    owners: Type.Optional(Owners),
    sites: Type.Optional(Sites),
    roles: Type.Optional(WishedRoles),
  },
  { additionalProperties: false },
)

/**
 * What may be changed of a user. A new password, other rights or roles, or isActive false ends his sessions
 * at once.
 */
export const UserPatch = Type.Object(
  {
    name: Type.Optional(Name),
    email: Type.Optional(Email),
    password: Type.Optional(Password),
    permissions: Type.Optional(Permissions),
    owners: Type.Optional(Owners),
    sites: Type.Optional(Sites),
    roles: Type.Optional(WishedRoles),
    isActive: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
)
