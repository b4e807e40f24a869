import t, { type Test } from 'tap'
import { newId } from '../src/database/ids.ts'
import { CUSTOMER, newKey, SUPPLIER } from './ledger-world.ts'
import { type SerialWorld, startSerialWorld } from './serial-world.ts'

const order = () => ({ kind: 'outbound_order', id: newId() })

function act(world: SerialWorld, allocations: readonly object[], as = world.administrator, key = newKey()) {
  return as.send({
    method: 'POST',
    url: '/api/v1/ledger/allocations',
    headers: { 'idempotency-key': key },
    payload: { mode: 'each', allocations },
  })
}

const wish = (world: SerialWorld, serial: string, more: object = {}) => ({
  act: 'allocate',
  demand: order(),
  item: world.drill,
  quantity: 1,
  serial,
  ...more,
})

/** Keeps one piece, and gives the allocation's id. */
async function keep(world: SerialWorld, serial: string): Promise<string> {
  const { body, text } = await act(world, [wish(world, serial)])
  if (body?.outcomes?.[0]?.status !== 'posted') throw new Error(text)
  return body.outcomes[0].id
}

async function proven(t: Test, world: SerialWorld): Promise<void> {
  t.same((await world.verify()).differences, [])
}

t.test('a piece that is kept by its number goes for that demand and for no other', async (t) => {
  const world = await startSerialWorld(t)
  const { a, b, drill } = world
  await world.receive(['D-1', 'D-2', 'D-3'], a)
  const id = await keep(world, 'D-2')
  t.match((await world.get(`/ledger/allocations?item=${drill}`)).data, [
    { id, quantity: 1, serial: { number: 'D-2' }, location: { code: 'A' } },
  ])
  const [piece] = (await world.get('/ledger/serials?number=D-2')).data
  t.match((await world.get(`/ledger/allocations?serial=${piece.id}`)).data, [{ id }])

  const taken = await world.post([{ kind: 'issue', lines: [world.line(['D-2'], a, CUSTOMER)] }])
  t.match(taken.body.outcomes, [
    {
      code: 'ledger.piece_kept',
      detail: /^D-2 of DRILL is kept for outbound_order .*; take another piece, or release that/,
      pointer: '/movements/0/lines/0/serials',
    },
  ])
  const moved = await world.post([{ lines: [world.line(['D-1', 'D-2'], a, b)] }])
  t.match(moved.body.outcomes, [{ code: 'ledger.piece_kept' }])
  const wrong = await world.post([
    { kind: 'issue', lines: [{ ...world.line(['D-1'], a, CUSTOMER), allocation: { id } }] },
  ])
  t.match(wrong.body.outcomes, [
    { code: 'ledger.allocation_of_piece', detail: /is of the piece D-2 of DRILL; take that one/ },
  ])
  await world.send(['D-1'], a, b)

  await world.move({ lines: [{ ...world.line(['D-2'], a, b), allocation: { id, effect: 'carry' } }] })
  t.match((await world.get(`/ledger/allocations?serial=${piece.id}`)).data, [{ id, location: { code: 'B' } }])
  await proven(t, world)
  await world.move({ kind: 'issue', lines: [{ ...world.line(['D-2'], b, CUSTOMER), allocation: { id } }] })
  t.same((await world.get('/ledger/allocations')).data, [])
  const { data } = await world.get(`/ledger/allocations/events?serial=${piece.id}`)
  t.match(data, [{ kind: 'consume' }, { kind: 'carry', toLocation: { code: 'B' } }, { kind: 'allocate' }])
  t.match((await world.get(`/ledger/allocations/events?movement=${data[0].movement}`)).data, [
    { kind: 'consume' },
  ])
  t.equal((await world.get(`/ledger/allocations/events?item=${drill}&kind=carry`)).data.length, 1)
  await proven(t, world)
})

t.test('sixty-four demands for one piece, on two nodes: one has it', async (t) => {
  const world = await startSerialWorld(t)
  const other = await world.anotherNode()
  await world.receive(['D-1', 'D-2'], world.a)
  const answers = await Promise.all(
    Array.from({ length: 64 }, (_, n) =>
      act(world, [wish(world, 'D-1')], n % 2 === 0 ? world.administrator : (other as never)),
    ),
  )
  const codes = answers.map(
    ({ body, text }) => body?.outcomes?.[0]?.code ?? body?.outcomes?.[0]?.status ?? text,
  )
  t.equal(codes.filter((code) => code === 'posted').length, 1)
  t.same([...new Set(codes)].sort(), ['ledger.piece_kept', 'posted'])
  t.match((await world.get('/ledger/allocations')).data, [{ serial: { number: 'D-1' } }])
  await proven(t, world)
})

t.test('grabbed, moved and sent off at once, a piece has one fate', async (t) => {
  const world = await startSerialWorld(t)
  const numbers = Array.from({ length: 12 }, (_, n) => `D-${n}`)
  await world.receive(numbers, world.a)
  const fates = await Promise.all(
    numbers.flatMap((number) => [
      act(world, [wish(world, number)]).then(({ body }) => body.outcomes[0].status),
      world
        .post([{ lines: [world.line([number], world.a, world.b)] }])
        .then(({ body }) => body.outcomes[0].status),
      world
        .post([{ kind: 'issue', lines: [world.line([number], world.a, CUSTOMER)] }])
        .then(({ body }) => body.outcomes[0].status),
    ]),
  )
  t.ok(fates.every((fate) => fate === 'posted' || fate === 'refused'))
  const { data } = await world.get('/ledger/allocations')
  const where = await world.whereAll()
  for (const { serial, location } of data) t.equal(where[serial.number], location.code, serial.number)
  await proven(t, world)
})

t.test('what cannot be kept by its number is refused in a sentence', async (t) => {
  const world = await startSerialWorld(t)
  const { a, b, drill, phone, administrator } = world
  await world.receive(['D-1', 'D-2'], a)
  await world.move({
    kind: 'receipt',
    lines: [{ ...world.line(['D-9'], SUPPLIER, b), to: { location: b, status: 'damaged' } }],
  })
  await world.receive(['D-8'], a)
  await world.move({ kind: 'issue', lines: [world.line(['D-8'], a, CUSTOMER)] })
  const [held] = (await world.get('/ledger/serials?number=D-2')).data
  const placed = await administrator.send({
    method: 'POST',
    url: '/api/v1/ledger/holds',
    payload: { scope: 'serial', subject: held.id, blocks: ['allocate'], reason: 'recall R-4' },
  })
  t.equal(placed.status, 201)
  const cases: [object, string, RegExp][] = [
    [
      wish(world, 'D-7'),
      'ledger.piece_not_here',
      /^D-7 of DRILL stands in no place of this owner that you see; check/,
    ],
    [wish(world, 'D-8'), 'ledger.piece_not_here', /^D-8 of DRILL/],
    [
      wish(world, 'D-9'),
      'ledger.piece_not_allocatable',
      /stands in B, damaged, where nothing may be allocated/,
    ],
    [wish(world, 'D-2'), 'ledger.serial_on_hold', /^D-2 of DRILL is on hold \(recall R-4\).* may lift it\.$/],
    [wish(world, 'D-1', { quantity: 2 }), 'ledger.piece_says_where', /ask for a quantity of 1, and leave/],
    [wish(world, 'D-1', { location: a }), 'ledger.piece_says_where', /^D-1 is one piece/],
    [wish(world, 'P-1', { item: phone }), 'ledger.pieces_have_no_place', /^PHONE is not kept piece by piece/],
    [wish(world, 'D-1', { item: world.apple }), 'ledger.pieces_have_no_place', /^APPLE/],
  ]
  for (const [input, code, detail] of cases) {
    const { body } = await act(world, [input])
    t.match(body.outcomes, [{ status: 'refused', code, detail }], code)
  }
  const twice = await act(world, [wish(world, 'D-1'), wish(world, 'D-1')])
  t.match(twice.body.outcomes, [{ status: 'posted' }, { code: 'ledger.piece_kept' }])
  const any = await act(world, [{ act: 'allocate', demand: order(), item: drill, quantity: 1 }])
  t.match(
    any.body.outcomes,
    [{ code: 'ledger.not_enough_free' }],
    'the one on hold is not free for any either',
  )
  await proven(t, world)
})

t.test('a client learns nothing of the pieces of others, kept or not', async (t) => {
  const world = await startSerialWorld(t)
  await world.receive(['D-1'], world.a)
  await keep(world, 'D-1')
  const { id } = (
    await world.administrator.send({
      method: 'POST',
      url: '/api/v1/access/owners',
      payload: { kind: 'client', name: 'Client Ltd' },
    })
  ).body
  const made = await world.administrator.send({
    method: 'POST',
    url: '/api/v1/access/api-keys',
    payload: {
      name: 'Client',
      permissions: ['ledger.allocation.write', 'ledger.allocation.read'],
      owners: [id],
    },
  })
  const key = world.withKey(made.body.token)
  const { body } = await act(world, [wish(world, 'D-1', { owner: id })], key as never)
  t.match(body.outcomes, [{ code: 'ledger.piece_not_here' }])
  t.same((await key.send({ url: '/api/v1/ledger/allocations' })).body.data, [])
  t.same((await key.send({ url: '/api/v1/ledger/allocations/events' })).body.data, [])
})

t.test('to whoever works in one site, no refusal names a place of another', async (t) => {
  const world = await startSerialWorld(t)
  const create = async (url: string, payload: object) =>
    (await world.administrator.send({ method: 'POST', url: `/api/v1${url}`, payload })).body
  const house = '00000000-0000-7000-8000-000000000001'
  const far = { company: house, code: 'FAR', name: 'Far away', timeZone: 'Europe/London' }
  const { id: site } = await create('/locations/sites', far)
  const { id: hidden } = await create('/locations', { site, kind: 'bin', code: 'HIDDEN-9' })
  const pallet = await create('/locations/handling-units', { code: 'P-9', kind: 'pallet', location: hidden })
  await world.receive(['D-1'], hidden)
  await keep(world, 'D-1')
  const permissions = ['ledger.allocation.write', 'ledger.movement.post']
  const { token } = await create('/access/api-keys', { name: 'Here', permissions, sites: [world.site] })
  const key = world.withKey(token) as never
  const { a, b, apple } = world
  const kept = await act(world, [wish(world, 'D-1')], key)
  t.match(kept.body.outcomes, [{ code: 'ledger.piece_not_here' }])
  const toUnit = { item: apple, quantity: 1, from: { location: SUPPLIER } }
  const refused = await world.post(
    [
      { lines: [world.line(['D-1'], a, b)] },
      { lines: [world.line(['D-1'], SUPPLIER, a)] },
      { kind: 'receipt', lines: [{ ...toUnit, to: { location: a, handlingUnit: pallet.id } }] },
    ],
    { as: key },
  )
  t.match(refused.body.outcomes, [
    { code: 'ledger.serial_elsewhere', detail: /^D-1 of DRILL stands in another site, not in A;/ },
    { code: 'ledger.serial_in_stock', detail: /^D-1 of DRILL stands in another site already/ },
    { code: 'ledger.unit_elsewhere', detail: /^P-9 stands in another site, not in A;/ },
  ])
  t.notMatch(kept.text + refused.text, /HIDDEN|order/)
  await proven(t, world)
})

t.test('a kept piece on a pallet goes along with what keeps it', async (t) => {
  const world = await startSerialWorld(t)
  const { a, b, administrator } = world
  const unit = await administrator.send({
    method: 'POST',
    url: '/api/v1/locations/handling-units',
    payload: { code: 'P-1', kind: 'pallet', location: a },
  })
  t.equal(unit.status, 201, unit.text)
  const to = { location: a, handlingUnit: unit.body.id }
  await world.move({ kind: 'receipt', lines: [{ ...world.line(['D-1', 'D-2', 'D-3'], SUPPLIER, a), to }] })
  const id = await keep(world, 'D-3')
  const any = await act(world, [{ act: 'allocate', demand: order(), item: world.drill, quantity: 1 }])
  t.match(any.body.outcomes, [{ status: 'posted' }])
  const moved = await administrator.send({
    method: 'POST',
    url: '/api/v1/ledger/movements',
    payload: {
      mode: 'each',
      movements: [{ kind: 'transfer', handlingUnits: [{ id: unit.body.id, to: { location: b } }] }],
    },
  })
  t.match(moved.body.outcomes, [{ status: 'posted' }], moved.text)
  const { data } = await world.get('/ledger/allocations?sort=id')
  t.match(
    data.find((row: { id: string }) => row.id === id),
    { serial: { number: 'D-3' }, location: { code: 'B' } },
  )
  t.match(await world.whereAll(), { 'D-1': 'B', 'D-2': 'B', 'D-3': 'B' })
  await proven(t, world)
})

t.test('an allocation of a piece that was changed by hand is named', async (t) => {
  const world = await startSerialWorld(t)
  await world.receive(['D-1', 'D-2'], world.a)
  await keep(world, 'D-1')
  await world.query(
    "update ledger.allocation set serial = (select id from ledger.serial where number = 'D-2')",
  )
  const { invariants } = await world.verify()
  t.match(
    invariants.filter(({ broken }) => broken > 0).map(({ id }) => id),
    ['ledger.allocations_are_what_became_of_them'],
  )
  await world.query('update ledger.serial set bucket = null')
  const later = await world.verify()
  t.ok(
    later.invariants.some(
      ({ id, broken }) => id === 'ledger.kept_piece_stands_where_it_is_kept' && broken > 0,
    ),
  )
})
