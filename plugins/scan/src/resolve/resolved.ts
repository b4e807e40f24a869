import { type Static, type TSchema, Type } from 'typebox'

const strict = { additionalProperties: false }
const Id = Type.String({ format: 'uuid' })
const Day = Type.String({ format: 'date' })
const nullable = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()])

/** Something that a scan names. */
export const Thing = Type.Object(
  {
    kind: Type.Enum(['item', 'handling_unit', 'location', 'operator'], {
      description: 'A serial number or a lot comes with its item',
    }),
    id: Id,
    code: Type.String({ description: 'As people know it: SKU, label, code of the place, name' }),
    name: nullable(Type.String()),
    owner: nullable(Type.Object({ id: Id, name: Type.String() }, strict)),
    site: nullable(Id),
    location: nullable(Id),
    packagingLevel: nullable(
      Type.Object(
        { id: Id, name: Type.String(), baseUnits: Type.Number({ description: 'In one of it' }) },
        strict,
      ),
    ),
    lot: nullable(
      Type.Object(
        { id: nullable(Id), name: Type.String(), expiresOn: nullable(Day) },
        { ...strict, description: 'Without an id where nothing of it was received yet' },
      ),
    ),
    expiresOn: nullable(Day),
    bestBefore: nullable(Day),
    manufacturedOn: nullable(Day),
    serial: nullable(
      Type.Object(
        { id: nullable(Id), number: Type.String(), location: nullable(Id), hasLeft: Type.Boolean() },
        strict,
      ),
    ),
    handlingUnit: nullable(
      Type.Object(
        { id: nullable(Id), code: Type.String() },
        { ...strict, description: 'The SSCC beside an item' },
      ),
    ),
    quantity: nullable(Type.Number({ description: 'In base units: what the level holds, times how many' })),
    netWeightKg: nullable(Type.Number()),
    reading: nullable(
      Type.String({ description: 'The reading that it stands for, where a separator may have been lost' }),
    ),
  },
  strict,
)
export type Thing = Static<typeof Thing>

/** What came of looking it up. */
export const Resolved = Type.Object(
  {
    outcome: Type.Enum(['one', 'several', 'none'], {
      description:
        'one: thing; several: somebody has to say which of the candidates; none: nothing has this code',
    }),
    decidedBy: nullable(
      Type.Enum(['task', 'owner'], { description: 'What chose among several; null where there was one' }),
    ),
    thing: nullable(Thing),
    candidates: Type.Array(Thing, { maxItems: 20 }),
    differIn: Type.Array(Type.String(), { maxItems: 10, description: 'In what the candidates differ' }),
    message: nullable(Type.String({ description: 'What to ask whoever scans, or what was looked for' })),
  },
  strict,
)
export type Resolved = Static<typeof Resolved>

/** What is known where it was scanned. */
export const ScanContext = Type.Object(
  {
    task: Type.Optional(
      Type.Object(
        {
          items: Type.Optional(Type.Array(Id, { maxItems: 500 })),
          lots: Type.Optional(Type.Array(Id, { maxItems: 500 })),
          locations: Type.Optional(Type.Array(Id, { maxItems: 500 })),
          handlingUnits: Type.Optional(Type.Array(Id, { maxItems: 500 })),
        },
        { ...strict, description: 'What the task in hand expects' },
      ),
    ),
    owner: Type.Optional(Type.String({ format: 'uuid', description: 'For whom one works' })),
    site: Type.Optional(
      Type.String({ format: 'uuid', description: 'Where one is: places of other sites do not count' }),
    ),
  },
  strict,
)
export type ScanContext = Static<typeof ScanContext>
