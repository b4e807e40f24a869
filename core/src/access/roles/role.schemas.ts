import { Type } from 'typebox'
import { ClientId, Id, Instant, Name, Owners, Permissions, Sites, Version } from '../wire-types.ts'

const Description = Type.String({ maxLength: 500 })
const ForFloor = Type.Boolean({
  description: 'It counts where somebody logs in by badge or PIN on a registered device; no other does there',
})
const BreakGlass = Type.Boolean({
  description: 'Whoever may break the glass may take it for half an hour, with a reason',
})

/** A role on the wire. */
export const RoleOnTheWire = Type.Object(
  {
    id: Id,
    name: Name,
    description: Description,
    permissions: Permissions,
    isForFloor: ForFloor,
    isBreakGlass: BreakGlass,
    holders: Type.Integer({ description: 'How many users and keys have it' }),
    version: Version,
    createdAt: Instant,
    updatedAt: Instant,
  },
  { additionalProperties: false },
)

/** A role as an administrator wishes it. */
export const NewRole = Type.Object(
  {
    id: ClientId,
    name: Name,
    description: Type.Optional(Description),
    permissions: Permissions,
    isForFloor: Type.Optional(ForFloor),
    isBreakGlass: Type.Optional(BreakGlass),
  },
  { additionalProperties: false },
)

/** What may be changed of a role. Other permissions end the sessions of all who have it. */
export const RolePatch = Type.Object(
  {
    name: Type.Optional(Name),
    description: Type.Optional(Description),
    permissions: Type.Optional(Permissions),
    isForFloor: Type.Optional(ForFloor),
    isBreakGlass: Type.Optional(BreakGlass),
  },
  { additionalProperties: false },
)

/** A role that somebody has, with its scope. */
export const GivenRole = Type.Object(
  {
    grant: Id,
    role: Id,
    name: Name,
    owners: Owners,
    sites: Sites,
    endsAt: Type.Union([Instant, Type.Null()], { description: 'Where it was taken for a while' }),
  },
  { additionalProperties: false },
)

/** The roles that somebody is to have, all of them. */
export const WishedRoles = Type.Array(
  Type.Object(
    { role: Id, owners: Type.Optional(Owners), sites: Type.Optional(Sites) },
    { additionalProperties: false },
  ),
  { maxItems: 50, description: 'All roles that he is to have; what is not among them is taken from him' },
)

/** A permission with the words that a person reads. */
export const PermissionOnTheWire = Type.Object(
  { name: Type.String(), plugin: Type.String(), title: Type.String(), words: Type.String() },
  { additionalProperties: false },
)
