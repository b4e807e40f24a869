import { Type } from 'typebox'
import { Overrides } from '../movements/movement.schemas.ts'
import { ACTS_MAX } from '../posting/command.ts'
import { QUANTITY_MAX } from '../posting/micros.ts'
import { SERIAL_LENGTH_MAX } from '../serials/serial-numbers.ts'

const Id = Type.String({ format: 'uuid' })
const Instant = Type.String({ format: 'date-time' })
const Name = Type.String({ minLength: 1, maxLength: 64 })
const Quantity = Type.Number({ exclusiveMinimum: 0, maximum: QUANTITY_MAX, description: 'Base units' })
const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const closed = { additionalProperties: false }

const Demand = Type.Object(
  { kind: Name, id: Id },
  { ...closed, description: 'Whom it is kept for: outbound_order and its id' },
)

const whence = {
  location: Type.Optional(Type.String({ format: 'uuid', description: 'Exactly this place' })),
  within: Type.Optional(Type.String({ format: 'uuid', description: 'This place or any beneath it' })),
  lot: Type.Optional(Id),
  handlingUnit: Type.Optional(Id),
  status: Type.Optional(Name),
}

const Act = Type.Union([
  Type.Object(
    {
      act: Type.Literal('allocate'),
      id: Type.Optional(
        Type.String({ format: 'uuid', description: 'A UUIDv7 for the first allocation made' }),
      ),
      demand: Demand,
      item: Id,
      quantity: Quantity,
      serial: Type.Optional(
        Type.String({
          minLength: 1,
          maxLength: SERIAL_LENGTH_MAX,
          description:
            'The one piece that is wanted, by its number: its quantity is 1, and it says where it is',
        }),
      ),
      owner: Type.Optional(Id),
      expiresAt: Type.Optional(
        Type.String({ format: 'date-time', description: 'When it is let go of by itself' }),
      ),
      partial: Type.Optional(Type.Boolean({ description: 'Take what is free where not all is' })),
      overrides: Type.Optional(Overrides),
      ...whence,
    },
    { ...closed, description: 'Keep stock for a demand: the balance named, or the oldest lot first' },
  ),
  Type.Object(
    { act: Type.Literal('release'), allocation: Id, quantity: Type.Optional(Quantity) },
    { ...closed, description: 'Let go of it, or of a part' },
  ),
  Type.Object(
    { act: Type.Literal('split'), allocation: Id, quantity: Quantity, id: Type.Optional(Id) },
    { ...closed, description: 'Make two of it' },
  ),
  Type.Object(
    {
      act: Type.Literal('swap'),
      allocation: Id,
      quantity: Type.Optional(Quantity),
      overrides: Type.Optional(Overrides),
      ...whence,
    },
    { ...closed, description: 'Take other stock for the same demand instead, in one' },
  ),
])

/** `POST /api/v1/ledger/allocations` */
export const PostAllocations = Type.Object(
  {
    mode: Type.Union([Type.Literal('each'), Type.Literal('all')], {
      description: 'each: an outcome of its own for every act; all: all of them or none',
    }),
    dryRun: Type.Optional(Type.Boolean({ description: 'What would be taken, and from where?' })),
    allocations: Type.Array(Act, { minItems: 1, maxItems: ACTS_MAX }),
  },
  closed,
)

const Item = Type.Object({ id: Id, sku: Type.String(), name: Type.String(), baseUnit: Type.String() })
const Coded = Type.Object({ id: Id, code: Type.String() })
const Numbered = Type.Object({ id: Id, number: Type.String() })
const Named = Type.Object({ id: Id, name: Type.String() })

/** An open allocation in a list. */
export const AllocationRow = Type.Object({
  id: Id,
  demand: Type.Object({ kind: Type.String(), id: Id }),
  quantity: Type.Number(),
  item: Item,
  lot: nullable(Named),
  serial: nullable(Numbered),
  location: Coded,
  handlingUnit: nullable(Coded),
  status: Type.String(),
  bucket: Type.Integer(),
  owner: Named,
  expiresAt: nullable(Instant),
  createdAt: Instant,
})

/** What became of an allocation, in a list. */
export const AllocationEventRow = Type.Object({
  id: Type.Integer(),
  at: Instant,
  allocation: Id,
  bucket: Type.Integer(),
  kind: Type.String({ description: 'allocate, carry, split, swap, release, consume or expire' }),
  quantity: Type.Number(),
  demand: Type.Object({ kind: Type.String(), id: Id }),
  item: Item,
  lot: nullable(Named),
  serial: nullable(Numbered),
  location: Coded,
  toLocation: nullable(Coded),
  toAllocation: nullable(Id),
  movement: nullable(Id),
  actor: Named,
  owner: Named,
})
