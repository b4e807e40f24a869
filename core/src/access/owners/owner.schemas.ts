import { Type } from 'typebox'
import { ClientId, Id, Instant, Name, Version } from '../wire-types.ts'

const Kind = Type.Union([Type.Literal('company'), Type.Literal('client'), Type.Literal('supplier')])
const Company = Type.Union([Id, Type.Null()], { description: 'The company it is; only for the kind company' })

/** An owner on the wire. */
export const OwnerOnTheWire = Type.Object(
  {
    id: Id,
    kind: Kind,
    company: Company,
    name: Name,
    version: Version,
    createdAt: Instant,
    updatedAt: Instant,
  },
  { additionalProperties: false },
)

/** An owner as a client wishes it. */
export const NewOwner = Type.Object(
  { id: ClientId, kind: Kind, company: Type.Optional(Company), name: Name },
  { additionalProperties: false },
)

/** What may be changed of an owner. What kind it is stays, because its stock's meaning hangs on it. */
export const OwnerPatch = Type.Object({ name: Type.Optional(Name) }, { additionalProperties: false })
