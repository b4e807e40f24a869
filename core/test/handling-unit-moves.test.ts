import t from 'tap'
import { newId } from '../src/database/ids.ts'
import { SUPPLIER, startLedgerWorld } from './ledger-world.ts'
import { type Content, createUnit, moveUnits, NOBODY, on, proven, URL, unit } from './unit-world.ts'

t.test('a pallet moves with its cases and all that is in them, by one scan', async (t) => {
  const world = await startLedgerWorld(t)
  const { a, b, c, apple, flour } = world
  const pallet = await createUnit(world, { code: 'P-17', location: a })
  const full = await createUnit(world, { code: 'C-1', kind: 'case', parent: pallet.id })
  const empty = await createUnit(world, { code: 'T-1', kind: 'tote', parent: pallet.id })
  await world.move({ kind: 'receipt', from: SUPPLIER, to: on(a, pallet.id), quantity: 10 })
  await world.move({ kind: 'receipt', from: SUPPLIER, to: on(a, full.id), quantity: 4 })
  await world.move({ kind: 'receipt', from: SUPPLIER, to: on(a, full.id), item: flour, quantity: 1.5 })
  const moved = await moveUnits(world, [{ id: pallet.id, to: { location: b } }])
  t.match(moved.body.outcomes, [{ status: 'posted' }])
  const detail = await unit(world, pallet.id)
  t.match(detail.location, { id: b })
  t.strictSame(
    detail.contents.map(({ item, onHand, unit }: Content) => [unit.code, item.sku, onHand]),
    [
      ['P-17', 'APPLE', 10],
      ['C-1', 'APPLE', 4],
      ['C-1', 'FLOUR', 1.5],
    ],
  )
  t.equal(await world.onHand(a), 0)
  t.match((await unit(world, empty.id)).location, { id: b }, 'an empty tote came along')
  t.match((await unit(world, full.id)).parent, { code: 'P-17' })
  const out = await moveUnits(world, [{ id: empty.id, to: { location: b } }])
  t.match(out.body.outcomes, [{ status: 'posted' }], 'taken off the pallet, where it stands')
  t.equal((await unit(world, empty.id)).parent, null)
  t.match((await moveUnits(world, [{ id: empty.id, to: { location: c } }])).body.outcomes, [
    { status: 'posted' },
  ])
  const history = await world.get(`/ledger/unit-moves?unit=${empty.id}&sort=id`)
  t.strictSame(
    history.data.map((row: { to: { location: { code: string } }; isCarried: boolean }) => [
      row.to.location.code,
      row.isCarried,
    ]),
    [
      ['A', false],
      ['B', true],
      ['B', false],
      ['C', false],
    ],
  )
  t.match((await world.get(`/ledger/movements/${moved.body.outcomes[0].id}`)).lines, { length: 3 })
  await proven(t, world)
  t.equal(apple.length, 36)
})

t.test('stock goes into a unit, and out of it, where the unit stands', async (t) => {
  const world = await startLedgerWorld(t)
  const { a, b } = world
  const pallet = await createUnit(world, { code: 'P-17', location: a })
  const fresh = await createUnit(world, { code: 'P-18' })
  await world.move({ kind: 'receipt', from: SUPPLIER, to: on(a, pallet.id), quantity: 5 })
  const wrong = await world.post([{ from: on(b, pallet.id), to: b, quantity: 1 }])
  t.match(wrong.body.outcomes, [{ code: 'ledger.unit_elsewhere', detail: /^P-17 stands in A, not in B;/ }])
  const nowhere = await world.post([{ from: on(b, fresh.id), to: b, quantity: 1 }])
  t.match(nowhere.body.outcomes, [{ code: 'ledger.unit_nowhere' }])
  await world.move({ from: on(a, pallet.id), to: on(b, fresh.id), quantity: 2 })
  t.match((await unit(world, fresh.id)).location, { id: b }, 'the first stock put into it placed it')
  const open = await unit(world, pallet.id)
  const closing = {
    method: 'PATCH' as const,
    url: `${URL}/handling-units/${pallet.id}`,
    payload: { isActive: false },
  }
  const headers = { 'if-match': `"${open.version}"` }
  t.match((await world.administrator.send({ ...closing, headers })).body, {
    code: 'locations.unit_not_empty',
  })
  await world.move({ from: on(a, pallet.id), to: a, quantity: 3 })
  t.match((await world.administrator.send({ ...closing, headers })).body, { isActive: false, isEmpty: true })
  const closed = await world.post([{ from: a, to: on(a, pallet.id), quantity: 1 }])
  t.match(closed.body.outcomes, [{ code: 'ledger.unit_closed' }])
  t.strictSame(
    (await world.get(`/locations/handling-units?empty=true&within=${a}`)).data.map(
      ({ code }: { code: string }) => code,
    ),
    ['P-17'],
  )
  await proven(t, world)
})

t.test('a move of a unit that cannot be is refused in a sentence', async (t) => {
  const world = await startLedgerWorld(t)
  const { a, b } = world
  const chain = [await createUnit(world, { code: 'U-1', location: a })]
  for (let n = 2; n <= 8; n += 1) {
    chain.push(await createUnit(world, { code: `U-${n}`, kind: 'case', parent: chain.at(-1)!.id }))
  }
  const tower = await createUnit(world, { code: 'TOWER', location: b })
  const [first, second] = chain as [Made, Made]
  const cases = [
    [[{ id: NOBODY, to: { location: b } }], 'ledger.unit_unknown'],
    [[{ id: first.id, to: { location: NOBODY } }], 'ledger.location_unknown'],
    [[{ id: first.id, to: { handlingUnit: NOBODY } }], 'ledger.unit_unknown'],
    [[{ id: first.id, to: {} }], 'ledger.unit_two_places'],
    [[{ id: first.id, to: { location: b, handlingUnit: tower.id } }], 'ledger.unit_two_places'],
    [[{ id: first.id, to: { handlingUnit: first.id } }], 'ledger.unit_into_itself'],
    [[{ id: first.id, to: { handlingUnit: chain[7]!.id } }], 'ledger.unit_into_itself'],
    [[{ id: first.id, to: { handlingUnit: tower.id } }], 'ledger.unit_too_deep'],
    [[{ id: first.id, to: { location: a } }], 'ledger.unit_already_there'],
    [
      [
        { id: first.id, to: { location: b } },
        { id: second.id, to: { location: b } },
      ],
      'ledger.unit_twice',
    ],
  ] as const
  for (const [handlingUnits, code] of cases) {
    const { body } = await moveUnits(world, handlingUnits)
    t.match(body.outcomes, [{ status: 'refused', code }], code)
    t.notMatch(body.outcomes[0].detail, /[{}]/)
  }
  t.match((await moveUnits(world, [{ id: second.id, to: { handlingUnit: tower.id } }])).body.outcomes, [
    { status: 'posted' },
  ])
  t.match((await unit(world, chain[7]!.id)).inside, { length: 7 })
  await proven(t, world)
})

t.test('a pallet with the stock of two owners moves as one, and each owner has a movement', async (t) => {
  const world = await startLedgerWorld(t)
  const { a, b, administrator } = world
  const { body: client } = await administrator.send({
    method: 'POST',
    url: '/api/v1/access/owners',
    payload: { kind: 'client', name: 'Nord' },
  })
  const pallet = await createUnit(world, { code: 'P-17', location: a })
  await world.move({ kind: 'receipt', from: SUPPLIER, to: on(a, pallet.id), quantity: 5 })
  await world.move({ kind: 'receipt', from: SUPPLIER, to: on(a, pallet.id), quantity: 7, owner: client.id })
  const key = 'mixed-pallet'
  const { body } = await moveUnits(world, [{ id: pallet.id, to: { location: b } }], key)
  t.match(body.outcomes, [{ status: 'posted', also: { length: 1 } }])
  const owners = await Promise.all(
    [body.outcomes[0].id, ...body.outcomes[0].also].map((id: string) => world.get(`/ledger/movements/${id}`)),
  )
  t.strictSame(
    owners.map(({ owner }) => owner.name).sort(),
    ['Nord', owners.find(({ owner }) => owner.name !== 'Nord').owner.name].sort(),
  )
  const again = await moveUnits(world, [{ id: pallet.id, to: { location: b } }], key)
  t.match(again.body, { replayed: true, outcomes: body.outcomes })
  const undone = await administrator.send({
    method: 'POST',
    url: `/api/v1/ledger/movements/${body.outcomes[0].also[0]}/reversal`,
    payload: {},
  })
  t.match(undone.body, { code: 'ledger.unit_contents_left' }, 'half a pallet does not go back')
  await proven(t, world)
})

t.test('a move is undone with the unit, unless it has gone on or got other stock since', async (t) => {
  const world = await startLedgerWorld(t)
  const { a, b, c, administrator } = world
  const pallet = await createUnit(world, { code: 'P-17', location: a })
  await world.move({ kind: 'receipt', from: SUPPLIER, to: on(a, pallet.id), quantity: 5 })
  const move = async (location: string) =>
    (await moveUnits(world, [{ id: pallet.id, to: { location } }])).body.outcomes[0].id as string
  const undo = (id: string) =>
    administrator.send({ method: 'POST', url: `/api/v1/ledger/movements/${id}/reversal`, payload: {} })
  const there = await move(b)
  t.match((await undo(there)).body.outcomes, [{ status: 'posted' }])
  t.match((await unit(world, pallet.id)).location, { id: a })
  const on2 = await move(b)
  await move(c)
  t.match((await undo(on2)).body, { code: 'ledger.unit_moved_since' })
  const filled = await move(a)
  await world.move({ kind: 'receipt', from: SUPPLIER, to: on(a, pallet.id), item: world.flour, quantity: 1 })
  t.match((await undo(filled)).body, { code: 'ledger.unit_contents_left' })
  t.match((await unit(world, pallet.id)).location, { id: a })
  await proven(t, world)
})

t.test('what is kept for a demand goes along with the pallet, and so do numbered pieces', async (t) => {
  const world = await startLedgerWorld(t)
  const { a, b, administrator, apple } = world
  const made = async (url: string, payload: object) =>
    (await administrator.send({ method: 'POST', url: `/api/v1${url}`, payload })).body
  const drill = await made('/items', { sku: 'DRILL', name: 'Drill', baseUnit: 'each', serials: 'always' })
  const pallet = await createUnit(world, { code: 'P-17', location: a })
  await world.move({ kind: 'receipt', from: SUPPLIER, to: on(a, pallet.id), quantity: 10 })
  const to = on(a, pallet.id)
  const drills = { item: drill.id, quantity: 3, serials: ['D-1', 'D-2', 'D-3'] }
  await world.move({ kind: 'receipt', lines: [{ ...drills, from: { location: SUPPLIER }, to }] })
  const demand = { kind: 'order', id: newId() }
  const keep = async (item: string, quantity: number) => {
    const wish = { act: 'allocate', demand, item, quantity }
    return (await made('/ledger/allocations', { mode: 'all', allocations: [wish] })).outcomes[0]
      .allocations[0].id
  }
  const kept = [await keep(apple, 6), await keep(drill.id, 2)]
  const { body } = await moveUnits(world, [{ id: pallet.id, to: { location: b } }])
  t.match(body.outcomes, [{ status: 'posted' }], JSON.stringify(body))
  const allocations = (await world.get(`/ledger/allocations?demand=${demand.id}`)).data
  t.same(allocations.map(({ id }: Made) => id).sort(), kept.sort(), 'the same allocations, elsewhere')
  t.strictSame(
    (await unit(world, pallet.id)).contents.map(({ item, onHand, allocated }: Content) => [
      item.sku,
      onHand,
      allocated,
    ]),
    [
      ['APPLE', 10, 6],
      ['DRILL', 3, 2],
    ],
  )
  t.equal(
    (await world.get(`/ledger/movements/${body.outcomes[0].id}`)).lines.length,
    4,
    'kept and free apart',
  )
  await proven(t, world)
})

t.test('a client moves no pallet with the stock of others on it, and learns nothing of that', async (t) => {
  const world = await startLedgerWorld(t)
  const { a, b, administrator } = world
  const made = async (url: string, payload: object) =>
    (await administrator.send({ method: 'POST', url: `/api/v1${url}`, payload })).body
  const client = await made('/access/owners', { kind: 'client', name: 'Nord' })
  const pallet = await createUnit(world, { code: 'P-17', location: a })
  await world.move({ kind: 'receipt', from: SUPPLIER, to: on(a, pallet.id), quantity: 7, owner: client.id })
  const permissions = ['ledger.movement.post', 'locations.handling_unit.read']
  const { token } = await made('/access/api-keys', { name: 'Nord', owners: [client.id], permissions })
  const theirs = world.withKey(token)
  const move = (location: string) =>
    moveUnits({ administrator: theirs }, [{ id: pallet.id, to: { location } }])
  t.match((await move(b)).body.outcomes, [{ status: 'posted' }])
  await world.move({ kind: 'receipt', from: SUPPLIER, to: on(b, pallet.id), quantity: 5 })
  t.match((await move(a)).body.outcomes, [{ code: 'ledger.unit_of_others', facts: { unit: 'P-17' } }])
  const seen = await theirs.send({ url: `${URL}/handling-units/${pallet.id}` })
  t.same(
    seen.body.contents.map(({ onHand }: Content) => onHand),
    [7],
  )
  await proven(t, world)
})

interface Made {
  readonly id: string
}
