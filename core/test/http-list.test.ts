import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import t from 'tap'
import { Type } from 'typebox'
import { defineList } from '../src/http/list/define-list.ts'
import { type Crate, crateList } from './http-fixture.ts'
import { COUNT, type ManyCrates, startManyCrates } from './many-crates.ts'

let crates: ManyCrates
t.before(async () => {
  crates = await startManyCrates(t)
})

t.test('walking the pages gives the whole list, whatever the order, ties and nulls included', async (t) => {
  const sortable = ['code', 'weight', 'colour', 'filledOn', 'seenAt', 'isSealed', 'pieces', 'aisle', 'level']
  const orders = fc
    .shuffledSubarray(sortable, { minLength: 1, maxLength: 4 })
    .chain((names) =>
      fc.tuple(...names.map((name) => fc.boolean().map((down) => (down ? `-${name}` : name)))),
    )
    .map((words) => words.join(','))
  const property = fc.asyncProperty(orders, fc.integer({ min: 7, max: 90 }), async (sort, limit) => {
    const ids = (await crates.walk({ sort, limit: String(limit) })).map(({ id }) => id)
    return JSON.stringify(ids) === JSON.stringify(await wholeList(sort))
  })
  const result = await fc.check(property, { numRuns: 40 })
  t.notOk(result.failed, `seed ${result.seed}, path ${result.counterexamplePath}: ${result.counterexample}`)
})

t.test('a row stands on the wire as it is stored', async (t) => {
  const { data } = await crates.page({ 'weight[gt]': '100', limit: '1', sort: 'seenAt', isSealed: 'false' })
  const [row] = data
  t.equal(row?.weight, 123456789.123456)
  t.match(row?.seenAt, /^2026-11-23T10:00:00\.00000\dZ$/, 'with its microseconds')
  const shelved = await crates.page({ 'aisle[isNull]': 'true', limit: '1' })
  t.equal(shelved.data[0]?.shelf, null)
  const halfKnown = (await crates.walk({ aisle: 'A' })).find(({ shelf }) => shelf?.level === null)
  t.same(halfKnown?.shelf, { aisle: 'A', level: null })
  t.notOk('secret' in row!)
})

t.test('each filter says what it finds', async (t) => {
  const all = await crates.walk({})
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
    const found = await crates.walk(query)
    const expected = all.filter(isFound)
    t.ok(expected.length > 0 && expected.length < COUNT, `${JSON.stringify(query)} divides the list`)
    t.same(new Set(found.map(({ id }) => id)), new Set(expected.map(({ id }) => id)), JSON.stringify(query))
    t.equal((await crates.page({ ...query, count: 'true', limit: '1' })).total, expected.length)
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
    const answer = await crates.get(query)
    t.equal(answer.statusCode, 400, JSON.stringify(query))
    const [fault] = answer.json().errors
    t.match(`${fault.pointer} ${fault.detail}`, says)
  }
  const headers = { authorization: 'Bearer all' }
  const twice = await crates.app.inject({ url: '/api/v1/crates?code=a&code=b', headers })
  t.equal(twice.statusCode, 400)
})

t.test('a cursor that was tampered with, or made for another order, is refused', async (t) => {
  const { nextCursor } = await crates.page({ sort: 'code', limit: '3' })
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
    const answer = await crates.get({ sort: 'code', cursor })
    t.equal(answer.statusCode, 400, cursor)
    t.equal(answer.json().code, 'http.cursor_invalid')
  }
  t.equal((await crates.get({ sort: '-code', cursor: nextCursor! })).json().code, 'http.cursor_invalid')
})

t.test('a deep page begins at its place in the index', async (t) => {
  const { nextCursor } = await crates.page({ sort: 'code', limit: '100' })
  const statements: string[] = []
  crates.platform.database.appAll.on('query', ({ sql }) => statements.push(sql))
  await crates.page({ sort: 'code', limit: '100', cursor: nextCursor! })
  crates.platform.database.appAll.removeAllListeners('query')
  t.ok(statements.some((sql) => /\(c\.code, c\.id\) > \(\$\d::text, \$\d::uuid\)/.test(sql)))
  const [plan] = await crates.platform.query<{ 'QUERY PLAN': string }>(
    `explain (format json) select * from crates.crate c
      where (c.code, c.id) > ('C5'::text, '${randomUUID()}'::uuid)
      order by c.code, c.id limit 5`,
  )
  t.match(JSON.stringify(plan), /Index Cond.*ROW/)
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
  const rows = await crates.platform.query<{ id: string }>(
    `select id from crates.crate order by ${words.join(', ')}, id${last}`,
  )
  return rows.map(({ id }) => id)
}
