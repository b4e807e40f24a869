import { hash } from 'node:crypto'
import fc from 'fast-check'
import pg from 'pg'
import t from 'tap'
import {
  bigintArray,
  booleanArray,
  byteaArray,
  figureArray,
  integerArray,
  smallintArray,
  textArray,
  tidArray,
  uuidArray,
} from '../src/ledger/posting/binary-array.ts'
import { createTestDatabase } from '../src/testing/test-database.ts'

/** The most that the ledger keeps in a figure: millionths of less than 10^15. */
const MICROS_MAX = 10 ** 15 - 1
const TEXTS_END = /\0|[\ud800-\udfff]/u

/** A type of PostgreSQL's: how it is sent, what is sent, and how PostgreSQL prints what it understood. */
interface Kind<Value> {
  readonly type: string
  readonly encode: (values: (Value | null)[]) => Buffer
  readonly value: fc.Arbitrary<Value>
  readonly edges: readonly Value[]
  /** The text that PostgreSQL gives for a value, by its own output function. */
  readonly printed: (value: Value) => string
}

const kinds = {
  bigint: kind({
    type: 'bigint',
    encode: bigintArray,
    value: fc.maxSafeInteger(),
    edges: [
      0,
      -1,
      2 ** 31,
      -(2 ** 31),
      2 ** 32,
      -(2 ** 32),
      Number.MAX_SAFE_INTEGER,
      Number.MIN_SAFE_INTEGER,
    ],
    printed: String,
  }),
  integer: kind({
    type: 'integer',
    encode: integerArray,
    value: fc.integer(),
    edges: [0, -1, 2 ** 31 - 1, -(2 ** 31)],
    printed: String,
  }),
  smallint: kind({
    type: 'smallint',
    encode: smallintArray,
    value: fc.integer({ min: -32_768, max: 32_767 }),
    edges: [0, -32_768, 32_767],
    printed: String,
  }),
  boolean: kind({
    type: 'boolean',
    encode: booleanArray,
    value: fc.boolean(),
    edges: [true, false],
    printed: String,
  }),
  uuid: kind({
    type: 'uuid',
    encode: uuidArray,
    value: fc.uuid(),
    edges: ['00000000-0000-0000-0000-000000000000', 'FFFFFFFF-ABCD-EFAB-cdef-0123456789aF'],
    printed: (id) => id.toLowerCase(),
  }),
  text: kind({
    type: 'text',
    encode: textArray,
    value: fc.string({ unit: 'grapheme', maxLength: 200 }).filter((text) => !TEXTS_END.test(text)),
    edges: ['', 'NULL', '{}', '"', '\\', ',', ' ', '£12 Ω 木箱 📦 é', '\n\t\u0001'],
    printed: (text) => text,
  }),
  tid: kind({
    type: 'tid',
    encode: tidArray,
    value: fc
      .tuple(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.integer({ min: 0, max: 65_535 }))
      .map(([page, row]) => `(${page},${row})`),
    edges: ['(0,1)', '(4294967295,65535)'],
    printed: (place) => place,
  }),
  bytea: kind({
    type: 'bytea',
    encode: byteaArray,
    value: fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
    edges: [Buffer.of(), Buffer.of(0), hash('sha256', 'a fingerprint', 'buffer')],
    printed: (bytes) => `\\x${bytes.toString('hex')}`,
  }),
  numeric: kind({
    type: 'numeric',
    encode: figureArray,
    value: fc.integer({ min: -MICROS_MAX, max: MICROS_MAX }),
    edges: [
      ...[0, 1, 99, 100, 10_000, 999_999, 1_000_000, 1_000_001, 9_999_000_000, 10_000_000_000],
      ...[4_999_000, 100_000_000_000_000, MICROS_MAX - 1, MICROS_MAX],
    ].flatMap((micros) => [micros, -micros]),
    printed: decimalOf,
  }),
}

/** One type's values, seen as anybody's, so that all stand in one table. */
// biome-ignore lint/suspicious/noExplicitAny: the values of one kind meet the encoder of that kind alone
function kind<Value>(one: Kind<Value>): Kind<any> {
  return one
}

function decimalOf(micros: number): string {
  const digits = String(Math.abs(micros)).padStart(7, '0')
  const sign = micros < 0 ? '-' : ''
  return `${sign}${digits.slice(0, -6)}.${digits.slice(-6)}`
}

t.test('PostgreSQL reads from a binary array exactly what was written into it', async (t) => {
  const { adminUrl } = await createTestDatabase(t)
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    for (const [name, { type, encode, value, edges, printed }] of Object.entries(kinds)) {
      const read = async (values: unknown[]) => {
        const { rows } = await client.query({
          text: `select array_agg(v::text order by n) as texts, array_ndims($1::${type}[]) as dimensions,
                        array_lower($1::${type}[], 1) as lower, count(v) as known
                   from unnest($1::${type}[]) with ordinality u (v, n)`,
          values: [encode(values)],
        })
        return rows[0]
      }
      t.match(await read([]), { texts: null, dimensions: null }, `${name}: nothing is an empty array`)
      t.same((await read([null])).texts, [null], `${name}: null alone`)
      const some = [null, ...edges, null]
      const found = await read(some)
      t.match(found, { dimensions: 1, lower: 1 }, `${name}: one dimension, from 1`)
      t.same(
        found.texts,
        some.map((each) => (each === null ? null : printed(each))),
        `${name}: its edges`,
      )
      const property = fc.asyncProperty(fc.array(fc.option(value), { maxLength: 40 }), async (values) => {
        const expected = values.length === 0 ? null : values.map((v) => (v === null ? null : printed(v)))
        const { texts } = await read(values)
        if (JSON.stringify(texts) !== JSON.stringify(expected)) {
          throw new Error(`${type}: ${JSON.stringify(values)} was read as ${JSON.stringify(texts)}`)
        }
      })
      const result = await fc.check(property, { numRuns: 60 })
      t.notOk(result.failed, fc.defaultReportMessage(result) ?? `${name}: seed ${result.seed}`)
    }
  } finally {
    await client.end()
  }
})

t.test('a figure written in binary is that figure, and not one that only prints alike', async (t) => {
  const { query } = await createTestDatabase(t)
  const micros = [0, -1, 1, 4_999_000, MICROS_MAX, -MICROS_MAX, 10_000 * 1_000_000]
  const [row] = await query<{ same: boolean; bytes: boolean; hashed: boolean }>(
    `select bool_and(b = t) as same, bool_and(hash_numeric(b) = hash_numeric(t)) as hashed,
            bool_and(numeric_send(b) = numeric_send(t)) as bytes
       from unnest($1::numeric[], $2::text[]::numeric[]) u (b, t)`,
    [figureArray(micros), micros.map(decimalOf)],
  )
  t.same(row, { same: true, hashed: true, bytes: true }, 'equal, hashed alike, byte for byte')
})
