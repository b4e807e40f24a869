import pg from 'pg'
import t from 'tap'
import { connectionOf } from '../src/database/database-access.ts'
import { ssccDigits, ssccFault, ssccOf } from '../src/locations/units/sscc.ts'
import { type LedgerWorld, SUPPLIER, startLedgerWorld } from './ledger-world.ts'
import { type Content, create, createUnit, moveUnits, NOBODY, on, proven, URL, unit } from './unit-world.ts'

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
