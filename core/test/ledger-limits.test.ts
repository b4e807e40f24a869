import t from 'tap'
import { newId } from '../src/database/ids.ts'
import { ADJUSTMENT, CUSTOMER, type LedgerWorld, SUPPLIER, startLedgerWorld } from './ledger-world.ts'

const MOST = 999_999_999
const HOUSE = '00000000-0000-7000-8000-000000000002'

async function create(world: LedgerWorld, url: string, payload: object) {
  return (await world.administrator.send({ method: 'POST', url: `/api/v1${url}`, payload })).body
}

t.test(
  'a balance beyond what can be counted is refused by name, and the rest of the batch goes in',
  async (t) => {
    const world = await startLedgerWorld(t)
    const { a, b, apple } = world
    await world.move({ kind: 'receipt', from: SUPPLIER, to: a, quantity: MOST })
    const { status, body } = await world.post([
      { kind: 'receipt', from: SUPPLIER, to: a, quantity: 1 },
      { from: a, to: b, quantity: 5 },
      { kind: 'receipt', from: SUPPLIER, to: a, quantity: 5 },
      { kind: 'receipt', from: SUPPLIER, to: a, quantity: MOST },
    ])
    t.equal(status, 200)
    t.match(body.outcomes, [
      {
        status: 'refused',
        code: 'ledger.balance_out_of_range',
        pointer: '/movements/0/lines/0/quantity',
        detail: /A holds 999999999 of APPLE/,
      },
      { status: 'posted' },
      { status: 'posted' },
      { code: 'ledger.balance_out_of_range' },
    ])
    const through = [
      { item: apple, quantity: MOST, from: { location: SUPPLIER }, to: { location: a } },
      { item: apple, quantity: MOST, from: { location: a }, to: { location: CUSTOMER } },
    ]
    t.match((await world.post([{ kind: 'receipt', lines: through }])).body.outcomes, [
      { code: 'ledger.balance_out_of_range', pointer: '/movements/0/lines/0/quantity' },
    ])
    t.equal(await world.onHand(a), MOST)
    t.equal((await world.verify()).ok, true)
  },
)

t.test('a status made up to sound like another owner’s stock never reaches it', async (t) => {
  const world = await startLedgerWorld(t)
  const { a } = world
  const clients = []
  for (let n = 0; n < 11; n += 1) {
    clients.push((await create(world, '/access/owners', { kind: 'client', name: `Client ${n}` })).id)
  }
  for (const owner of clients)
    await world.move({ kind: 'receipt', from: SUPPLIER, to: a, quantity: 9, owner })
  const permissions = ['ledger.movement.post']
  const { token } = await create(world, '/access/api-keys', { name: 'House', permissions, owners: [HOUSE] })
  const key = world.withKey(token)
  for (let digit = 0; digit < 10; digit += 1) {
    const from = { location: a, status: `${digit}unrestricted` }
    const { body } = await world.post([{ kind: 'issue', from, to: CUSTOMER }], { as: key })
    t.match(body.outcomes, [{ code: 'ledger.status_unknown' }])
  }
  t.equal(await world.onHand(a), 11 * 9)
})

t.test('an owner or a reason made a moment ago can be posted with at once', async (t) => {
  const world = await startLedgerWorld(t)
  const { a } = world
  await world.move({ kind: 'receipt', from: SUPPLIER, to: a, quantity: 9 })
  const { id: owner } = await create(world, '/access/owners', { kind: 'client', name: 'New client' })
  await world.move({ kind: 'receipt', from: SUPPLIER, to: a, quantity: 1, owner })
  await create(world, '/ledger/reasons', { code: 'tasting', title: 'Tasting' })
  await world.move({ kind: 'adjustment', from: a, to: ADJUSTMENT, reason: 'tasting' })
  t.equal(await world.onHand(a), 9)
})

t.test(
  'one movement id sent at once for different stock is posted once, and taken for the others',
  async (t) => {
    const world = await startLedgerWorld(t)
    const { a, b, c, apple, flour } = world
    const stock = [apple, flour].flatMap((item) => [a, b, c].map((place) => ({ item, place })))
    for (let round = 0; round < 5; round += 1) {
      const id = newId()
      const answers = await Promise.all(
        stock.map(({ item, place }) =>
          world.post([{ id, kind: 'receipt', item, from: SUPPLIER, to: place }]),
        ),
      )
      const words = answers.map(
        ({ body }) => body.outcomes?.[0].code ?? body.outcomes?.[0].status ?? body.code,
      )
      t.same(words.sort(), [...Array(5).fill('ledger.id_taken'), 'posted'])
    }
    t.equal((await world.verify()).ok, true)
  },
)

t.test('reasons belong to the house: whoever is bound to an owner is told so, not failed', async (t) => {
  const world = await startLedgerWorld(t)
  const wish = {
    name: 'Client',
    permissions: ['ledger.reason.write', 'ledger.balance.read'],
    owners: [HOUSE],
  }
  const key = world.withKey((await create(world, '/access/api-keys', wish)).token)
  const payload = { code: 'tasting', title: 'Tasting' }
  const { status, body } = await key.send({ method: 'POST', url: '/api/v1/ledger/reasons', payload })
  t.match({ status, code: body.code }, { status: 403, code: 'ledger.staff_only' })
  const { id, version } = await create(world, '/ledger/reasons', payload)
  const change = await key.send({
    method: 'PATCH',
    url: `/api/v1/ledger/reasons/${id}`,
    headers: { 'if-match': `"${version}"` },
    payload: { title: 'Mine' },
  })
  t.match([id, version, change.status, change.body], [String, Number, 403, { code: 'ledger.staff_only' }])
})

t.test('a place never goes out of use with stock that was posted at the same moment', async (t) => {
  const world = await startLedgerWorld(t)
  const { site, apple, administrator } = world
  for (let round = 0; round < 12; round += 1) {
    const { id } = await create(world, '/locations', { site, code: `R${round}` })
    const close = administrator.send({
      method: 'PATCH',
      url: `/api/v1/locations/${id}`,
      headers: { 'if-match': '"1"' },
      payload: { isActive: false },
    })
    const wish = { kind: 'receipt', item: apple, from: SUPPLIER, to: id }
    const posts = Array.from({ length: round + 1 }, () => world.post([wish]))
    const [{ status }] = await Promise.all([close, ...posts])
    const onHand = await world.onHand(id)
    t.ok(status === 200 ? onHand === 0 : status === 409 && onHand > 0, `${status} with ${onHand} on hand`)
  }
  t.equal((await world.verify()).ok, true)
})

t.test('an item’s step changes before its first posting or not at all', async (t) => {
  const world = await startLedgerWorld(t)
  const { a, administrator } = world
  for (let round = 0; round < 12; round += 1) {
    const wish = { sku: `STEP-${round}`, name: 'Cable', baseUnit: 'm', step: 1 }
    const { id: item } = await create(world, '/items', wish)
    const change = administrator.send({
      method: 'PATCH',
      url: `/api/v1/items/${item}`,
      headers: { 'if-match': '"1"' },
      payload: { step: 2 },
    })
    const [{ status }, { body }] = await Promise.all([
      change,
      world.post([{ kind: 'receipt', item, from: SUPPLIER, to: a }]),
    ])
    t.equal(body.outcomes[0].status, status === 200 ? 'refused' : 'posted')
    const [third] = (await world.post([{ kind: 'receipt', item, quantity: 3, from: SUPPLIER, to: a }])).body
      .outcomes
    t.equal(third.status, status === 200 ? 'refused' : 'posted')
  }
})

t.test('an item, a place, an owner and a status stay as long as the record tells of them', async (t) => {
  const world = await startLedgerWorld(t)
  const { a, apple, query } = world
  await world.move({ kind: 'receipt', from: SUPPLIER, to: a, quantity: 3 })
  for (const [table, where] of [
    ['items.item', `id = '${apple}'`],
    ['locations.location', `id = '${a}'`],
    ['locations.location', `id = '${SUPPLIER}'`],
    ['access.owner', `id = '${HOUSE}'`],
    ['ledger.status', "name = 'unrestricted'"],
  ])
    await t.rejects(query(`delete from ${table} where ${where}`), { code: '23503' }, `${table} ${where}`)
  await t.rejects(query(`update items.item set id = gen_random_uuid() where id = '${apple}'`), {
    code: '23503',
  })
  await query("delete from items.item where sku = 'FLOUR'")
  t.equal((await world.verify()).ok, true)
  await query(`set session_replication_role = replica; delete from items.item where id = '${apple}'`)
  const report = await world.verify()
  t.match(JSON.stringify(report), /buckets_name_what_is_there/, 'whoever goes behind the database is found')
})

t.test('an item that is taken away while stock of it is posted goes first, or stays', async (t) => {
  const world = await startLedgerWorld(t)
  const { a, query } = world
  for (let n = 0; n < 12; n += 1) {
    const { id: item } = await create(world, '/items', { sku: `SHORT-${n}`, name: 'Lived' })
    const posted = world.post([{ kind: 'receipt', item, from: SUPPLIER, to: a, quantity: 1 }])
    const gone = query(`delete from items.item where id = '${item}'`).catch((error) => error)
    const [{ status, body }, deleted] = await Promise.all([posted, gone])
    const isPosted = status === 200 && body.outcomes[0].status === 'posted'
    t.equal(isPosted, deleted.code === '23503', `${status} ${JSON.stringify(body)} ${deleted}`)
  }
  t.equal((await world.verify()).ok, true)
})
