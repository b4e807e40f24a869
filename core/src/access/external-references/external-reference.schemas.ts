import { type Static, Type } from 'typebox'
import { Id, Instant } from '../wire-types.ts'
import { REFERABLE, type Referable } from './referable.ts'

const Entity = Type.Unsafe<Referable>({
  type: 'string',
  enum: [...REFERABLE],
  description: 'What it names',
})
const System = Type.String({
  maxLength: 40,
  pattern: '^[a-z0-9]+([._-][a-z0-9]+)*$',
  description: 'The other system’s short name in small letters: shopify, sap-eu',
})
const ExternalId = Type.String({
  minLength: 1,
  maxLength: 200,
  description: 'Its name there; A is not a',
})

/** An external reference as a client wishes it; there is no more to it than its four words. */
export const ReferenceWish = Type.Object(
  { entity: Entity, id: Id, system: System, externalId: ExternalId },
  { additionalProperties: false },
)
/** A reference as a client sends it. */
export type ReferenceWish = Static<typeof ReferenceWish>

/** An external reference on the wire. */
export const ExternalReference = Type.Object(
  {
    entity: Type.String(),
    id: Id,
    system: System,
    externalId: ExternalId,
    owner: Type.Union([Id, Type.Null()], { description: 'Whose row it names; null is the house’s' }),
    createdAt: Instant,
  },
  { additionalProperties: false },
)
/** A reference as clients read it. */
export type ExternalReference = Static<typeof ExternalReference>
