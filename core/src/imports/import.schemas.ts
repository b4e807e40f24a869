import { type Static, Type } from 'typebox'
import { Id, Instant, Version } from '../access/wire-types.ts'
import { STATES } from './import.model.ts'
import { DELIMITERS, ENCODINGS } from './reading/sheet.ts'

const closed = { additionalProperties: false }
const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const words = <const Words extends readonly string[]>(all: Words, options = {}) =>
  Type.Unsafe<Words[number]>({ anyOf: all.map((word) => ({ type: 'string', const: word })), ...options })

const Cell = Type.Unsafe<string | number | boolean | null>({ type: ['string', 'number', 'boolean', 'null'] })
const Count = Type.Integer({ minimum: 0 })

/** How a file is read. */
export const Format = Type.Union([
  Type.Object(
    { kind: Type.Literal('csv'), encoding: words(ENCODINGS), delimiter: words(DELIMITERS) },
    closed,
  ),
  Type.Object({ kind: Type.Literal('xlsx'), sheet: Type.String({ minLength: 1, maxLength: 200 }) }, closed),
])

const Source = Type.Union([
  Type.Object({ index: Type.Integer({ minimum: 0, maximum: 499 }) }, closed),
  Type.Object({ constant: Type.String({ minLength: 1, maxLength: 4_000 }) }, closed),
])

/** Which column of the file gives what. */
const MappingOnTheWire = Type.Record(Type.String({ maxLength: 200 }), Source, {
  maxProperties: 500,
  additionalProperties: false,
  description:
    'By the name of what is said: a column of the file by its place from 0, or one value for all rows',
})

const Counts = Type.Object({ created: Count, updated: Count, unchanged: Count, refused: Count }, closed)
const Why = Type.Object({ code: Type.String(), detail: Type.String() }, closed)

const reading = {
  format: Format,
  mapping: MappingOnTheWire,
  decimalSign: words(['point', 'comma'], { description: '1234.5 or 1234,5' }),
  days: words(['day-first', 'month-first'], {
    description: '23/11/2026 or 11/23/2026; 2026-11-23 is always understood',
  }),
  emptyCells: words(['keep', 'clear'], {
    description: 'What an empty cell says: keep what stands, or take it away',
  }),
}

const facts = {
  id: Id,
  importable: Type.String({ description: 'What its rows become' }),
  fileName: Type.String(),
  sizeBytes: Type.Integer(),
  state: words(STATES),
  isAtomic: Type.Boolean({ description: 'All rows go in or none' }),
  rowNumber: Type.Integer({ description: 'The last row of the file that was worked on' }),
  total: nullable(Type.Integer({ description: 'How many rows there are; null until all were read' })),
  created: Count,
  updated: Count,
  unchanged: Count,
  refused: Count,
  undone: Count,
  createdBy: Type.Object({ id: Id, name: Type.String() }, closed),
  createdAt: Instant,
  startedAt: nullable(Instant),
  endedAt: nullable(Instant),
  version: Version,
}

/** An import in the list. */
export const ImportRow = Type.Object(facts, closed)

/** One import, with all that it takes to map it. */
export const ImportOnTheWire = Type.Object(
  {
    ...facts,
    ...reading,
    headers: Type.Array(Type.String(), { description: 'What the first row calls the columns' }),
    sample: Type.Array(Type.Array(Cell), { description: 'The first rows' }),
    sheets: Type.Array(Type.String(), { description: 'The sheets of a workbook' }),
    checked: nullable(Counts),
    failure: nullable(Why),
    undoRefused: Type.Array(Why),
    canUndo: Type.Boolean(),
    sameFile: nullable(
      Type.Object(
        { id: Id, createdAt: Instant },
        { ...closed, description: 'An earlier import of the very same file, of which rows went in' },
      ),
    ),
  },
  closed,
)
/** One import as clients read it. */
export type ImportOnTheWire = Static<typeof ImportOnTheWire>

/** What may be changed before an import runs; what is left out stays. */
export const ImportPatch = Type.Partial(Type.Object(reading), closed)
/** A change as a client sends it. */
export type ImportPatch = Static<typeof ImportPatch>

/** How an import is to run. */
export const RunWish = Type.Object(
  {
    isAtomic: Type.Optional(
      Type.Boolean({ description: 'All rows or none, for up to 1,000; else the good rows go in' }),
    ),
  },
  closed,
)

/** A row that was refused. */
export const RefusedRow = Type.Object(
  {
    number: Type.Integer({ description: 'As a spreadsheet counts it' }),
    cells: Type.Array(Cell),
    problems: Type.Array(
      Type.Object(
        {
          code: Type.String(),
          detail: Type.String(),
          column: nullable(Type.String({ description: 'What it is about, as it is mapped' })),
          index: nullable(Type.Integer({ description: 'The place of that column in the file' })),
          value: nullable(Cell),
        },
        closed,
      ),
    ),
  },
  closed,
)

/** Cells to put in the place of those in the file, by the column's place. */
export const Correction = Type.Object(
  {
    cells: Type.Record(Type.String({ pattern: '^[0-9]{1,3}$' }), Type.String({ maxLength: 32_767 }), closed),
  },
  closed,
)

/** Something that rows can become. */
export const ImportableOnTheWire = Type.Object(
  {
    name: Type.String(),
    title: Type.String(),
    plugin: Type.String(),
    permission: Type.String(),
    canUndo: Type.Boolean(),
    columns: Type.Array(
      Type.Object(
        {
          name: Type.String(),
          title: Type.String(),
          description: nullable(Type.String()),
          kind: Type.String({ description: 'text, number, integer, boolean, day, instant, word or words' }),
          choices: Type.Array(Type.String()),
          isRequired: Type.Boolean(),
        },
        closed,
      ),
    ),
  },
  closed,
)

/** A mapping that somebody keeps under a name. */
export const SavedMapping = Type.Object(
  { id: Id, importable: Type.String(), name: Type.String(), updatedAt: Instant },
  closed,
)
