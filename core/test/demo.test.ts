import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { gzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import t from 'tap'
import { RepeatableIds } from '../src/demo/repeatable-ids.ts'
import { classifyRow } from '../src/demo/retail/classify.ts'
import { CsvReader } from '../src/demo/retail/csv-reader.ts'
import { generateYear } from '../src/demo/retail/generate-year.ts'
import { dealIntoLanes } from '../src/demo/retail/lanes.ts'
import { createLocalTime } from '../src/demo/retail/local-time.ts'
import { whyNotStock } from '../src/demo/retail/not-stock.ts'
import { leastOpening } from '../src/demo/retail/opening-stock.ts'
import { type RetailHistory, readHistory } from '../src/demo/retail/read-history.ts'
import { reasonForRemark } from '../src/demo/retail/remark-reasons.ts'

const folder = await mkdtemp(join(tmpdir(), 'stowage-demo-'))
t.teardown(() => rm(folder, { recursive: true }))

async function fileOf(content: string | Buffer, name = 'year.csv.gz'): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}

t.test('a row of an invoice becomes the movement that the floor made', async (t) => {
  const sold = { isStock: true, isCancellation: false, quantity: 6, price: 2.55, hasCustomer: true }
  t.equal(classifyRow(sold), 'issue', 'a quantity at a price left the house')
  t.equal(classifyRow({ ...sold, hasCustomer: false }), 'issue', 'also over the counter')
  t.equal(classifyRow({ ...sold, price: 0 }), 'issue', 'a gift to a customer left the house as well')
  t.equal(classifyRow({ ...sold, isCancellation: true, quantity: -6 }), 'return', 'a cancellation came back')
  t.equal(classifyRow({ ...sold, price: 0, hasCustomer: false }), 'adjustment', 'found without a customer')
  t.equal(classifyRow({ ...sold, price: 0, hasCustomer: false, quantity: -6 }), 'adjustment', 'written off')
  t.equal(classifyRow({ ...sold, isStock: false }), 'retail.not_stock')
  t.equal(classifyRow({ ...sold, quantity: 0 }), 'retail.no_quantity')
  t.equal(classifyRow({ ...sold, price: -1 }), 'retail.negative_price')
  t.equal(classifyRow({ ...sold, quantity: -6 }), 'retail.negative_sale')
  t.equal(classifyRow({ ...sold, isCancellation: true }), 'retail.positive_cancellation')
})

t.test('services and money are no stock, whatever the case of their code; cushion pads are', async (t) => {
  for (const code of [
    'POST',
    'post',
    ' DOT',
    'm',
    'BANK CHARGES',
    'gift_0001_20',
    '23444',
    'B',
    'DCGSSBOY',
  ]) {
    t.type(whyNotStock(code), 'string', code)
  }
  for (const code of ['PADS', '85123A', '85123a', '22423', 'SP1002'])
    t.equal(whyNotStock(code), undefined, code)
})

t.test('a remark is filed under a reason, and one that tells nothing under unknown', async (t) => {
  const filed: Record<string, string> = {
    'wet pallet': 'damaged',
    Dagamed: 'damaged',
    'thrown away': 'thrown_away',
    'Found by jackie': 'found',
    '???lost': 'lost',
    'stock check': 'count',
    'sold as set on dotcom': 'sold_elsewhere',
    'wrongly coded 20713': 'wrong_code',
    'Show Samples': 'sample',
    'OOPS ! adjustment': 'correction',
    '?': 'unknown',
    '': 'unknown',
  }
  for (const [remark, reason] of Object.entries(filed)) t.equal(reasonForRemark(remark), reason, remark)
})

t.test('a shop’s clock follows summer time', async (t) => {
  const toUtc = createLocalTime('Europe/London')
  const at = (local: string): string => {
    const seconds = toUtc(Date.parse(`${local}Z`) / 1000)
    return new Date(seconds * 1000).toISOString().slice(0, 16)
  }
  t.equal(at('2010-12-01T08:26'), '2010-12-01T08:26', 'winter')
  t.equal(at('2011-07-01T08:26'), '2011-07-01T07:26', 'summer')
  t.equal(at('2011-03-27T00:59'), '2011-03-27T00:59', 'the minute before the clocks go on')
  t.equal(at('2011-03-27T01:30'), '2011-03-27T01:30', 'an hour that was skipped')
  t.equal(at('2011-03-27T02:00'), '2011-03-27T01:00', 'the hour after it')
  t.equal(at('2011-10-30T00:59'), '2011-10-29T23:59', 'the minute before the hour that comes twice')
  t.equal(at('2011-10-30T01:30'), '2011-10-30T00:30', 'taken for its first')
  t.equal(at('2011-10-30T02:00'), '2011-10-30T02:00', 'after it')
})

t.test('rows are read as csv-parse reads them, however the bytes are cut', async () => {
  const field = fc.oneof(
    fc.string({ unit: fc.constantFrom('a', ' ', ',', '"', '\n', '£', '1'), maxLength: 6 }),
    fc.integer().map(String),
  )
  const table = fc.array(fc.array(field, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(
      table,
      fc.integer({ min: 1, max: 9 }),
      fc.constantFrom('\n', '\r\n'),
      (rows, size, lineEnd) => {
        const quoted = (value: string): string =>
          /[",\n£]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value
        const bytes = Buffer.from(rows.map((row) => row.map(quoted).join(',')).join(lineEnd))
        const read: string[][] = []
        const reader = new CsvReader((row) =>
          read.push(Array.from({ length: row.length }, (_, n) => row.text(n))),
        )
        for (let at = 0; at < bytes.length; at += size) reader.write(bytes.subarray(at, at + size))
        reader.end()
        const expected = parse(bytes, { relax_column_count: true, skip_empty_lines: true }) as string[][]
        return isDeepStrictEqual(read, expected)
      },
    ),
    { numRuns: 200 },
  )
})

t.test('opening stock is the least with which no later balance is below 0', async () => {
  const changes = fc.array(
    fc.record({ item: fc.integer({ min: 0, max: 3 }), change: fc.integer({ min: -9, max: 9 }) }),
  )
  const lowest = (start: number, item: number, rows: { item: number; change: number }[]): number => {
    let balance = start
    let lowestSoFar = start
    for (const row of rows) {
      if (row.item !== item) continue
      balance += row.change
      lowestSoFar = Math.min(lowestSoFar, balance)
    }
    return lowestSoFar
  }
  fc.assert(
    fc.property(changes, (rows) => {
      const opening = leastOpening(
        4,
        rows.keys(),
        rows.map((row) => row.item),
        rows.map((row) => row.change),
      )
      for (const item of [0, 1, 2, 3]) {
        const opened = opening[item]!
        if (lowest(opened, item, rows) < 0) return false
        if (opened > 0 && lowest(opened - 1, item, rows) >= 0) return false
      }
      return true
    }),
  )
})

t.test('all rows of one item are in one lane, in the order in which they happened', async () => {
  const rowsOf = fc.array(
    fc.record({ item: fc.integer({ min: 0, max: 5 }), day: fc.integer({ min: 0, max: 99 }) }),
  )
  fc.assert(
    fc.property(rowsOf, fc.integer({ min: 1, max: 4 }), (rows, lanes) => {
      const order = Uint32Array.from(rows.keys()).sort((a, b) => rows[a]!.day - rows[b]!.day || a - b)
      const itemOf = rows.map(({ item }) => item)
      const secondOf = rows.map(({ day }) => 1_291_161_600 + day * 86_400)
      const dealt = dealIntoLanes({ lanes, items: 6, order, itemOf, secondOf })
      const inOrder = (item: number) => [...order].filter((row) => itemOf[row] === item)
      for (const item of [0, 1, 2, 3, 4, 5]) {
        const found = dealt
          .map((lane) => [...lane].filter((row) => itemOf[row] === item))
          .filter(({ length }) => length)
        if (found.length > 1 || !isDeepStrictEqual(found[0] ?? [], inOrder(item))) return false
      }
      return dealt.reduce((sum, lane) => sum + lane.length, 0) === rows.length
    }),
  )
})

t.test('the same row has the same id each time it is loaded, and no two rows share one', async (t) => {
  const first = new RepeatableIds('file movement')
  const second = new RepeatableIds('file movement')
  const ids = new Set<string>()
  for (let row = 0; row < 10_000; row++) {
    const id = first.at(1_291_191_960_000, row)
    if (row % 1000 === 0) t.equal(second.at(1_291_191_960_000, row), id)
    ids.add(id)
  }
  t.equal(ids.size, 10_000)
  t.match([...ids][0], /^012ca109-c1c0-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  t.not(new RepeatableIds('other file').at(1_291_191_960_000, 1), first.at(1_291_191_960_000, 1))
})

t.test(
  'a year with warts is read, and every row is either to be posted or refused for a reason',
  async (t) => {
    const year = generateYear({ rows: 2000, seed: 7 })
    t.equal(year, generateYear({ rows: 2000, seed: 7 }), 'the same seed makes the same year')
    const history = await readHistory(await fileOf(gzipSync(year)))
    const refused = [...history.refused.values()].reduce((sum, times) => sum + times, 0)
    t.equal(history.read, 2000)
    t.equal(history.rows.length + refused, history.read)
    t.same(Object.fromEntries(history.refused), {
      'retail.not_stock': 44,
      'retail.no_quantity': 1,
      'retail.negative_price': 1,
      'retail.negative_sale': 1,
      'retail.positive_cancellation': 1,
      'retail.malformed_row': 4,
    })
    const skus = history.items.map((item) => item.sku)
    t.equal(new Set(skus.map((sku) => sku.toUpperCase())).size, skus.length, 'case makes no item of its own')
    t.equal(nameOf(history, '22197'), 'SMALL POPCORN HOLDER, "RETRO"')
    t.equal(nameOf(history, '84611B'), '84611B', 'a remark is no name')
    t.ok(isRising(history), 'rows are in the order in which they happened')
    const plain = await readHistory(await fileOf(year, 'year.csv'))
    t.equal(plain.contentHash, history.contentHash, 'packed or not, it is the same year')
  },
)

t.test('a wrong or missing file is told in one sentence with the place where the right one is', async (t) => {
  const packed = gzipSync(generateYear({ rows: 50, seed: 1 }))
  const cases: [string, string][] = [
    ['retail.file_missing', join(folder, 'nothing-here.csv.gz')],
    ['retail.file_missing', folder],
    ['retail.wrong_file', await fileOf('sku,name\n1,2\n', 'other.csv')],
    ['retail.wrong_file', await fileOf('', 'empty.csv')],
    ['retail.wrong_file', await fileOf(Buffer.alloc(3_000_000, 'x'), 'binary.bin')],
    ['retail.file_damaged', await fileOf(packed.subarray(0, packed.length / 2), 'cut-off.csv.gz')],
  ]
  for (const [code, file] of cases) {
    await t.rejects(readHistory(file), { code, message: /UCI Machine Learning Repository/ }, code)
  }
})

function nameOf(history: RetailHistory, sku: string): string | undefined {
  return history.items.find((item) => item.sku === sku)?.name
}

function isRising(history: RetailHistory): boolean {
  const { order, rows } = history
  return order.every((row, place) => place === 0 || rows.second[order[place - 1]!]! <= rows.second[row]!)
}
