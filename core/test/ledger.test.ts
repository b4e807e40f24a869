import t from 'tap'
import { newId } from '../src/database/ids.ts'
import { ADJUSTMENT, CUSTOMER, newKey, SUPPLIER, startLedgerWorld } from './ledger-world.ts'

const OPERATOR = '00000000-0000-7000-8000-000000000053'

t.test('goods come in, move, go out, and every figure is there at once', async (t) => {
  const world = await startLedgerWorld(t)
  const { a, b, apple } = world
  await world.move({ kind: 'receipt', from: SUPPLIER, to: a, quantity: 10 })
  await world.move({ from: a, to: b, quantity: 4 })
  await world.move({ kind: 'issue', from: b, to: CUSTOMER, quantity: 3 })
  await world.move({
    kind: 'adjustment',
    from: a,
    to: ADJUSTMENT,
    quantity: 1,
    reason: 'damaged',
    note: 'fell',
  })
  t.equal(await world.onHand(a), 5)
  t.equal(await world.onHand(b), 1)

  const { data } = await world.get(`/ledger/stock?by=item,site&item=${apple}`)
  t.match(data, [{ item: { sku: 'APPLE' }, site: { code: 'S1' }, onHand: 6, available: 6, balances: 2 }])
  const behind = await world.get(`/ledger/lines?location=${a}&sort=at`)
  t.same(
    behind.data.map(({ change }: { change: number }) => change),
    [10, -4, -1],
    'the lines behind the figure add up to it',
  )
  const [from, until] = [-60_000, 60_000].map((ms) => new Date(Date.now() + ms).toISOString())
  const period = `from=${from}&until=${until}`
  t.match((await world.get(`/ledger/turnover?${period}`)).data, [
    { sku: 'APPLE', issued: 4, received: 10, moved: 4, lines: 4 },
  ])
  t.match(behind.data[2], {
    kind: 'adjustment',
    reason: 'damaged',
    note: 'fell',
    from: { code: 'A' },
    fromAfter: 5,
  })
  t.equal((await world.verify()).ok, true)
})

t.test('a batch gives every movement an outcome of its own, or all of them none', async (t) => {
  const world = await startLedgerWorld(t)
  const { a, b } = world
  const wish = [
    { kind: 'receipt', from: SUPPLIER, to: a, quantity: 5 },
    { from: a, to: b, quantity: 9 },
    { from: a, to: b, quantity: 2 },
  ]
  const dry = await world.post(wish, { dryRun: true })
  t.same(
    dry.body.outcomes.map(({ status }: { status: string }) => status),
    ['posted', 'refused', 'posted'],
  )
  t.equal(await world.onHand(a), 0, 'a dry run leaves nothing')

  const all = await world.post(wish, { mode: 'all' })
  t.equal(all.status, 422)
  t.match(all.body, { code: 'ledger.batch_refused', errors: [{ code: 'ledger.insufficient_stock' }] })
  t.match(all.body.errors[0], {
    pointer: '/movements/1/lines/0/quantity',
    detail: /A holds 5 of APPLE.*9 were asked/,
  })
  t.equal(await world.onHand(a), 0, 'one refusal refuses all')

  const each = await world.post(wish)
  t.same(
    each.body.outcomes.map(({ status }: { status: string }) => status),
    ['posted', 'refused', 'posted'],
  )
  t.equal(await world.onHand(a), 3)
  t.equal(await world.onHand(b), 2)
})

t.test('a movement is judged by its net effect, not line by line', async (t) => {
  const world = await startLedgerWorld(t)
  const { a, b, apple } = world
  const lines = [
    { item: apple, quantity: 4, from: { location: a }, to: { location: b } },
    { item: apple, quantity: 4, from: { location: SUPPLIER }, to: { location: a } },
  ]
  t.match((await world.post([{ kind: 'transfer', lines }])).body, { outcomes: [{ status: 'posted' }] })
  t.equal(await world.onHand(a), 0)
  t.equal(await world.onHand(b), 4)
  t.equal((await world.verify()).ok, true)
})

t.test('pressing twice posts once, and the second press gets the first answer', async (t) => {
  const world = await startLedgerWorld(t)
  const key = newKey()
  const wish = [{ kind: 'receipt', from: SUPPLIER, to: world.a, quantity: 5 }]
  const answers = await Promise.all([1, 2, 3].map(() => world.post(wish, { key })))
  const later = await world.post(wish, { key })
  for (const answer of [...answers, later]) t.same(answer.body.outcomes, answers[0]!.body.outcomes)
  t.equal(later.body.replayed, true)
  t.equal(await world.onHand(world.a), 5)

  const other = await world.post([{ ...wish[0], quantity: 6 }], { key })
  t.equal(other.status, 409)
  t.equal(other.body.code, 'ledger.key_reused')

  const refusedKey = newKey()
  const tooMuch = [{ from: world.b, to: world.a, quantity: 1 }]
  const refused = await world.post(tooMuch, { key: refusedKey })
  await world.move({ kind: 'receipt', from: SUPPLIER, to: world.b, quantity: 1 })
  t.same(
    (await world.post(tooMuch, { key: refusedKey })).body.outcomes,
    refused.body.outcomes,
    'a refusal stays one',
  )
})

t.test('many movements are reversed at once, the last first, and each refusal is told', async (t) => {
  const world = await startLedgerWorld(t)
  const { a, b } = world
  const received = await world.move({ kind: 'receipt', from: SUPPLIER, to: a, quantity: 5 })
  const moved = await world.move({ from: a, to: b, quantity: 5 })
  const reverse = (query: string, named: object) =>
    world.administrator.send({
      method: 'POST',
      url: `/api/v1/ledger/movements/bulk${query}`,
      payload: { ...named, change: { act: 'reverse', note: 'wrong day' } },
    })
  const alone = await reverse('', { ids: [received] })
  t.match(alone.body, {
    done: 0,
    refused: 1,
    refusals: [{ id: received, code: 'ledger.insufficient_stock' }],
  })
  t.match((await reverse('', { ids: [received, moved] })).body, { done: 2, refused: 0 })
  t.equal((await world.onHand(a)) + (await world.onHand(b)), 0)
  t.match(await world.get(`/ledger/movements/${received}`), { reversedBy: /.+/ })
  t.match((await reverse('?kind=transfer', { isAll: true })).body, {
    refusals: [{ id: moved, code: 'ledger.already_reversed' }],
  })
  t.equal((await world.verify()).ok, true)
})

t.test('a movement is undone by its reversal alone, and once', async (t) => {
  const world = await startLedgerWorld(t)
  const { a, b, administrator } = world
  const receipt = await world.move({ kind: 'receipt', from: SUPPLIER, to: a, quantity: 5 })
  const undo = (id: string, headers = {}) =>
    administrator.send({
      method: 'POST',
      url: `/api/v1/ledger/movements/${id}/reversal`,
      payload: { reason: 'mistake' },
      headers,
    })
  const move = await world.move({ from: a, to: b, quantity: 5 })

  const early = await undo(receipt)
  t.equal(early.status, 422, 'what has gone on cannot be taken back')
  t.equal(early.body.code, 'ledger.insufficient_stock')

  const first = await undo(move)
  t.equal(first.status, 200)
  const reversal = first.body.outcomes[0].id
  t.equal(await world.onHand(a), 5)
  const again = await undo(move)
  t.equal(again.status, 409)
  t.match(again.body, { code: 'ledger.already_reversed', facts: { reversedBy: reversal } })
  t.match(await world.get(`/ledger/movements/${move}`), { reversedBy: reversal, kind: 'transfer' })
  t.match(await world.get(`/ledger/movements/${reversal}`), {
    reverses: move,
    kind: 'reversal',
    reason: 'mistake',
  })

  t.equal((await undo(reversal)).status, 200, 'the reversal of a reversal does it again')
  t.equal(await world.onHand(b), 5)
  t.equal((await undo(newId())).status, 404)
  t.equal((await world.verify()).ok, true)
})

t.test(
  'who moves stock on the floor takes back what he posted last, for minutes, and nothing else',
  async (t) => {
    const world = await startLedgerWorld(t)
    const { a, b, administrator } = world
    await world.move({ kind: 'receipt', from: SUPPLIER, to: a, quantity: 9 })
    const payload = { name: 'Rosa', permissions: [], roles: [{ role: OPERATOR }] }
    const { body } = await administrator.send({ method: 'POST', url: '/api/v1/access/api-keys', payload })
    const rosa = world.withKey(body.token)
    const send = (id: string, way: string, headers = {}) =>
      rosa.send({ method: 'POST', url: `/api/v1/ledger/movements/${id}/${way}`, payload: {}, headers })
    const move = async () =>
      (await world.post([{ from: a, to: b, quantity: 1 }], { as: rosa })).body.outcomes[0].id as string
    const theirs = await world.move({ from: a, to: b, quantity: 2 })
    t.match((await send(theirs, 'undo')).body, { status: 403, code: 'ledger.undo_not_own' })
    t.equal((await send(newId(), 'undo')).status, 404)
    const first = await move()
    const last = await move()
    t.match((await send(first, 'undo')).body, { status: 409, code: 'ledger.undo_not_last' })
    t.match((await send(last, 'reversal')).body, { status: 403, code: 'http.forbidden' })
    const headers = { 'idempotency-key': newKey() }
    const undone = await send(last, 'undo', headers)
    t.equal(undone.status, 200, undone.text)
    t.match(
      (await send(last, 'undo', headers)).body,
      { ...undone.body, replayed: true },
      'once, however often',
    )
    t.match((await send(last, 'undo')).body, { status: 409, code: 'ledger.already_reversed' })
    t.equal(await world.onHand(a), 6)
    t.equal((await world.verify()).ok, true)
    const old = await move()
    await world.query(`update ledger.movement set at = at - interval '11 minutes' where id = '${old}'`)
    t.match((await send(old, 'undo')).body, {
      status: 409,
      code: 'ledger.undo_too_late',
      detail: /more than 10 minutes old/,
    })
  },
)

t.test('an owner’s key sees that owner’s stock and nobody else’s, by any question', async (t) => {
  const world = await startLedgerWorld(t)
  const { a, b, administrator } = world
  const create = async (url: string, payload: object) =>
    (await administrator.send({ method: 'POST', url: `/api/v1${url}`, payload })).body
  const client = await create('/access/owners', { kind: 'client', name: 'Client Ltd' })
  const ours = await world.move({ kind: 'receipt', from: SUPPLIER, to: a, quantity: 7 })
  const theirs = await world.move({ kind: 'receipt', from: SUPPLIER, to: b, quantity: 3, owner: client.id })
  const permissions = [
    'ledger.balance.read',
    'ledger.movement.read',
    'ledger.movement.post',
    'ledger.movement.reverse',
  ]
  const { token } = await create('/access/api-keys', { name: 'Client', permissions, owners: [client.id] })
  const key = world.withKey(token)
  const ask = async (url: string) => (await key.send({ url: `/api/v1${url}` })).body
  t.match(await ask('/ledger/balances?count=true'), { total: 1, data: [{ onHand: 3 }] })
  t.match((await ask('/ledger/stock?by=item')).data, [{ onHand: 3 }])
  t.match((await ask(`/ledger/balances?location=${a}`)).data, [])
  t.match(await ask('/ledger/movements?count=true'), { total: 1, data: [{ id: theirs }] })
  t.equal((await ask('/ledger/lines?count=true')).total, 1)
  t.equal((await ask(`/ledger/balances?asOf=${new Date().toISOString()}&count=true`)).total, 1)
  t.equal((await key.send({ url: `/api/v1/ledger/movements/${ours}` })).status, 404)
  const csv = await key.send({ url: '/api/v1/ledger/balances?format=csv' })
  t.equal(csv.text.trim().split('\n').length, 2)
  t.match((await world.post([{ quantity: 1 }], { as: key })).body.outcomes, [
    { code: 'ledger.owner_required', detail: /say in `owner` whose it is/ },
  ])
  t.match((await world.post([{ from: b, to: a, owner: client.id }], { as: key })).body.outcomes, [
    { status: 'posted' },
  ])
  const undo = await key.send({
    method: 'POST',
    url: `/api/v1/ledger/movements/${ours}/reversal`,
    payload: {},
  })
  t.equal(undo.status, 404)
})

t.test('one figure changed by SQL is named by verify', async (t) => {
  const world = await startLedgerWorld(t)
  await world.move({ kind: 'receipt', from: SUPPLIER, to: world.a, quantity: 5 })
  await world.move({ quantity: 2 })
  t.equal((await world.verify()).ok, true)
  const [line] = await world.query<{ id: string }>('select id from ledger.line order by id desc limit 1')
  const figures = [
    ['ledger.line set quantity = quantity + 1', 'ledger.line set quantity = quantity - 1'],
    ['ledger.line set to_after = to_after + 1', 'ledger.line set to_after = to_after - 1'],
    ['ledger.line set from_version = from_version + 1', 'ledger.line set from_version = from_version - 1'],
    [
      "ledger.line set effective_at = effective_at - interval '2 hours'",
      "ledger.line set effective_at = effective_at + interval '2 hours'",
    ],
  ]
  for (const [change = '', undo = ''] of figures) {
    await world.query(`update ${change} where id = ${line!.id}`)
    const { ok, differences } = await world.verify()
    t.equal(ok, false, change)
    t.ok(differences.length > 0)
    await world.query(`update ${undo} where id = ${line!.id}`)
  }
  await world.query('update ledger.balance set on_hand = on_hand + 1 where on_hand = 3')
  const { differences } = await world.verify()
  t.match(differences, [{ invariant: 'ledger.balance_is_its_last_line', row: { on_hand: 4, last_after: 3 } }])
})
