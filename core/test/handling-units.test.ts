import pg from 'pg'
import t, { type Test } from 'tap'
import { connectionOf } from '../src/database/database-access.ts'
import { newId } from '../src/database/ids.ts'
import { ssccDigits, ssccFault, ssccOf } from '../src/locations/units/sscc.ts'
import type { Caller, TestPlatform } from '../src/testing/start-platform.ts'
import { type LedgerWorld, SUPPLIER, startLedgerWorld } from './ledger-world.ts'

const URL = '/api/v1/locations'
const NOBODY = '00000000-0000-7000-8000-00000000ffff'

t.test('an SSCC is read in every form, and its check digit is made as GS1 makes it', async (t) => {
  t.equal(ssccOf('0614141', 1_234_567_890), '106141412345678908')
  t.equal(ssccDigits('(00) 106141412345678908'), '106141412345678908')
  t.equal(ssccDigits('00106141412345678908'), '106141412345678908')
  t.equal(ssccDigits('10614141234567890'), undefined)
  t.equal(ssccFault('106141412345678908'), undefined)
  t.strictSame(ssccFault('106141412345678907'), { expected: 8, found: 7 })
  t.equal(ssccOf('123456789012', 99_999)?.slice(0, 13), '9123456789012')
  t.equal(ssccOf('123456789012', 100_000), undefined, 'a prefix comes to its end')
})

t.test('a pallet gets a label of its own, from its series or from the printer', async (t) => {
  const world = await startLedgerWorld(t)
  const { administrator } = world
  const first = await createUnit(world, { location: world.a })
  t.match(first, { code: /^LPN-\d{8}$/, kind: 'pallet', isSscc: false, isEmpty: true, version: 1 })
  t.match(first.location, { id: world.a, path: 'S1/A' })
  const series = await create(administrator, 'unit-series', {
    name: 'Our SSCCs',
    scheme: 'sscc',
    prefix: '7612345',
  })
  const { units } = await create(administrator, 'handling-units/batch', {
    make: { count: 500, kind: 'case', series: series.id },
  })
  t.equal(new Set(units.map(({ code }: { code: string }) => code)).size, 500)
  t.ok(units.every(({ code }: { code: string }) => ssccFault(code) === undefined && /^07612345/.test(code)))
  const read = await createUnit(world, { code: '(00)106141412345678908', parent: first.id, kind: 'carton' })
  t.match(read, { code: '106141412345678908', isSscc: true, location: { id: world.a } })
  t.match(read.inside, [{ id: first.id, code: first.code }])
  t.match((await world.get(`/locations/handling-units/${first.id}`)).nested, [{ id: read.id, depth: 1 }])
  t.equal((await world.verify()).ok, true)
})

t.test('a wish for a unit that cannot be is refused in a sentence', async (t) => {
  const world = await startLedgerWorld(t)
  const { administrator } = world
  await createUnit(world, { code: 'P-1' })
  const cases = [
    [{ code: 'P-1' }, 409, 'locations.unit_code_taken'],
    [{ code: 'P 1' }, 422, 'locations.unit_code_unusable'],
    [{ code: '106141412345678907' }, 422, 'locations.sscc_check_digit'],
    [{ code: 'P-2', isSscc: true }, 422, 'locations.sscc_unusable'],
    [{ kind: 'barrel' }, 422, 'locations.unit_kind_unknown'],
    [{ location: NOBODY }, 422, 'locations.unit_place_unknown'],
    [{ location: SUPPLIER }, 422, 'locations.unit_place_unknown'],
    [{ parent: NOBODY }, 422, 'locations.unit_parent_unknown'],
    [{ series: NOBODY }, 422, 'locations.series_unknown'],
    [{ location: world.a, parent: NOBODY }, 422, 'locations.unit_two_places'],
  ] as const
  for (const [wish, status, code] of cases) {
    const answer = await administrator.send({ method: 'POST', url: `${URL}/handling-units`, payload: wish })
    t.match(answer.body, { status, code }, JSON.stringify(wish))
    t.notMatch(answer.body.detail, /[{}]/)
  }
})

t.test('four nodes draw ten thousand labels each at once, all different and all right', async (t) => {
  const world = await startLedgerWorld(t)
  const series = await create(world.administrator, 'unit-series', {
    name: 'SSCC',
    scheme: 'sscc',
    prefix: '4012345',
  })
  const batches = await Promise.all(
    Array.from({ length: 4 }, () =>
      create(world.administrator, 'handling-units/batch', { make: { count: 10_000, series: series.id } }),
    ),
  )
  const codes = batches.flatMap(({ units }) => units.map(({ code }: { code: string }) => code))
  t.equal(new Set(codes).size, 40_000)
  t.ok(codes.every((code) => ssccFault(code) === undefined))
})

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

t.test(
  'sixty-four movers of one pallet, and pickers all the while: it is never apart from its stock',
  async (t) => {
    const world = await startLedgerWorld(t)
    const { a, b, c } = world
    const places = [a, b, c]
    const pallet = await createUnit(world, { code: 'P-17', location: a })
    const inner = await createUnit(world, { code: 'C-1', kind: 'case', parent: pallet.id })
    await world.move({ kind: 'receipt', from: SUPPLIER, to: on(a, pallet.id), quantity: 1000 })
    await world.move({ kind: 'receipt', from: SUPPLIER, to: on(a, inner.id), quantity: 1000 })
    const movers = Array.from({ length: 64 }, (_, n) =>
      moveUnits(world, [{ id: n % 5 === 4 ? inner.id : pallet.id, to: goal(n) }]),
    )
    function goal(n: number) {
      return n % 10 === 9 ? { handlingUnit: pallet.id } : { location: places[n % 3]! }
    }
    const pickers = Array.from({ length: 96 }, (_, n) =>
      world.post([
        { from: on(places[n % 3]!, n % 2 === 0 ? pallet.id : inner.id), to: places[n % 3]!, quantity: 1 },
      ]),
    )
    const answers = await Promise.all([...movers, ...pickers])
    const codes = answers.map(
      ({ body }) => body.outcomes?.[0]?.code ?? body.outcomes?.[0]?.status ?? body.code,
    )
    const allowed = [
      'posted',
      'ledger.unit_already_there',
      'ledger.unit_elsewhere',
      'ledger.insufficient_stock',
    ]
    t.strictSame(
      [...new Set(codes)].filter((code) => !allowed.includes(code)),
      [],
    )
    t.ok(codes.slice(0, 64).filter((code) => code === 'posted').length >= 20, 'the movers did move')
    t.ok(codes.slice(64).includes('posted'), 'some pickers met it')
    const picked = codes.slice(64).filter((code) => code === 'posted').length
    const [held, loose] = [await unitStock(world, pallet.id), await unitStock(world, inner.id)]
    const isInside = (await unit(world, inner.id)).parent !== null
    t.equal(held + (isInside ? 0 : loose), 2000 - picked)
    await proven(t, world)
  },
)

t.test('where a pallet stood and what was in it is told for any instant, on both clocks', async (t) => {
  const world = await startLedgerWorld(t)
  const { a, b } = world
  const pallet = await createUnit(world, { code: 'P-17', location: a })
  const box = await createUnit(world, { code: 'C-1', location: a })
  const now = async () => {
    const [row] = await world.query<{ at: string }>(
      `select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at`,
    )
    return row!.at
  }
  const told = async (query: string) => {
    const { location, parent, units, contents } = await world.get(
      `/ledger/units/${pallet.id}/standing${query}`,
    )
    return [
      location?.code ?? null,
      parent?.code ?? null,
      units.map(({ code }: { code: string }) => code),
      contents.map(({ unit, item, onHand }: Content & { unit: { code: string } }) => [
        unit.code,
        item.sku,
        onHand,
      ]),
    ]
  }
  const before = await now()
  await world.move({ kind: 'receipt', from: SUPPLIER, to: on(a, box.id), quantity: 5 })
  await world.move({ kind: 'receipt', from: SUPPLIER, to: on(a, pallet.id), quantity: 2 })
  await moveUnits(world, [{ id: box.id, to: { handlingUnit: pallet.id } }])
  const packed = await now()
  const together = [
    ['C-1', 'APPLE', 5],
    ['P-17', 'APPLE', 2],
  ]
  await moveUnits(world, [{ id: pallet.id, to: { location: b } }])
  const away = await now()
  await moveUnits(world, [{ id: box.id, to: { location: b } }])
  const [ago, lateAgo] = [2_000_000, 1_800_000].map((ms) => new Date(Date.now() - ms).toISOString())
  t.strictSame(await told(''), ['B', null, [], [['P-17', 'APPLE', 2]]])
  for (const clock of ['asOf', 'asKnownAt']) {
    const at = async (instant: string) => {
      const [location, parent, units, contents] = await told(`?${clock}=${instant}`)
      return [location, parent, units, [...contents].sort()]
    }
    t.strictSame(await at(before), ['A', null, [], []], clock)
    t.strictSame(await at(packed), ['A', null, ['C-1'], together], clock)
    t.strictSame(await at(away), ['B', null, ['C-1'], together], clock)
    t.strictSame(await at(ago!), [null, null, [], []], 'before it was there')
  }
  const late = { kind: 'receipt', from: SUPPLIER, to: on(b, pallet.id), quantity: 1, effectiveAt: lateAgo! }
  await world.move(late)
  t.strictSame((await told(`?asOf=${packed}`))[3].at(-1), ['P-17', 'APPLE', 1], 'it happened before, there')
  t.strictSame([...(await told(`?asKnownAt=${packed}`))[3]].sort(), together, 'and nobody knew')
  const refused = await world.administrator.send({
    url: `/api/v1/ledger/units/${pallet.id}/standing?asOf=${away}&asKnownAt=${away}`,
  })
  t.match(refused.body, { code: 'ledger.two_clocks' })
  const missing = await world.administrator.send({ url: `/api/v1/ledger/units/${NOBODY}/standing` })
  t.match(missing, { status: 404, body: { code: 'http.row_not_found' } })
  const foreign = await world.administrator.send({
    method: 'POST',
    url: '/api/v1/access/owners',
    payload: { kind: 'client', name: 'Client Ltd' },
  })
  const made = await world.administrator.send({
    method: 'POST',
    url: '/api/v1/access/api-keys',
    payload: { name: 'Client', permissions: ['ledger.movement.read'], owners: [foreign.body.id] },
  })
  const seen = await world
    .withKey(made.body.token)
    .send({ url: `/api/v1/ledger/units/${pallet.id}/standing?asOf=${packed}` })
  t.equal(seen.status, 404, 'a client sees nothing of a pallet that others alone had something on')
})

t.test('a unit’s place that somebody changed by hand is named', async (t) => {
  const world = await startLedgerWorld(t)
  const { a, b } = world
  const full = await createUnit(world, { code: 'P-17', location: a })
  const empty = await createUnit(world, { code: 'T-1', location: a })
  await world.move({ kind: 'receipt', from: SUPPLIER, to: on(a, full.id), quantity: 5 })
  await proven(t, world)
  for (const [id, broken] of [
    [empty.id, ['ledger.unit_stands_where_it_went_last']],
    [full.id, ['ledger.unit_stands_where_its_stock_is', 'ledger.unit_stands_where_it_went_last']],
  ] as const) {
    await asOwner(world, `update locations.handling_unit set location = '${b}' where id = '${id}'`)
    const { invariants } = await world.verify()
    t.strictSame(
      invariants.filter((one) => one.broken > 0).map((one) => one.id),
      broken,
    )
    await asOwner(world, `update locations.handling_unit set location = '${a}' where id = '${id}'`)
  }
  const denied = await world.database.appAll
    .raw(`update locations.handling_unit set location = '${b}'`)
    .catch((error: Error) => error)
  t.match(denied, /permission denied/, 'no route writes it')
})

interface Made {
  readonly id: string
}
interface Content {
  readonly unit: { readonly code: string }
  readonly item: { readonly sku: string }
  readonly onHand: number
  readonly allocated: number
}

function on(location: string, handlingUnit: string) {
  return { location, handlingUnit }
}

function moveUnits(
  { administrator }: { administrator: Caller },
  handlingUnits: readonly object[],
  key?: string,
) {
  return administrator.send({
    method: 'POST',
    url: '/api/v1/ledger/movements',
    headers: key === undefined ? {} : { 'idempotency-key': key },
    payload: { mode: 'each', movements: [{ kind: 'transfer', handlingUnits }] },
  })
}

function unit(world: LedgerWorld, id: string) {
  return world.get(`/locations/handling-units/${id}`)
}

async function unitStock(world: LedgerWorld, id: string): Promise<number> {
  const { contents } = await unit(world, id)
  return contents.reduce((sum: number, { onHand }: Content) => sum + onHand, 0)
}

async function asOwner({ database }: LedgerWorld, sql: string): Promise<void> {
  const client = new pg.Client(connectionOf(database.access, 'owner'))
  await client.connect()
  await client.query(sql)
  await client.end()
}

async function proven(t: Test, world: LedgerWorld): Promise<void> {
  const { ok, differences, invariants } = await world.verify()
  t.ok(ok, JSON.stringify([differences, invariants.filter(({ broken }) => broken > 0)]))
}

async function create(administrator: TestPlatform['administrator'], url: string, payload: object) {
  const { status, body, text } = await administrator.send({ method: 'POST', url: `${URL}/${url}`, payload })
  if (status !== 201) throw new Error(`${url}: ${status} ${text}`)
  return body
}

function createUnit({ administrator }: LedgerWorld, payload: object) {
  return create(administrator, 'handling-units', payload)
}
