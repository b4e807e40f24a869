import pg from 'pg'
import t from 'tap'
import { newId } from '../src/database/ids.ts'
import { selectClosedThrough } from '../src/ledger/periods/closed-through.ts'
import { type LedgerWorld, SUPPLIER, startLedgerWorld } from './ledger-world.ts'

const COMPANY = '00000000-0000-7000-8000-000000000001'

t.test('what is on hand is unallocated, available or held, and each list says the same', async (t) => {
  const world = await startLedgerWorld(t)
  await receive(world, 10, world.a)
  await receive(world, 4, { location: world.a, status: 'quarantine' })
  await receive(world, 6, world.b)
  await allocate(world, world.b, 2)
  const truck = (
    await send(world, 'POST', '/locations', { site: world.site, kind: 'transit', code: 'TRUCK' })
  ).body.id
  await receive(world, 5, truck)

  t.match(await sums(world, 'item'), [
    { onHand: 25, allocated: 2, unallocated: 23, available: 14, held: 4, inTransit: 5, balances: 4 },
  ])
  const { id } = await place(world, { scope: 'location', subject: world.b, reason: 'leaking roof' })
  t.match(await sums(world, 'item'), [{ onHand: 25, allocated: 2, unallocated: 23, available: 10, held: 10 }])
  t.match(await sums(world, 'location', 'sort=location.code'), [
    { location: { code: 'A' }, available: 10, held: 4 },
    { location: { code: 'B' }, unallocated: 4, available: 0, held: 6 },
    { location: { code: 'TRUCK' }, unallocated: 5, available: 0, held: 0 },
  ])
  const balances = (await world.get('/ledger/balances?sort=location.code,statusName')).data
  t.match(balances, [
    { status: 'quarantine', unallocated: 4, available: 0, held: 4 },
    { status: 'unrestricted', unallocated: 10, available: 10, held: 0 },
    { location: { code: 'B' }, allocated: 2, unallocated: 4, available: 0, held: 6 },
    { location: { code: 'TRUCK' }, available: 0, held: 0 },
  ])
  await send(world, 'POST', `/ledger/holds/${id}/lift`, {})
  t.match(await sums(world, 'item'), [{ available: 14, held: 4 }])
  await place(world, {
    scope: 'item',
    subject: world.apple,
    reason: 'inbound stop',
    blocks: ['receive', 'move'],
  })
  t.match(await sums(world, 'item'), [{ available: 14, held: 4 }], 'what may be shipped is not held')
})

t.test('a hold holds what it is about and all beneath it, and nothing else', async (t) => {
  const world = await startLedgerWorld(t)
  const [lot, other] = [await makeLot(world, 'B77'), await makeLot(world, 'C78')]
  const [pallet, box] = [await makeUnit(world, 'P-1'), newId()]
  await makeUnit(world, 'C-1', { id: box, parent: pallet })
  await stock(world, { quantity: 1, lot })
  await stock(world, { quantity: 2, lot: other })
  await stock(world, { quantity: 4, unit: box })
  await stock(world, { quantity: 8, unit: pallet, lot })
  await stock(world, { quantity: 16, location: world.b })
  const root = (await world.get('/locations?kind=site')).data[0].id
  const house = (await world.get('/access/owners')).data[0].id
  const cases: [string, string, number][] = [
    ['lot', lot, 9],
    ['lot', other, 2],
    ['handling_unit', box, 4],
    ['handling_unit', pallet, 12],
    ['location', world.a, 15],
    ['location', root, 31],
    ['item', world.apple, 31],
    ['item', world.flour, 0],
    ['owner', house, 31],
  ]
  for (const [scope, subject, held] of cases) {
    const placed = await place(world, { scope, subject, reason: 'recall' })
    t.match(placed.held.quantity ?? 0, held, `${scope} counts what it holds`)
    t.match(await sums(world, 'item'), [{ onHand: 31, held, available: 31 - held }], `${scope} holds ${held}`)
    const rows = (await world.get('/ledger/balances')).data as { held: number; available: number }[]
    t.equal(
      rows.reduce((sum, row) => sum + row.held, 0),
      held,
    )
    t.equal(
      rows.reduce((sum, row) => sum + row.available, 0),
      31 - held,
    )
    await send(world, 'POST', `/ledger/holds/${placed.id}/lift`, {})
  }
  await place(world, { scope: 'lot', subject: lot, reason: 'recall' })
  await place(world, { scope: 'location', subject: world.a, reason: 'roof' })
  t.match(await sums(world, 'item'), [{ held: 15 }], 'what is held twice is counted once')
})

t.test('stock is told apart by lot and by handling unit, and asked for by either', async (t) => {
  const world = await startLedgerWorld(t)
  const [lot, unit] = [await makeLot(world, 'B77'), await makeUnit(world, 'P-1')]
  await stock(world, { quantity: 1 })
  await stock(world, { quantity: 2, lot })
  await stock(world, { quantity: 4, lot, unit })
  await stock(world, { quantity: 8, unit, location: world.a })
  t.match(await sums(world, 'lot', 'sort=-lot.name'), [
    { lot: null, onHand: 9 },
    { lot: { id: lot, name: 'B77' }, onHand: 6 },
  ])
  t.match(await sums(world, 'handlingUnit,lot', `handlingUnit=${unit}&sort=onHand`), [
    { handlingUnit: { code: 'P-1' }, lot: { name: 'B77' }, onHand: 4, item: null },
    { handlingUnit: { code: 'P-1' }, lot: null, onHand: 8 },
  ])
  const all = await sums(world, 'item,site,location,owner,status,lot,handlingUnit')
  t.equal(all.length, 4, 'by everything, every balance is a row of its own')
  const of = (filter: string) => world.get(`/ledger/balances?sort=onHand&${filter}`)
  t.match((await of(`lot=${lot}`)).data, [
    { onHand: 2, lot: { name: 'B77' }, handlingUnit: null },
    { onHand: 4, lot: { name: 'B77' }, handlingUnit: { id: unit, code: 'P-1' } },
  ])
  t.equal((await of(`handlingUnit=${unit}&count=true`)).total, 2)
  t.equal((await of('lot.name[startsWith]=B7')).data.length, 2)
  t.equal((await of('handlingUnit.code=P-1&lot.name[isNull]=true')).data.length, 1)
  t.equal((await of('q=b77')).data.length, 2)
  t.equal((await of(`lot=00000000-0000-0000-0000-000000000000`)).data.length, 0, 'none is not a lot')
  t.equal((await of(`lot=${lot}&asOf=${new Date().toISOString()}&zero=true`)).data.length, 2)
})

t.test(
  'a status of one’s own says what may be done with its stock; built-in ones keep their meaning',
  async (t) => {
    const world = await startLedgerWorld(t)
    const built = (await world.get('/ledger/statuses')).data
    t.same(
      built.map(({ name }: { name: string }) => name),
      ['unrestricted', 'quarantine', 'damaged', 'blocked', 'expired', 'returned'],
    )
    const wish = { name: 'showroom', title: 'Showroom', allocatable: true, sellable: true, countable: true }
    const made = await send(world, 'POST', '/ledger/statuses', wish)
    t.match([made.status, made.body], [201, { name: 'showroom', billable: true, plugin: 'own', version: 1 }])
    t.match((await send(world, 'POST', '/ledger/statuses', wish)).body, { code: 'ledger.status_taken' })
    t.equal((await send(world, 'POST', '/ledger/statuses', { ...wish, name: 'Bad Name' })).status, 400)
    await receive(world, 5, { location: world.a, status: 'showroom' })
    t.match(await sums(world, 'status'), [{ status: 'showroom', available: 5, held: 0 }])

    const patch = (row: { id: string; version: number }, payload: object) =>
      world.administrator.send({
        method: 'PATCH',
        url: `/api/v1/ledger/statuses/${row.id}`,
        headers: { 'if-match': `"${row.version}"` },
        payload,
      })
    await allocate(world, world.a, 2)
    t.match((await patch(made.body, { allocatable: false })).body, {
      code: 'ledger.status_has_allocations',
      detail: /1 allocations keep stock in the status showroom/,
    })
    t.equal(
      (await patch(made.body, { title: 'In the window', allocatable: true })).body.title,
      'In the window',
    )
    await world.query('delete from ledger.allocation')
    await world.query('update ledger.balance set allocated = 0')
    t.match((await patch({ ...made.body, version: 1 }, { allocatable: false })).status, 412)
    t.match((await patch({ ...made.body, version: 2 }, { allocatable: false })).body, { allocatable: false })
    t.match(await sums(world, 'status'), [{ status: 'showroom', available: 0, held: 5 }])
    t.match((await patch(built[1], { allocatable: true })).body, {
      code: 'ledger.status_built_in',
      detail: /quarantine belongs to ledger/,
    })
    const audit = await world.get(`/access/audit?entityId=${made.body.id}&sort=at`)
    t.match(audit.data, [{ action: 'create' }, { action: 'change' }, { before: { allocatable: true } }])
  },
)

t.test(
  'books are closed forward; who reopens them needs a right of his own, and no posting slips behind',
  async (t) => {
    const world = await startLedgerWorld(t)
    const url = `/api/v1/access/companies/${COMPANY}/closed-through`
    const put = async (
      closedThrough: string | null,
      version: number,
      as = world.administrator as { send: typeof world.administrator.send },
    ) => as.send({ method: 'PUT', url, headers: { 'if-match': `"${version}"` }, payload: { closedThrough } })
    t.match((await world.get('/access/companies')).data, [{ closedThrough: null }])
    t.match(await world.get(`/access/companies/${COMPANY}`), { closedThrough: null, version: 1 })
    const may = '2026-06-01T00:00:00Z'
    t.match((await put(may, 1)).body, { closedThrough: '2026-06-01T00:00:00.000000Z', version: 2 })
    t.equal((await put(may, 1)).status, 412)
    t.match((await put(may, 2)).body, { version: 2 }, 'closed twice is closed once')
    t.match((await put(new Date(Date.now() + 60_000).toISOString(), 2)).body, {
      code: 'access.period_in_future',
    })

    const permissions = ['access.period.close', 'access.company.read']
    const { token } = (await send(world, 'POST', '/access/api-keys', { name: 'Books', permissions })).body
    const books = world.withKey(token)
    t.match((await put('2026-05-01T00:00:00Z', 2, books)).body, {
      code: 'access.period_goes_back',
      detail: /House are closed through 2026-06-01.*access\.period\.reopen/,
    })
    t.equal((await put(null, 2, books)).status, 403)
    t.match((await put('2026-07-01T00:00:00Z', 2, books)).body, { version: 3 })
    t.match((await world.get(`/access/audit?entityId=${COMPANY}`)).data, [
      { after: { closedThrough: '2026-07-01T00:00:00.000000Z' }, before: { closedThrough: /2026-06-01/ } },
      {},
    ])

    const client = await connect(t, world)
    t.same([...(await selectClosedThrough(client, [1, 2]))], [[1, Date.parse('2026-07-01T00:00:00Z') * 1000]])
    await client.query('begin')
    await client.query("select * from ledger.open_holds('{}', '{}', '{}', '{}', '{}', '{}')")
    let isClosed = false
    const closing = put('2026-08-01T00:00:00Z', 3).then((answer) => {
      isClosed = true
      return answer
    })
    for (let n = 0; n < 300; n += 1) {
      const rows = await world.query("select from pg_locks where not granted and locktype = 'advisory'")
      if (rows.length > 0) break
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    t.equal(isClosed, false, 'the closing waits for a posting that has looked already')
    await client.query('commit')
    t.equal((await closing).status, 200)
    t.equal((await put(null, 4)).body.closedThrough, null)
    t.same([...(await selectClosedThrough(client, [1]))], [])
  },
)

t.test('what is told late is refused before the end of a closed period, and only there', async (t) => {
  const world = await startLedgerWorld(t)
  const closed = new Date(Date.now() - 3_600_000).toISOString()
  await world.administrator.send({
    method: 'PUT',
    url: `/api/v1/access/companies/${COMPANY}/closed-through`,
    headers: { 'if-match': '"1"' },
    payload: { closedThrough: closed },
  })
  const at = (minutes: number) => ({
    kind: 'receipt',
    from: SUPPLIER,
    to: world.a,
    effectiveAt: new Date(Date.now() - minutes * 60_000).toISOString(),
  })
  t.match((await world.post([at(90), at(30)])).body.outcomes, [
    { code: 'ledger.period_closed', detail: /closed until/ },
    { status: 'posted' },
  ])
})

t.test('one piece on hold takes one off what is available', async (t) => {
  const world = await startLedgerWorld(t)
  await receive(world, 5, world.a)
  const [balance] = await world.query<{ bucket: string }>(
    'select bucket from ledger.balance where on_hand = 5',
  )
  const serials = [newId(), newId()]
  for (const [n, id] of serials.entries()) {
    await world.query(
      `insert into ledger.serial (id, item, owner, number, bucket, first_at, last_at, last_effective_at)
         values ($1, $2, 1, $3, $4, now(), now(), now())`,
      [id, world.apple, `SN-${n}`, balance!.bucket],
    )
  }
  const first = await place(world, { scope: 'serial', subject: serials[0], reason: 'noisy' })
  t.match(first, { subject: { name: 'SN-0' }, item: { sku: 'APPLE' }, held: { quantity: 1, balances: 1 } })
  await place(world, { scope: 'serial', subject: serials[0], reason: 'scratched' })
  t.match(await sums(world, 'item'), [{ onHand: 5, unallocated: 5, available: 4, held: 1 }])
  await place(world, { scope: 'serial', subject: serials[1], reason: 'noisy' })
  t.match((await world.get('/ledger/balances')).data, [{ available: 3, held: 2 }])
  await place(world, { scope: 'item', subject: world.apple, reason: 'recall' })
  t.match(await sums(world, 'item'), [{ available: 0, held: 5 }])
})

t.test('a debt limit cannot be taken from under a debt, and the refusal names it', async (t) => {
  const world = await startLedgerWorld(t)
  const patch = async (debtLimit: number) => {
    const { version } = await world.get(`/locations/${world.a}`)
    const headers = { 'if-match': `"${version}"` }
    return world.administrator.send({
      method: 'PATCH',
      url: `/api/v1/locations/${world.a}`,
      headers,
      payload: { debtLimit },
    })
  }
  t.equal((await patch(5)).status, 200)
  await world.move({ from: world.a, to: world.b, quantity: 3 })
  const refused = await patch(2)
  t.equal(refused.status, 409)
  t.match(
    refused.body.detail,
    /In A, APPLE stands at -3, below a limit of 2; bring it up first, or allow 3 at least/,
  )
  t.equal((await patch(3)).status, 200)
  t.match((await world.get('/ledger/debts')).data, [{ onHand: -3, debtLimit: 3 }])
  t.equal((await world.verify()).ok, true)
})

t.test('a balance that was written with another lot than its bucket is found', async (t) => {
  const world = await startLedgerWorld(t)
  await stock(world, { quantity: 3, lot: await makeLot(world, 'B77') })
  t.equal((await world.verify()).ok, true)
  await world.query("update ledger.balance set lot = '00000000-0000-0000-0000-000000000000'")
  const report = await world.verify()
  t.equal(report.ok, false)
  t.match(JSON.stringify(report), /balance_copies_its_bucket/)
})

// biome-ignore lint/suspicious/noExplicitAny: a test knows what it asks for, and asserts it
function send(world: LedgerWorld, method: 'POST' | 'PATCH', url: string, payload: object): Promise<any> {
  return world.administrator.send({ method, url: `/api/v1${url}`, payload })
}

// biome-ignore lint/suspicious/noExplicitAny: a test knows what it asks for, and asserts it
async function place(world: LedgerWorld, payload: object): Promise<any> {
  const { status, body, text } = await send(world, 'POST', '/ledger/holds', payload)
  if (status !== 201) throw new Error(text)
  return body
}

// biome-ignore lint/suspicious/noExplicitAny: a test knows what it asks for, and asserts it
async function sums(world: LedgerWorld, by: string, more = ''): Promise<any[]> {
  return (await world.get(`/ledger/stock?by=${by}&${more}`)).data
}

function receive(
  world: LedgerWorld,
  quantity: number,
  to: string | { location: string; status: string },
): Promise<string> {
  return world.move({ kind: 'receipt', from: SUPPLIER, to, quantity })
}

/** An allocation as the ledger would have written it. */
async function allocate(world: LedgerWorld, location: string, quantity: number): Promise<void> {
  await world.query(
    `with kept as (update ledger.balance set allocated = $2 where location = $1 and on_hand > 0
                    returning bucket, owner)
     insert into ledger.allocation (id, bucket, demand_kind, demand, quantity, owner)
       select gen_random_uuid(), bucket, 'order', gen_random_uuid(), $2, owner from kept`,
    [location, quantity],
  )
}

async function makeLot(world: LedgerWorld, name: string): Promise<string> {
  const id = newId()
  await world.query('insert into items.lot (id, item, name) values ($1, $2, $3)', [id, world.apple, name])
  return id
}

async function makeUnit(
  world: LedgerWorld,
  code: string,
  { id = newId(), parent = null }: { id?: string; parent?: string | null } = {},
): Promise<string> {
  await world.query(
    `insert into locations.handling_unit (id, code, kind, location, parent)
       values ($1, $2, 'pallet', $3, $4)`,
    [id, code, world.a, parent],
  )
  return id
}

/** Receives apples, of a lot and on a unit where they are named. */
async function stock(
  world: LedgerWorld,
  {
    quantity,
    lot,
    unit,
    location = world.a,
  }: { quantity: number; lot?: string; unit?: string; location?: string },
): Promise<void> {
  await world.query('update items.item set has_lots = $2 where id = $1', [world.apple, lot !== undefined])
  const to = { location, ...(unit === undefined ? {} : { handlingUnit: unit }) }
  const line = {
    item: world.apple,
    quantity,
    ...(lot === undefined ? {} : { lot }),
    from: { location: SUPPLIER },
    to,
  }
  await world.move({ kind: 'receipt', lines: [line] })
}

/** A connection of the posting role, as a node has it. */
async function connect(t: { teardown(end: () => unknown): void }, world: LedgerWorld): Promise<pg.Client> {
  const { host, port, database, credentials } = world.access
  const client = new pg.Client({
    host,
    port,
    database,
    user: 'stowage_hook',
    password: credentials.hookPassword,
  })
  client.setTypeParser(20, Number)
  await client.connect()
  t.teardown(() => client.end())
  return client
}
