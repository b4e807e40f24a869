import t from 'tap'
import { newId } from '../src/database/ids.ts'
import { itemErrors } from '../src/items/item.errors.ts'
import { ledgerErrors } from '../src/ledger/ledger.errors.ts'
import { locationErrors } from '../src/locations/location.errors.ts'
import { unitErrors } from '../src/locations/units/unit.errors.ts'
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
  const period = `from=${new Date(Date.now() - 60_000).toISOString()}&until=${new Date(Date.now() + 60_000).toISOString()}`
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

t.test('every refusal names the field, the value and the way out, and posts nothing', async (t) => {
  const world = await startLedgerWorld(t)
  const { a, b, flour } = world
  await world.move({ kind: 'receipt', from: SUPPLIER, to: a, quantity: 5 })
  const nobody = newId()
  const cases: [string, object, string, string][] = [
    ['an unknown item', { item: nobody }, 'ledger.item_unknown', '/movements/0/lines/0/item'],
    ['an unknown place', { to: nobody }, 'ledger.location_unknown', '/movements/0/lines/0/to/location'],
    [
      'an unknown status',
      { to: { location: b, status: 'shiny' } },
      'ledger.status_unknown',
      '/movements/0/lines/0/to/status',
    ],
    ['an unknown owner', { owner: nobody }, 'ledger.owner_unknown', '/movements/0/owner'],
    ['an unknown kind', { kind: 'teleport' }, 'ledger.kind_unknown', '/movements/0/kind'],
    ['a reversal by hand', { kind: 'reversal' }, 'ledger.kind_unknown', '/movements/0/kind'],
    [
      'a change by hand without a reason',
      { kind: 'adjustment', to: ADJUSTMENT },
      'ledger.reason_required',
      '/movements/0/reason',
    ],
    ['an unknown reason', { reason: 'whim' }, 'ledger.reason_unknown', '/movements/0/reason'],
    ['half an apple', { quantity: 0.5 }, 'ledger.quantity_not_a_step', '/movements/0/lines/0/quantity'],
    ['4.999 apples', { quantity: 4.999 }, 'ledger.quantity_not_a_step', '/movements/0/lines/0/quantity'],
    [
      'more decimals than grams have',
      { item: flour, quantity: 0.0005 },
      'ledger.quantity_not_a_step',
      '/movements/0/lines/0/quantity',
    ],
    ['from a place to itself', { to: a }, 'ledger.same_place', '/movements/0/lines/0/to'],
    [
      'from outside to outside',
      { from: SUPPLIER, to: CUSTOMER },
      'ledger.both_places_outside',
      '/movements/0/lines/0',
    ],
    [
      'tomorrow',
      { effectiveAt: new Date(Date.now() + 86_400_000).toISOString() },
      'ledger.effective_in_future',
      '/movements/0/effectiveAt',
    ],
    [
      'before there were clocks',
      { effectiveAt: '1066-10-14T09:00:00Z' },
      'ledger.effective_too_early',
      '/movements/0/effectiveAt',
    ],
    [
      'an id of another age',
      { id: '01000000-0000-7000-8000-000000000000' },
      'ledger.id_far_from_now',
      '/movements/0/id',
    ],
    [
      'an id of another version',
      { id: '6f1b7c1e-2f7e-4f7b-9a53-0d6a1a2b3c4d' },
      'ledger.id_far_from_now',
      '/movements/0/id',
    ],
  ]
  for (const [what, told, code, pointer] of cases) {
    const { status, body } = await world.post([told])
    t.equal(status, 200, what)
    t.match(body.outcomes, [{ status: 'refused', code, pointer }], what)
    t.notMatch(body.outcomes[0].detail, /[{}]/, `${what}: the sentence has all its facts`)
  }
  const { body } = await world.post([{ quantity: 4.999 }])
  t.match(body.outcomes[0], { detail: /The nearest are 4 and 5/ })
  t.equal(await world.onHand(a), 5)
  t.equal((await world.get('/ledger/movements?count=true')).total, 1)

  const id = newId()
  t.match((await world.post([{ id }])).body.outcomes, [{ status: 'posted', id }])
  t.match((await world.post([{ id }])).body.outcomes, [{ code: 'ledger.id_taken' }])
  t.match((await world.post([{ id: newId() }, { id: newId() }])).body.outcomes, [
    { status: 'posted' },
    { status: 'posted' },
  ])
})

t.test('malformed batches are a 400 or 413, never half of anything', async (t) => {
  const world = await startLedgerWorld(t)
  const send = (payload: object) =>
    world.administrator.send({ method: 'POST', url: '/api/v1/ledger/movements', payload })
  const line = { item: world.apple, quantity: 1, from: { location: SUPPLIER }, to: { location: world.a } }
  const good = { kind: 'receipt', lines: [line] }
  for (const bad of [
    {},
    { mode: 'some', movements: [good] },
    { mode: 'each', movements: [] },
    { mode: 'each', movements: [{ ...good, colour: 'red' }] },
    { mode: 'each', movements: [{ ...good, lines: [{ ...line, quantity: '1' }] }] },
    { mode: 'each', movements: [{ ...good, lines: [{ ...line, quantity: 0 }] }] },
    { mode: 'each', movements: [{ ...good, lines: [{ ...line, quantity: -1 }] }] },
    { mode: 'each', movements: [{ ...good, lines: [{ ...line, item: "x' or 1=1" }] }] },
    { mode: 'each', movements: [{ ...good, effectiveAt: 'yesterday' }] },
    { mode: 'each', movements: new Array(1_001).fill(good) },
  ]) {
    const { status, body } = await send(bad)
    t.equal(status, 400, JSON.stringify(bad).slice(0, 80))
    t.ok(body.errors[0].pointer !== undefined)
  }
  const wide = {
    mode: 'each',
    movements: new Array(11).fill({ kind: 'receipt', lines: new Array(1_000).fill(line) }),
  }
  t.equal((await send(wide)).status, 413)
  t.equal(await world.onHand(world.a), 0)
})

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

t.test('an item of one owner’s catalogue is never another owner’s stock', async (t) => {
  const world = await startLedgerWorld(t)
  const create = async (url: string, payload: object) =>
    (await world.administrator.send({ method: 'POST', url: `/api/v1${url}`, payload })).body
  const client = await create('/access/owners', { kind: 'client', name: 'Client Ltd' })
  const wish = { sku: 'THEIRS', name: 'Theirs', baseUnit: 'each', owner: client.id, id: newId() }
  const twice = await Promise.all([1, 2, 3, 4].map(() => create('/items', wish)))
  t.same(new Set(twice.map(({ id }) => id)), new Set([wish.id]), 'created once, however often it is pressed')
  const receipt = { kind: 'receipt', item: wish.id, from: SUPPLIER, to: world.a }
  t.match((await world.post([receipt])).body.outcomes, [{ code: 'ledger.item_of_another_owner' }])
  t.match((await world.post([{ ...receipt, owner: client.id }])).body.outcomes, [{ status: 'posted' }])
})

t.test('a refusal names lot, unit and status of what is missing, in words of the floor', async (t) => {
  const world = await startLedgerWorld(t)
  const { a, b, administrator } = world
  const create = async (url: string, payload: object) =>
    (await administrator.send({ method: 'POST', url: `/api/v1${url}`, payload })).body.id
  const milk = await create('/items', { sku: 'MILK', name: 'Milk', baseUnit: 'l', hasLots: true })
  const lot = await create('/items/lots', { item: milk, name: 'B77' })
  const unit = await create('/locations/handling-units', { code: 'P-1', kind: 'pallet', location: a })
  const from = { location: a, handlingUnit: unit, status: 'damaged' }
  const short = await world.post([{ lines: [{ item: milk, lot, quantity: 2, from, to: { location: b } }] }])
  t.match(short.body.outcomes, [
    {
      code: 'ledger.insufficient_stock',
      detail: /^A holds 0 of MILK lot B77 \(P-1, damaged\), 0 of it free; 2 were asked\./,
    },
  ])
  const databaseWords = /\b(row|column|table|null|constraint|tuple|SQL|foreign|relation|varchar|numeric)s?\b/i
  const sentences = Object.entries({ ...ledgerErrors, ...itemErrors, ...locationErrors, ...unitErrors })
  t.same(
    sentences.filter(([, { message }]) => databaseWords.test(message)).map(([code]) => code),
    [],
    'no sentence speaks of a database',
  )
  t.same(
    sentences.filter(([, { message }]) => !/[;.:,] .+\.$/.test(message)).map(([code]) => code),
    [],
    'every sentence says what to do, beside what stands in the way',
  )
})
