import { type Static, Type } from 'typebox'
import { ClientId, Id, Instant, Version } from '../../access/wire-types.ts'

const day = (description: string) =>
  Type.Union([Type.String({ format: 'date' }), Type.Null()], { description })
const Name = Type.String({
  minLength: 1,
  maxLength: 80,
  description: 'What is printed on the goods; unique in its item, A77 is not a77',
})
const days = {
  manufacturedOn: day('The day it was made'),
  bestBefore: day('The day until which its maker vouches for its quality'),
  expiresOn: day('The last day on which it may be used, in the time zone of the site it is in'),
  retestOn: day('The day on which it is to be tested again'),
}

/** What else is known of a lot: flat, each value one text, number, or yes or no. */
export type LotAttributes = Readonly<Record<string, string | number | boolean>>

const Attributes = Type.Unsafe<LotAttributes>({
  type: 'object',
  maxProperties: 40,
  additionalProperties: { type: ['string', 'number', 'boolean'], maxLength: 500 },
  description: 'What else is known of it, such as {"origin": "Peru", "potency": 0.98}; 40 at most',
})

/** A lot on the wire. */
export const Lot = Type.Object(
  {
    id: Id,
    item: Id,
    sku: Type.String({ description: 'The item’s' }),
    itemName: Type.String(),
    owner: Type.Union([Id, Type.Null()], { description: 'Whose item it is; null is the house’s' }),
    name: Name,
    ...days,
    attributes: Attributes,
    version: Version,
    createdAt: Instant,
    updatedAt: Instant,
  },
  { additionalProperties: false },
)
/** A lot as clients read it. */
export type Lot = Static<typeof Lot>

/** A lot as a client wishes it. With an id of its own, sending it twice creates it once. */
export const NewLot = Type.Object(
  {
    id: ClientId,
    item: Id,
    name: Name,
    manufacturedOn: Type.Optional(days.manufacturedOn),
    bestBefore: Type.Optional(days.bestBefore),
    expiresOn: Type.Optional(days.expiresOn),
    retestOn: Type.Optional(days.retestOn),
    attributes: Type.Optional(Attributes),
  },
  { additionalProperties: false },
)
/** A lot as a client sends it. */
export type NewLot = Static<typeof NewLot>

/** What may be changed of a lot; what is left out stays. Which item it is of never changes. */
export const LotPatch = Type.Partial(Type.Omit(NewLot, ['id', 'item']), { additionalProperties: false })
/** A change as a client sends it. */
export type LotPatch = Static<typeof LotPatch>
