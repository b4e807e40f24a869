import t from 'tap'
import { newId } from '../src/database/ids.ts'
import { CUSTOMER, type LedgerWorld, type Side, SUPPLIER, startLedgerWorld } from './ledger-world.ts'

interface Cell {
  readonly column: string | null
  readonly name: string | null
  readonly onHand: number
  readonly onHandBefore: number | null
}
interface Row {
  readonly item: { readonly sku: string } | null
  readonly lot: { readonly name: string } | null
  readonly onHand: number
  readonly onHandBefore: number | null
  readonly available: number | null
  readonly cells: readonly Cell[]
}
interface Page {
  readonly data: readonly Row[]
  readonly nextCursor: string | null
}

const COMPANY = '00000000-0000-7000-8000-000000000001'

t.test('stock of all sites stands on one page, and each row adds up to its cells', async (t) => {
  const world = await startLedgerWorld(t)
  const other = await secondSite(world)
  await receive(world, 7, world.a)
  await receive(world, 5, other)
  await receive(world, 2, { location: other, status: 'damaged' })
  await receive(world, 1.5, world.b, { item: world.flour })
  const { data } = await matrix(world, 'by=item&across=site&sort=item.sku')
  t.match(data, [
    {
      item: { sku: 'APPLE' },
      onHand: 14,
      available: 12,
      held: 2,
      cells: [
        { name: 'S1', onHand: 7, available: 7 },
        { name: 'S2', onHand: 7, available: 5, held: 2 },
      ],
    },
    { item: { sku: 'FLOUR' }, onHand: 1.5, cells: [{ name: 'S1', onHand: 1.5 }] },
  ])
  const byStatus = await matrix(world, 'by=item&across=status&sort=-onHand')
  t.match(byStatus.data[0]?.cells, [
    { column: 'damaged', onHand: 2, available: 0 },
    { column: 'unrestricted', onHand: 12, available: 12 },
  ])
  const bySite = await matrix(world, 'by=site&across=owner')
  t.same(
    bySite.data.map((row) => row.cells.map(({ onHand }) => onHand)),
    [[8.5], [7]],
  )
})

t.test('lots, and stock without one, are rows and columns like any other', async (t) => {
  const world = await startLedgerWorld(t)
  const item = (
    await world.administrator.send({
      method: 'POST',
      url: '/api/v1/items',
      payload: { sku: 'CANDLE', name: 'Candle', baseUnit: 'each', hasLots: true },
    })
  ).body.id
  const lot = (
    await world.administrator.send({
      method: 'POST',
      url: '/api/v1/items/lots',
      payload: { item, name: 'B77' },
    })
  ).body.id
  await world.move({
    kind: 'receipt',
    lines: [{ item, quantity: 4, from: outside, to: place(world.a), lot }],
  })
  await receive(world, 9, world.a)
  const { data } = await matrix(world, 'by=lot&across=site&sort=lot.name')
  t.match(data, [
    { lot: { name: 'B77' }, onHand: 4, cells: [{ name: 'S1', onHand: 4 }] },
    { lot: null, onHand: 9, cells: [{ onHand: 9 }] },
  ])
  const across = await matrix(world, 'by=site&across=lot')
  t.match(across.data[0]?.cells, [
    { column: lot, name: 'B77', onHand: 4 },
    { column: null, name: null, onHand: 9 },
  ])
  const one = await matrix(world, `by=item&across=lot&columns=${lot}&sort=item.sku`)
  t.match(
    one.data.map(({ onHand, cells }) => [onHand, cells.length]),
    [
      [9, 0],
      [4, 1],
    ],
    'columns that were not asked for still count in the row',
  )
  const none = (await world.get('/ledger/balances?withoutLot=true&isLoose=true')).data
  t.match(none, [{ onHand: 9, lot: null, location: { path: 'S1/A' } }])
})

t.test('pages of items go on where the last one ended, and every item is on one of them', async (t) => {
  const world = await startLedgerWorld(t)
  const skus = Array.from({ length: 23 }, (_, n) => `SKU-${String(n).padStart(2, '0')}`)
  for (const sku of skus) {
    const payload = { sku, name: sku, baseUnit: 'each' }
    const item = (await world.administrator.send({ method: 'POST', url: '/api/v1/items', payload })).body.id
    if (!sku.endsWith('3')) await receive(world, 3, world.a, { item })
  }
  const seen: string[] = []
  for (let cursor = ''; ; ) {
    const page = await matrix(world, `by=item&across=site&sort=item.sku&limit=5${cursor}`)
    seen.push(...page.data.map(({ item }) => item!.sku))
    if (page.nextCursor === null) break
    cursor = `&cursor=${encodeURIComponent(page.nextCursor)}`
  }
  t.same(
    seen,
    skus.filter((sku) => !sku.endsWith('3')),
  )
  const whole = (await world.get('/ledger/stock?by=item&sort=item.sku&limit=200')).data
  t.same(
    whole.map(({ item }: { item: { sku: string } }) => item.sku),
    seen,
    'the list of sums has the same rows',
  )
})

t.test('two instants are compared, also for what is gone since, and on two clocks', async (t) => {
  const world = await startLedgerWorld(t)
  await receive(world, 10, world.a)
  const before = await instantNow(world)
  await world.move({ kind: 'transfer', quantity: 4, from: world.a, to: world.b })
  await receive(world, 3, world.b, { item: world.flour })
  await world.move({ kind: 'issue', quantity: 6, from: world.a, to: CUSTOMER })
  const { data } = await matrix(world, `by=item&across=location&sort=item.sku&beforeAsOf=${before}`)
  t.match(data, [
    {
      item: { sku: 'APPLE' },
      onHand: 4,
      onHandBefore: 10,
      cells: [
        { name: 'A', onHand: 0, onHandBefore: 10 },
        { name: 'B', onHand: 4, onHandBefore: 0 },
      ],
    },
    { item: { sku: 'FLOUR' }, onHand: 3, onHandBefore: 0 },
  ])
  const late = new Date(Date.parse(before) - 3_600_000 * 5).toISOString()
  await receive(world, 8, world.c, { effectiveAt: late })
  const told = await matrix(world, `by=item&across=site&asOf=${before}&beforeAsKnownAt=${before}`)
  t.match(
    told.data[0],
    { onHand: 18, onHandBefore: 10 },
    'what was told late is the difference of the clocks',
  )
  const both = await world.administrator.send({
    url: `/api/v1/ledger/stock/matrix?by=item&across=site&beforeAsOf=${before}&beforeAsKnownAt=${before}`,
  })
  t.match(both.body, { status: 400, code: 'ledger.two_clocks' })
})

t.test('rows that changed are read again by their members, and the rest is left alone', async (t) => {
  const world = await startLedgerWorld(t)
  await receive(world, 7, world.a)
  await receive(world, 2, world.b)
  await receive(world, 1.5, world.b, { item: world.flour })
  const { data } = await matrix(world, `by=item&across=site&sort=item.sku&members=${world.flour}`)
  t.match(data, [{ item: { sku: 'FLOUR' }, onHand: 1.5, cells: [{ name: 'S1', onHand: 1.5 }] }])
  t.equal(data.length, 1)
  const bins = await matrix(world, `by=location,item&across=status&members=${world.b}&sort=-onHand`)
  t.same(
    bins.data.map(({ item, onHand }) => [item?.sku, onHand]),
    [
      ['APPLE', 2],
      ['FLOUR', 1.5],
    ],
  )
})

t.test('a matrix is taken out as a file, with one figure in its columns', async (t) => {
  const world = await startLedgerWorld(t)
  const other = await secondSite(world)
  await receive(world, 7, world.a)
  await receive(world, 2, { location: other, status: 'damaged' })
  await receive(world, 1.5, world.b, { item: world.flour })
  const file = (query: string) =>
    world.administrator.send({ url: `/api/v1/ledger/stock/matrix?by=item&across=site&${query}` })
  const csv = await file('format=csv')
  t.match(csv.headers['content-disposition'], /stock\.csv/)
  t.same(csv.text.trim().split('\r\n'), [
    'sku,name,baseUnit,S1,S2,onHand',
    'APPLE,Apple,each,7,2,9',
    'FLOUR,Flour,kg,1.5,0,1.5',
  ])
  t.match((await file('format=csv&figure=available')).text, /APPLE,Apple,each,7,0,7/)
  const { id } = (await world.get('/locations/sites?code=S2')).data[0]
  t.match((await file(`format=csv&columns=${id}`)).text, /baseUnit,S2,onHand\r\nAPPLE,Apple,each,2,9/)
  t.match(
    (await file(`format=csv&site=${id}`)).text,
    /^sku,name,baseUnit,S2,onHand\r\nAPPLE,Apple,each,2,2\r\n$/,
  )
  const xlsx = await file('format=xlsx&sort=-onHand')
  t.match(xlsx.headers['content-type'], /spreadsheetml/)
  t.ok(xlsx.text.startsWith('PK'))
  const { text } = await world.administrator.send({
    url: '/api/v1/ledger/stock/matrix?by=site,status&across=lot&format=csv',
  })
  t.match(text, /^site,status,none,onHand\r\nS1,unrestricted,8.5,8.5\r\nS2,damaged,2,2\r\n$/)
})

t.test('a matrix that cannot be is refused in a sentence', async (t) => {
  const world = await startLedgerWorld(t)
  const cases = [
    ['by=item&across=item', 400, 'ledger.dimension_twice'],
    ['by=item,item&across=site', 400, 'ledger.dimension_twice'],
    ['by=item&across=colour', 400, 'http.invalid_input'],
    ['by=item', 400, 'http.invalid_input'],
    ['by=item&across=site&format=pdf', 400, 'http.invalid_input'],
    ['by=site&across=item&members=00000000-0000-7000-8000-000000000011', 400, 'ledger.members_of_few'],
    ['by=item&across=site&members=apple', 400, 'http.invalid_input'],
    ['by=item&across=site&figure=weight&format=csv', 400, 'http.invalid_input'],
  ] as const
  for (const [query, status, code] of cases) {
    const answer = await world.administrator.send({ url: `/api/v1/ledger/stock/matrix?${query}` })
    t.match(answer.body, { status, code }, query)
    t.notMatch(answer.body.detail, /[{}]/)
  }
})

const outside = { location: SUPPLIER }
const place = (location: string) => ({ location })

async function matrix(world: LedgerWorld, query: string): Promise<Page> {
  const page: Page = await world.get(`/ledger/stock/matrix?${query}`)
  for (const row of page.data) {
    const whole = row.cells.reduce((sum, cell) => sum + cell.onHand, 0)
    if (!query.includes('columns=') && Math.abs(whole - row.onHand) > 1e-9) {
      throw new Error(`${JSON.stringify(row)} does not add up`)
    }
  }
  return page
}

async function receive(world: LedgerWorld, quantity: number, to: Side, more: object = {}): Promise<void> {
  await world.move({ kind: 'receipt', quantity, from: SUPPLIER, to, ...more })
}

async function secondSite(world: LedgerWorld): Promise<string> {
  const create = async (url: string, payload: object) =>
    (await world.administrator.send({ method: 'POST', url: `/api/v1${url}`, payload })).body.id as string
  const site = await create('/locations/sites', {
    company: COMPANY,
    code: 'S2',
    name: 'Shop',
    timeZone: 'UTC',
  })
  return create('/locations', { id: newId(), site, kind: 'bin', code: 'SHELF' })
}

/** The database's own clock, which is that of postings. */
async function instantNow(world: LedgerWorld): Promise<string> {
  const { data } = await world.get('/ledger/lines?limit=1')
  return new Date(Date.parse(data[0].at) + 1).toISOString()
}
