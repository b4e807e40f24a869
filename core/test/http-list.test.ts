import { randomUUID } from 'node:crypto'
import type { PluginDeclaration } from '@stowage/sdk'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import type { FastifyInstance } from 'fastify'
import t from 'tap'
import { Type } from 'typebox'
import yauzl from 'yauzl'
import { buildApp } from '../src/app.ts'
import { defineList } from '../src/http/list/define-list.ts'
import { readCsvCell, writeCsv } from '../src/http/list/list-csv.ts'
import { XLSX } from '../src/http/list/list-xlsx.ts'
import { createTestDatabase, type TestDatabase } from '../src/testing/test-database.ts'
import { accessFor, actorWith, buildCratesApp, CRATE_TABLE, type Crate, crateList } from './http-fixture.ts'

const COUNT = 260
/** What a spreadsheet would run, and what CSV itself has to quote. */
const NASTY = [
  '=1+1',
  '@SUM(A1)',
  "'=x",
  '-2',
  '+3',
  'a,b',
  'say "hi"',
  'two\r\nlines',
  ' ',
  'ß',
  '\t=1',
  '%_\\',
]

let app: FastifyInstance
let platform: TestDatabase

t.before(async () => {
  platform = await createTestDatabase(t)
  await platform.query(CRATE_TABLE)
  app = await buildCratesApp(platform.database)
  for (const crate of manyCrates()) {
    const names = Object.keys(crate)
    const places = names.map((_, place) => `$${place + 1}`)
    await platform.query(
      `insert into crates.crate (${names.join(', ')}) values (${places.join(', ')})`,
      Object.values(crate),
    )
  }
  await platform.query('analyze crates.crate')
})
t.teardown(() => app.close())

/** Few different values, so that every order has ties, and nulls in whatever may be null. */
function manyCrates() {
  return Array.from({ length: COUNT }, (_, n) => ({
    id: randomUUID(),
    code: n < NASTY.length ? NASTY[n] : `C${n % 40}`,
    weight: [0, 1.5, 0.000001, 123456789.123456, 2][n % 5],
    colour: [null, 'red', 'blue', 'Red'][n % 4],
    filled_on: [null, '2026-02-28', '2024-02-29'][n % 3],
    seen_at: `2026-11-23T10:00:00.00000${n % 10}Z`,
    is_sealed: n % 2 === 0,
    pieces: (n % 7) - 3,
    aisle: n % 6 === 0 ? null : 'A',
    level: n % 6 === 0 ? null : [null, 1, 2][n % 3],
    secret: 'S',
  }))
}

interface Page {
  data: Crate[]
  nextCursor: string | null
  total?: number
}

async function get(query: Record<string, string>, headers: Record<string, string> = {}) {
  return app.inject({ url: '/api/v1/crates', query, headers: { authorization: 'Bearer reader', ...headers } })
}

async function page(query: Record<string, string>): Promise<Page> {
  const answer = await get(query)
  if (answer.statusCode !== 200) throw new Error(answer.body)
  return answer.json()
}

async function walk(query: Record<string, string>): Promise<Crate[]> {
  const rows: Crate[] = []
  let cursor: string | null = null
  do {
    const next: Page = await page(cursor === null ? query : { ...query, cursor })
    rows.push(...next.data)
    cursor = next.nextCursor
  } while (cursor !== null)
  return rows
}

/** The whole list in one query of the database's own, in the order that was asked for. */
async function wholeList(sort: string): Promise<string[]> {
  const columns: Record<string, string> = {
    filledOn: 'filled_on',
    seenAt: 'seen_at',
    isSealed: 'is_sealed',
  }
  const words = sort.split(',').map((word) => {
    const name = word.replace('-', '')
    return `${columns[name] ?? name}${word.startsWith('-') ? ' desc' : ''}`
  })
  const last = sort.split(',').at(-1)!.startsWith('-') ? ' desc' : ''
  const rows = await platform.query<{ id: string }>(
    `select id from crates.crate order by ${words.join(', ')}, id${last}`,
  )
  return rows.map(({ id }) => id)
}

t.test('walking the pages gives the whole list, whatever the order, ties and nulls included', async (t) => {
  const sortable = ['code', 'weight', 'colour', 'filledOn', 'seenAt', 'isSealed', 'pieces', 'aisle', 'level']
  const orders = fc
    .shuffledSubarray(sortable, { minLength: 1, maxLength: 4 })
    .chain((names) =>
      fc.tuple(...names.map((name) => fc.boolean().map((down) => (down ? `-${name}` : name)))),
    )
    .map((words) => words.join(','))
  const property = fc.asyncProperty(orders, fc.integer({ min: 7, max: 90 }), async (sort, limit) => {
    const ids = (await walk({ sort, limit: String(limit) })).map(({ id }) => id)
    return JSON.stringify(ids) === JSON.stringify(await wholeList(sort))
  })
  const result = await fc.check(property, { numRuns: 40 })
  t.notOk(result.failed, `seed ${result.seed}, path ${result.counterexamplePath}: ${result.counterexample}`)
})

t.test('a row stands on the wire as it is stored', async (t) => {
  const { data } = await page({ 'weight[gt]': '100', limit: '1', sort: 'seenAt', isSealed: 'false' })
  const [row] = data
  t.equal(row?.weight, 123456789.123456)
  t.match(row?.seenAt, /^2026-11-23T10:00:00\.00000\dZ$/, 'with its microseconds')
  const shelved = await page({ 'aisle[isNull]': 'true', limit: '1' })
  t.equal(shelved.data[0]?.shelf, null)
  const halfKnown = (await walk({ aisle: 'A' })).find(({ shelf }) => shelf?.level === null)
  t.same(halfKnown?.shelf, { aisle: 'A', level: null })
  t.notOk('secret' in row!)
})

t.test('each filter says what it finds', async (t) => {
  const all = await walk({})
  t.equal(all.length, COUNT)
  const finds: [Record<string, string>, (crate: Crate) => boolean][] = [
    [{ code: 'C20' }, ({ code }) => code === 'C20'],
    [{ 'code[in]': 'C20,C21' }, ({ code }) => code === 'C20' || code === 'C21'],
    [{ 'code[contains]': 'c2' }, ({ code }) => code.toLowerCase().includes('c2')],
    [{ 'code[contains]': '%_' }, ({ code }) => code.includes('%_')],
    [{ 'code[startsWith]': 'C1' }, ({ code }) => code.startsWith('C1')],
    [{ 'weight[gte]': '1.5' }, ({ weight }) => weight >= 1.5],
    [{ 'weight[lt]': '1.5', 'weight[gt]': '0' }, ({ weight }) => weight < 1.5 && weight > 0],
    [{ weight: '0.000001' }, ({ weight }) => weight === 0.000001],
    [{ 'pieces[lte]': '-2' }, ({ pieces }) => pieces <= -2],
    [{ 'pieces[in]': '-3,3' }, ({ pieces }) => Math.abs(pieces) === 3],
    [{ 'colour[isNull]': 'true' }, ({ colour }) => colour === null],
    [{ 'colour[isNull]': 'false' }, ({ colour }) => colour !== null],
    [{ filledOn: '2024-02-29' }, ({ filledOn }) => filledOn === '2024-02-29'],
    [{ 'filledOn[gt]': '2024-02-29' }, ({ filledOn }) => filledOn !== null && filledOn > '2024-02-29'],
    [
      { 'seenAt[lte]': '2026-11-23T11:00:00.000003+01:00' },
      ({ seenAt }) => seenAt <= '2026-11-23T10:00:00.000003Z',
    ],
    [{ isSealed: 'true' }, ({ isSealed }) => isSealed],
    [{ q: 'red c2' }, ({ code, colour }) => /c2/i.test(code) && /red/i.test(colour ?? '')],
    [{ id: all[7]!.id }, ({ id }) => id === all[7]!.id],
  ]
  for (const [query, isFound] of finds) {
    const found = await walk(query)
    const expected = all.filter(isFound)
    t.ok(expected.length > 0 && expected.length < COUNT, `${JSON.stringify(query)} divides the list`)
    t.same(new Set(found.map(({ id }) => id)), new Set(expected.map(({ id }) => id)), JSON.stringify(query))
    t.equal((await page({ ...query, count: 'true', limit: '1' })).total, expected.length)
  }
})

t.test('what a list does not know is refused by name, and so is what it cannot read', async (t) => {
  const refusals: [Record<string, string>, RegExp][] = [
    [{ secret: 'S' }, /"secret"/],
    [{ 'secret[startsWith]': 'S' }, /secret/],
    [{ sort: 'secret' }, /"secret" is nothing to sort by; there are: code, weight/],
    [{ sort: 'id' }, /nothing to sort by/],
    [{ sort: 'code,-code' }, /twice/],
    [{ sort: 'code,weight,colour,pieces,level' }, /4 fields are the most/],
    [{ sort: 'code; drop table crates.crate' }, /nothing to sort by/],
    [{ colur: 'red' }, /"colur".*known are:.*colour/],
    [{ 'colour[gte]': 'red' }, /colour\[gte\]/],
    [{ level: '1' }, /"level"/],
    [{ limit: '0' }, /limit/],
    [{ limit: '201' }, /limit/],
    [{ limit: '1e2' }, /limit/],
    [{ 'weight[gte]': '0x10' }, /weight/],
    [{ 'weight[gte]': '1e400' }, /weight/],
    [{ count: 'yes' }, /count/],
    [{ isSealed: '1' }, /isSealed/],
    [{ filledOn: '2026-02-30' }, /day such as/],
    [{ 'seenAt[gt]': '2026-11-23' }, /instant with its zone/],
    [{ id: "' or true --" }, /UUID/],
    [{ 'id[in]': 'x' }, /not of the type uuid/],
    [{ 'pieces[in]': '1,2.5' }, /"2\.5" is not of the type integer/],
    [{ 'code[in]': 'x,'.repeat(300) }, /200 values/],
    [{ code: 'x'.repeat(201) }, /code/],
    [{ format: 'pdf' }, /json, csv, xlsx/],
    [{ format: 'csv', limit: '5' }, /A file has all rows/],
  ]
  for (const [query, says] of refusals) {
    const answer = await get(query)
    t.equal(answer.statusCode, 400, JSON.stringify(query))
    const [fault] = answer.json().errors
    t.match(`${fault.pointer} ${fault.detail}`, says)
  }
  t.equal(
    (await app.inject({ url: '/api/v1/crates?code=a&code=b', headers: { authorization: 'Bearer all' } }))
      .statusCode,
    400,
  )
})

t.test('a cursor that was tampered with, or made for another order, is refused', async (t) => {
  const { nextCursor } = await page({ sort: 'code', limit: '3' })
  const forged = (...content: unknown[]) => Buffer.from(JSON.stringify(content)).toString('base64url')
  const id = randomUUID()
  const bad = [
    nextCursor!.slice(0, -3),
    'AAAA',
    '!',
    forged('weight', 1, id),
    forged('code', 'x'),
    forged('code', 'x', id, 1),
    forged('code', null, id),
    forged('code', { $gt: '' }, id),
    forged('code', 'a\0b', id),
    forged('code', '\ud800', id),
    forged('code', 'x', "' or true --"),
    forged('code', 'x', id.toUpperCase()),
  ]
  for (const cursor of bad) {
    const answer = await get({ sort: 'code', cursor })
    t.equal(answer.statusCode, 400, cursor)
    t.equal(answer.json().code, 'http.cursor_invalid')
  }
  t.equal((await get({ sort: '-code', cursor: nextCursor! })).json().code, 'http.cursor_invalid')
})

t.test('a deep page begins at its place in the index', async (t) => {
  const { nextCursor } = await page({ sort: 'code', limit: '100' })
  const statements: string[] = []
  platform.database.appAll.on('query', ({ sql }) => statements.push(sql))
  await page({ sort: 'code', limit: '100', cursor: nextCursor! })
  platform.database.appAll.removeAllListeners('query')
  t.ok(statements.some((sql) => /\(c\.code, c\.id\) > \(\$\d::text, \$\d::uuid\)/.test(sql)))
  const [plan] = await platform.query<{ 'QUERY PLAN': string }>(
    `explain (format json) select * from crates.crate c where (c.code, c.id) > ('C5'::text, '${randomUUID()}'::uuid)
      order by c.code, c.id limit 5`,
  )
  t.match(JSON.stringify(plan), /Index Cond.*ROW/)
})

t.test('a CSV is the whole list, and read back it is the same', async (t) => {
  const answer = await get({ sort: '-weight,code' }, { accept: 'text/csv' })
  t.equal(answer.statusCode, 200)
  t.match(answer.headers['content-type'], /^text\/csv; charset=utf-8/)
  t.equal(answer.headers['content-disposition'], 'attachment; filename="crates.csv"')
  t.match(answer.body, /^id,code,weight,colour,filledOn,seenAt,isSealed,pieces,shelf\.aisle,shelf\.level\r\n/)
  const rows: Record<string, string>[] = parse(answer.body, { columns: true, relax_column_count: false })
  const expected = await walk({ sort: '-weight,code' })
  t.equal(rows.length, COUNT)
  t.same(
    rows.map((row) => ({ ...row, code: readCsvCell(row.code!) })),
    expected.map((crate) => ({
      id: crate.id,
      code: crate.code,
      weight: String(crate.weight),
      colour: crate.colour ?? '',
      filledOn: crate.filledOn ?? '',
      seenAt: crate.seenAt,
      isSealed: String(crate.isSealed),
      pieces: String(crate.pieces),
      'shelf.aisle': crate.shelf?.aisle ?? '',
      'shelf.level': String(crate.shelf?.level ?? ''),
    })),
  )
  t.notMatch(
    rows.map(({ code }) => code).join('\n'),
    /^[=+@\t-]/m,
    'no spreadsheet takes a text for a formula',
  )
  t.match(answer.body, /,-3,/, 'a negative number stays a number')
})

t.test('no cell of a CSV becomes a formula where a semicolon parts cells, or letters are wide', async (t) => {
  const dangers = ['a;=1+1', 'b\t=1+1', 'c|=1+1', '\n=1+1', '＝1+1', '＠SUM(A1)', '－2']
  const text = writeCsv(dangers.map((danger) => [danger]))
  for (const delimiter of [',', ';', '\t', '|']) {
    const cells = parse(text, { delimiter, relax_quotes: false }) as string[][]
    t.strictSame(
      cells.map(([cell]) => readCsvCell(cell!)),
      dangers,
      `parted by ${JSON.stringify(delimiter)}`,
    )
    t.ok(cells.every((row) => row.every((cell) => !/^[=+\-@\t\r\n＝＋－＠]/.test(cell))))
  }
})

t.test('all rows come as a workbook, texts as they are and figures as figures', async (t) => {
  const answer = await get({ format: 'xlsx', sort: '-weight,code' })
  t.equal(answer.headers['content-disposition'], 'attachment; filename="crates.xlsx"')
  t.match(answer.headers['content-type'], /spreadsheetml/)
  const sheet = await unpack(answer.rawPayload, 'xl/worksheets/sheet1.xml')
  const rows = [...sheet.matchAll(/<row>(.*?)<\/row>/gs)].map(([, cells]) => cells!)
  t.equal(rows.length, COUNT + 1)
  t.match(rows[0], /<t xml:space="preserve">code<\/t>/)
  t.ok(sheet.includes('<v>123456789.123456</v>'), 'a figure is a figure')
  t.ok(sheet.includes('<c t="b"><v>1</v></c>'), 'and a yes is one')
  t.ok(sheet.includes('<t xml:space="preserve">=1+1</t>'), 'what looks like a formula is a text')
  t.ok(sheet.includes('two&#13;\nlines'), 'lines stay lines')
  t.ok(sheet.includes('say "hi"') && !sheet.includes("'=1+1"))
  const byHeader = await get({}, { accept: XLSX })
  t.equal(byHeader.headers['content-type'], answer.headers['content-type'])
})

t.test('a long CSV is many pages, each in a transaction of its own', async (t) => {
  const list = defineList({
    from: (trx) => trx.fromRaw('generate_series(1, 3500) as g(n)'),
    key: 'g.n',
    defaultSort: '-n',
    row: Type.Object({ n: Type.Integer() }),
    fields: { n: { column: 'g.n', type: 'integer', sort: true } },
  })
  let transactions = 0
  const stream = await list.csv((work) => {
    transactions += 1
    return platform.database.transaction({ owners: 'all' }, work)
  }, {})
  let text = ''
  for await (const chunk of stream) text += chunk
  const numbers = text.trim().split('\r\n')
  t.equal(numbers.length, 3501)
  t.same([numbers[1], numbers[1001], numbers.at(-1)], ['3500', '2500', '1'])
  t.equal(transactions, 4)
})

t.test('a CSV that breaks off midway is seen to be broken, and one that nobody reads on ends', async (t) => {
  let pages = 0
  let breaksAt = 3
  const numbers: PluginDeclaration = {
    name: 'numbers',
    version: '0.1.0',
    permissions: { 'numbers.number.read': 'See numbers' },
    routes: () => async (scope) => {
      scope.list('', {
        permission: 'numbers.number.read',
        summary: 'List numbers',
        list: {
          from(trx) {
            pages += 1
            if (pages === breaksAt) throw new Error('the disk is gone')
            return trx.fromRaw('generate_series(1, 1000000) as g(n)')
          },
          key: 'g.n',
          defaultSort: 'n',
          row: Type.Object({ n: Type.Integer() }),
          fields: { n: { column: 'g.n', type: 'integer', sort: true } },
        },
      })
    },
  }
  const core = [accessFor({ all: actorWith('*') })]
  const server = await buildApp({ core, plugins: [numbers], database: platform.database })
  t.teardown(() => server.close())
  const url = `${await server.listen({ port: 0, host: '127.0.0.1' })}/api/v1/numbers?format=csv`
  const headers = { authorization: 'Bearer all' }
  const broken = await fetch(url, { headers })
  t.equal(broken.status, 200)
  await t.rejects(broken.text())
  breaksAt = -1
  pages = 0
  const left = await fetch(url, { headers })
  const reader = left.body!.getReader()
  await reader.read()
  await reader.cancel()
  await server.close()
  t.ok(pages < 500, `${pages} of 1000 pages were read`)
})

t.test('a mistake in a list stops its module, not a request', async (t) => {
  const row = Type.Object({ n: Type.Integer() })
  const good = { from: 'x', key: 'x.n', defaultSort: 'n', row }
  const n = { column: 'x.n', type: 'integer', sort: true } as const
  t.ok(defineList({ ...good, fields: { n } }))
  t.throws(() => defineList({ ...good, fields: {} }), /no field/)
  t.throws(() => defineList({ ...good, fields: { n, m: n } }), /does not stand in its row/)
  t.throws(() => defineList({ ...good, fields: { n, 'a_"b': n } }), /camelCase/)
  t.throws(
    () => defineList({ ...good, fields: { n: { ...n, filter: ['contains'] } } }),
    /no operator contains/,
  )
  t.throws(() => defineList({ ...good, fields: { n: { ...n, parameter: 'count' } } }), /is the list's own/)
  t.throws(() => defineList({ ...good, defaultSort: 'm', fields: { n } }), /invalid querystring/)
  t.ok(defineList(crateList).querystring.properties['weight[gte]'])
})

/** One file of an archive, as a reader that checks sizes and sums gives it. */
async function unpack(archive: Buffer, name: string): Promise<string> {
  const zip = await yauzl.fromBufferPromise(archive)
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName !== name) continue
    const pieces: Buffer[] = []
    for await (const piece of await zip.openReadStreamPromise(entry)) pieces.push(piece as Buffer)
    return Buffer.concat(pieces).toString()
  }
  throw new Error(`the archive has no ${name}`)
}
