import t, { type Test } from 'tap'
import type { Caller } from '../src/testing/start-platform.ts'
import { type LedgerWorld, SUPPLIER, startLedgerWorld } from './ledger-world.ts'

interface Row {
  readonly item: { readonly sku: string } | null
  readonly location: { readonly code: string } | null
  readonly lot: { readonly name: string } | null
  readonly handlingUnit: { readonly code: string } | null
  readonly status: string | null
  readonly onHand: number
}

/** What rows are put in order by, in the words of the API. */
const NAMES: Readonly<Record<string, (row: Row) => string | undefined>> = {
  'item.sku': ({ item }) => item?.sku,
  'location.code': ({ location }) => location?.code,
  'lot.name': ({ lot }) => lot?.name,
  'handlingUnit.code': ({ handlingUnit }) => handlingUnit?.code,
  statusName: ({ status }) => status ?? undefined,
}
const ORDERS = [
  ['item', 'item.sku'],
  ['item', '-item.name'],
  ['item', '-onHand'],
  ['location', 'location.code'],
  ['lot', 'lot.name'],
  ['lot', '-lot.name'],
  ['handlingUnit', 'handlingUnit.code'],
  ['handlingUnit', '-handlingUnit.code'],
  ['item,lot', 'item.sku,lot.name'],
  ['lot,item', '-lot.name,item.sku'],
  ['item,location', 'location.code,-item.sku'],
  ['item,status', 'statusName,item.sku'],
  ['item,location,lot,handlingUnit', 'item.sku,location.code,lot.name'],
  ['owner,item', 'owner.name,-available'],
  ['site', 'site.code'],
] as const

await t.test('the same sums come in every order, page by page, whichever way they are made', async (t) => {
  const world = await startLedgerWorld(t)
  await fill(world)
  const client = await clientOf(world)
  for (const caller of [world.administrator, client]) await compare(t, caller)
})

async function compare(t: Test, caller: Caller): Promise<void> {
  for (const [by, sort] of ORDERS) {
    const whole = await pages(caller, `by=${by}`, 200)
    const sorted = await pages(caller, `by=${by}&sort=${sort}`, 2)
    t.same(new Set(sorted.map(textOf)), new Set(whole.map(textOf)), `${by} in the order of ${sort}`)
    t.equal(sorted.length, whole.length, 'each row once')
    const [first] = sort.split(',') as [string]
    const nameOf = NAMES[first.replace('-', '')]
    if (nameOf === undefined) continue
    const names = sorted.map(nameOf)
    // What has no name stands after all that have one.
    const ordered = names.toSorted((a, b) =>
      a === undefined ? 1 : b === undefined ? -1 : a < b ? -1 : a > b ? 1 : 0,
    )
    t.same(names, first.startsWith('-') ? ordered.reverse() : ordered, 'in their order')
  }
  const matrices = [
    'by=item&across=lot',
    'by=lot&across=item',
    'by=handlingUnit&across=status',
    'by=status,owner&across=location&sort=-onHand',
  ] as const
  for (const query of matrices) {
    const { body } = await caller.send({ url: `/api/v1/ledger/stock/matrix?${query}&limit=200` })
    const listed = await pages(caller, query.replace(/&across=\w+/, ''), 2)
    t.same(
      new Set(body.data.map(({ cells, ...row }: { cells: object }) => textOf(row as Row))),
      new Set(listed.map(textOf)),
      `the rows of ${query}`,
    )
    for (const { onHand, available, held, cells } of body.data) {
      const sum = (name: string) =>
        cells.reduce((total: number, cell: Record<string, number>) => total + cell[name]!, 0)
      t.same([sum('onHand'), sum('available'), sum('held')], [onHand, available, held], query)
    }
  }
}

function textOf(row: Row): string {
  return JSON.stringify(row)
}

async function pages(caller: Caller, query: string, limit: number): Promise<Row[]> {
  const rows: Row[] = []
  for (let cursor = ''; ; ) {
    const { status, body, text } = await caller.send({
      url: `/api/v1/ledger/stock?${query}&limit=${limit}${cursor && `&cursor=${cursor}`}`,
    })
    if (status !== 200) throw new Error(text)
    rows.push(...body.data)
    if (body.nextCursor === null) return rows
    cursor = body.nextCursor
  }
}

/** Items of the house and of a client, with and without lots and units, some of it damaged and on hold. */
async function fill(world: LedgerWorld): Promise<void> {
  const create = async (url: string, payload: object): Promise<string> => {
    const { status, body, text } = await world.administrator.send({
      method: 'POST',
      url: `/api/v1${url}`,
      payload,
    })
    if (status !== 201) throw new Error(`${url}: ${text}`)
    return body.id
  }
  const owner = await create('/access/owners', { kind: 'client', name: 'Client one' })
  const bins = [world.a, world.b, world.c]
  const lot = (item: string, name: string) => create('/items/lots', { item, name })
  const units = [undefined, await unit(world, create), await unit(world, create)]
  for (let n = 0; n < 6; n += 1) {
    const isClients = n % 2 === 1
    const whose = isClients ? { owner } : {}
    const hasLots = n % 3 !== 0
    const item = await create('/items', {
      sku: `SKU-${9 - n}`,
      name: `Thing ${n}`,
      baseUnit: 'each',
      hasLots,
      ...whose,
    })
    const lots = hasLots ? [await lot(item, `L${n}`), await lot(item, `M${n}`)] : [undefined]
    for (const [index, location] of bins.entries()) {
      for (const lot of lots) {
        const status = (n + index) % 4 === 0 ? { status: 'damaged' } : {}
        const handlingUnit = index === 0 && !isClients ? units[n % 3] : undefined
        const to = { location, ...status, ...(handlingUnit && { handlingUnit }) }
        await world.move({
          kind: 'receipt',
          ...whose,
          lines: [{ item, quantity: n + index + 1, from: { location: SUPPLIER }, to, ...(lot && { lot }) }],
        })
      }
    }
    if (n === 4) await create('/ledger/holds', { scope: 'item', subject: item, reason: 'unknown' })
  }
}

async function unit(
  world: LedgerWorld,
  create: (url: string, payload: object) => Promise<string>,
): Promise<string> {
  const code = `PAL-${Math.round(performance.now() * 1_000)}`
  return create('/locations/handling-units', { kind: 'pallet', code, location: world.a })
}

async function clientOf(world: LedgerWorld): Promise<Caller> {
  const { data } = await world.get('/access/owners?name=Client%20one')
  const { body } = await world.administrator.send({
    method: 'POST',
    url: '/api/v1/access/api-keys',
    payload: { name: 'Client', permissions: ['ledger.balance.read'], owners: [data[0].id] },
  })
  return world.withKey(body.token)
}
