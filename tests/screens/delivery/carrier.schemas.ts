import { Reference } from '@stowage/sdk'
import { type Static, Type } from 'typebox'

const closed = { additionalProperties: false }
const orNull = <const Schema extends Parameters<typeof Type.Union>[0][number]>(
  schema: Schema,
  options = {},
) => Type.Union([schema, Type.Null()], options)

const said = {
  name: Type.String({ title: 'Name', minLength: 2, maxLength: 60, description: 'As it stands on the van' }),
  mode: Type.Union([Type.Literal('road'), Type.Literal('air'), Type.Literal('sea')], { title: 'Mode' }),
  maxWeight: orNull(Type.Number({ minimum: 0, maximum: 40_000 }), {
    title: 'Largest weight',
    description: 'In kg, of one delivery',
  }),
  stops: Type.Integer({ title: 'Stops a day', minimum: 1, maximum: 200, default: 20 }),
  isActive: Type.Boolean({ title: 'Drives for us', default: true }),
  contractUntil: orNull(Type.String({ format: 'date' }), { title: 'Contract until' }),
  seenAt: orNull(Type.String({ format: 'date-time' }), { title: 'Seen last' }),
  site: orNull(Reference('sites'), { title: 'Starts at' }),
  contact: Type.Object(
    {
      person: Type.String({ title: 'Person', maxLength: 80 }),
      email: Type.Optional(Type.String({ title: 'E-mail', format: 'email', maxLength: 120 })),
    },
    { ...closed, title: 'Contact' },
  ),
  regions: Type.Array(Type.String({ minLength: 1, maxLength: 40 }), { title: 'Regions', maxItems: 20 }),
  note: orNull(Type.String({ maxLength: 2000 }), { title: 'Note' }),
}

/** A carrier on the wire. */
export const Carrier = Type.Object(
  { id: Type.String({ format: 'uuid' }), ...said, version: Type.Integer() },
  closed,
)
export type Carrier = Static<typeof Carrier>

const { name, mode, contact, ...rest } = said

/** A carrier as a client wishes it. */
export const NewCarrier = Type.Object(
  { name, mode, contact, ...Type.Partial(Type.Object(rest)).properties },
  closed,
)
export type NewCarrier = Static<typeof NewCarrier>

/** What may be changed of a carrier. */
export const CarrierPatch = Type.Partial(Type.Object(said), closed)
export type CarrierPatch = Static<typeof CarrierPatch>
