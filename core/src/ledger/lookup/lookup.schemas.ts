import { type Static, Type } from 'typebox'
import { Balance } from '../balances/balance.list.ts'

const Id = Type.String({ format: 'uuid' })
const Coded = Type.Object({ id: Id, code: Type.String() })
const Day = Type.Union([Type.String({ format: 'date' }), Type.Null()])
const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])

/** What a code may name. */
export const KINDS = ['item', 'packaging_level', 'lot', 'serial', 'handling_unit', 'location'] as const
/** One of them. */
export type Kind = (typeof KINDS)[number]

const words = KINDS.join('|')

/** `GET /api/v1/ledger/lookup?code=…` */
export const LookupQuery = Type.Object(
  {
    code: Type.String({
      minLength: 1,
      maxLength: 200,
      description:
        'As it was scanned or typed: SKU, GTIN, lot, serial number, place, license plate or SSCC; a ' +
        'symbology identifier before it is passed over',
    }),
    kinds: Type.Optional(
      Type.String({
        pattern: `^(${words})(,(${words})){0,5}$`,
        description: `Only what is one of these, with commas between: ${KINDS.join(', ')}`,
      }),
    ),
    id: Type.Optional(
      Type.String({
        format: 'uuid',
        description: 'Only this one of all that are called so: whoever read the label knows which',
      }),
    ),
  },
  { additionalProperties: false },
)

const Level = Type.Object({
  id: Id,
  name: Type.String(),
  numerator: Type.Integer(),
  denominator: Type.Integer(),
})

const Place = Type.Object({
  id: Id,
  code: Type.String(),
  path: Type.String({ description: 'The codes from the site down, with / between' }),
  kind: Type.String(),
  site: nullable(Type.Object({ id: Id, code: Type.String(), name: Type.String() })),
  isBalanced: Type.Boolean({ description: 'Stock there has a balance; false for the world outside' }),
  isActive: Type.Boolean(),
  checkDigits: nullable(Type.String({ description: 'On its label, to be read out' })),
})

const Unit = Type.Object({
  id: Id,
  code: Type.String(),
  kind: Type.String(),
  isActive: Type.Boolean(),
  parent: nullable(Coded),
})

const Stop = Type.Object({
  id: Id,
  scope: Type.String({ description: 'lot, serial, handling_unit, location, item or owner' }),
  name: Type.String({ description: 'What is on hold' }),
  blocks: Type.Array(Type.String(), { description: 'allocate, ship, move, receive' }),
  reason: Type.String(),
})

const Sum = Type.Object({
  item: Id,
  onHand: Type.Number(),
  allocated: Type.Number(),
  unallocated: Type.Number(),
  available: Type.Number(),
  held: Type.Number(),
})

/** One thing that a code names, where it is, and how much. */
export const Match = Type.Object({
  kind: Type.Enum([...KINDS]),
  id: Id,
  code: Type.String({ description: 'What its label says' }),
  item: nullable(Type.String({ format: 'uuid', description: 'What it is of; null for a place or a unit' })),
  level: nullable(Level),
  location: nullable(Place),
  unit: nullable(Unit),
  holds: Type.Array(Stop, { description: 'Open holds on it, and on what it is in or of' }),
  sums: Type.Array(Sum, { description: 'How much of each item, in base units; 50 at most' }),
  balances: Type.Array(Balance, { description: 'Where that is; 50 at most, the largest first' }),
  isComplete: Type.Boolean({ description: 'False where there are more balances or items than are told' }),
})
/** One thing that a code names. */
export type Match = Static<typeof Match>

/** What counting an item takes. */
export const ItemFacts = Type.Object({
  id: Id,
  sku: Type.String(),
  name: Type.String(),
  baseUnit: Type.String(),
  step: Type.Number(),
  hasLots: Type.Boolean(),
  serials: Type.String({ description: 'When its serial numbers are taken: never, dispatch, always' }),
  catchUnit: nullable(Type.String()),
  levels: Type.Array(Level, { description: 'Its packaging levels in use, the smallest first' }),
})
/** What counting an item takes, on the wire. */
export type ItemFacts = Static<typeof ItemFacts>

const LotFacts = Type.Object({ id: Id, name: Type.String(), bestBefore: Day, expiresOn: Day })
/** Until when a lot is good. */
export type LotFacts = Static<typeof LotFacts>

/** The answer to a code. */
export const Lookup = Type.Object({
  code: Type.String({
    description: 'What was looked for: without symbology, or the SSCC of an element string',
  }),
  matches: Type.Array(Match, { description: 'Ten at most; none where nothing is called so' }),
  items: Type.Array(ItemFacts, { description: 'All items that are named above' }),
  lots: Type.Array(LotFacts, { description: 'All lots that are named above' }),
  isComplete: Type.Boolean({ description: 'False where more than ten things are called so' }),
})
/** The answer to a code, on the wire. */
export type Lookup = Static<typeof Lookup>
