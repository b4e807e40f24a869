import { COMPANY, CUSTOMER, examine } from '@stowage/sdk/testing'
import t, { type Test } from 'tap'
import traceability from '../index.ts'
import { documentsOf, nodesOf, placesOf, startBakery } from './bakery.ts'

const ADJUSTMENT = '00000000-0000-7000-8000-000000000013'

/**
 * Two lots of grain become one of bread, which is split, packed on a pallet and sent to two customers. One of
 * them gives some back.
 */
async function bake(t: Test) {
  const world = await startBakery(t)
  const { grain, bread } = world
  const [g1, g2, b1] = [
    await world.lot(grain, 'G-1'),
    await world.lot(grain, 'G-2'),
    await world.lot(bread, 'B-1'),
  ]
  const [rack, pallet] = [await world.unit('RACK'), await world.unit('PALLET')]
  await world.receive({ item: grain, lot: g1, quantity: 60 }, 'PO-1')
  await world.receive({ item: grain, lot: g2, quantity: 50 }, 'PO-2')
  const mistaken = await world.receive({ item: grain, lot: g2, quantity: 7 }, 'PO-9')
  await world.reverse(mistaken)
  const baked = await world.transform(
    'production',
    [
      { item: grain, lot: g1, quantity: 60 },
      { item: grain, lot: g2, quantity: 40 },
    ],
    [{ item: bread, lot: b1, quantity: 20 }],
  )
  const loaves = (quantity: number, unit?: string) => ({
    item: bread,
    lot: b1,
    quantity,
    ...(unit && { unit }),
  })
  const split = await world.transform('split', [loaves(12)], [loaves(12, rack)])
  const packed = await world.transform('repack', [loaves(8, rack)], [loaves(8, pallet)])
  await world.issue(loaves(8, pallet), 'SO-1')
  await world.issue(loaves(5), 'SO-2')
  await world.giveBack(loaves(2), 'SO-2')
  return { ...world, g1, g2, b1, rack, pallet, baked, split, packed }
}

t.test('it keeps what every plugin promises', async (t) => {
  for (const { sentence, faults } of await examine(t, traceability)) t.same(faults, [], sentence)
})

t.test('a lot that came in leads to all who were sent what was made of it', async (t) => {
  const { trace, g1, b1, baked, split, packed } = await bake(t)
  const found = await trace(`lot=${g1}`)
  t.match(found.subject, { id: g1, kind: 'lot', name: 'G-1', item: { sku: 'GRAIN' } })
  t.strictSame(nodesOf(found.transformations, 1), [
    [baked, 1],
    [split, 2],
    [packed, 2],
  ])
  t.strictSame(nodesOf(found.transformations, -1), [])
  t.strictSame(documentsOf(found.departures), ['5 by SO-2', '8 by SO-1'])
  t.match(found.departures[0], { kind: 'issue', outside: 'CUSTOMER', things: [b1], lot: { name: 'B-1' } })
  t.strictSame(documentsOf(found.arrivals), ['2 by SO-2', '60 by PO-1'])
  t.match(found.totals, [{ lot: { name: 'B-1' }, sent: 13, returned: 2, outstanding: 11, onHand: 9 }])
  t.strictSame(placesOf(found.places), ['4 of B-1 in RACK', '5 of B-1 in no unit'])
  t.match(found.transformations[0].inputs, [
    { things: [g1], quantity: 60 },
    { things: [], lot: { name: 'G-2' }, quantity: 40 },
  ])
  t.match(found.transformations[0].outputs, [{ things: [b1], quantity: 20 }])
  t.strictSame(found.isComplete, { transformations: true, arrivals: true, departures: true, places: true })
})

t.test('what came back is netted against what was sent, as a recall is reconciled', async (t) => {
  const world = await startBakery(t)
  const { bread, send, trace } = world
  const [b1, b2] = [await world.lot(bread, 'B-1'), await world.lot(bread, 'B-2')]
  const loaves = (quantity: number, lot = b1) => ({ item: bread, lot, quantity })
  await world.receive(loaves(100))
  await world.receive(loaves(9, b2), 'PO-2')
  await world.issue(loaves(30), 'SO-1')
  await world.issue(loaves(20), 'SO-2')
  await world.issue(loaves(4), 'SO-2')
  await world.issue(loaves(9, b2), 'SO-2')
  const lineOf = async (order: string, quantity: number) =>
    (await trace(`lot=${b1}`)).departures.find(
      (row: { source: { id: string }; quantity: number }) =>
        row.source.id === order && row.quantity === quantity,
    ).line
  // One under a number of its own that names its line, two under the order's, one that says nothing at all.
  await world.giveBack({ ...loaves(10), returnsLine: await lineOf('SO-1', 30) }, 'RMA-7')
  await world.giveBack(loaves(22), 'SO-2')
  await world.giveBack(loaves(1, b2), 'SO-2')
  await world.move('return', loaves(3), { from: { location: CUSTOMER } })
  const mistaken = await world.giveBack(loaves(5), 'SO-1')
  await world.reverse(mistaken)
  await send('/ledger/movements', {
    mode: 'all',
    movements: [
      {
        kind: 'adjustment',
        reason: 'damaged',
        lines: [{ ...loaves(2), from: { location: world.bin }, to: { location: ADJUSTMENT } }],
      },
    ],
  })
  const found = await trace(`lot=${b1}`)
  const netted = found.departures.map(
    (row: { source: { id: string } | null; quantity: number; returned: number }) => [
      row.source?.id,
      row.quantity,
      row.returned,
    ],
  )
  t.strictSame(netted, [
    ['SO-1', 30, 10],
    ['SO-2', 20, 20],
    ['SO-2', 4, 2],
    [undefined, 2, 0],
  ])
  t.match(found.totals, [
    { lot: { name: 'B-1' }, sent: 54, returned: 35, outstanding: 19, writtenOff: 2, onHand: 79 },
  ])
  t.equal(found.totals.length, 1, 'of the other lot nothing')
  const some = await trace(`lot=${b1}&limit=2`)
  t.equal(some.totals, null, 'no sum of a part')
})

t.test('what left in a pallet comes back without it, and is told', async (t) => {
  const world = await startBakery(t)
  const { grain, trace } = world
  const [g1, pallet] = [await world.lot(grain, 'G-1'), await world.unit('PALLET')]
  const goods = { item: grain, lot: g1 }
  await world.receive({ ...goods, quantity: 8, unit: pallet }, 'PO-1')
  await world.issue({ ...goods, quantity: 6, unit: pallet }, 'SO-1')
  const [departure] = (await trace(`unit=${pallet}`)).departures
  await world.giveBack({ ...goods, quantity: 4, returnsLine: departure.line }, 'RMA-1')
  const found = await trace(`unit=${pallet}`)
  t.match(found.departures, [{ source: { id: 'SO-1' }, quantity: 6, returned: 4 }])
  t.strictSame(documentsOf(found.arrivals), ['4 by RMA-1', '8 by PO-1'])
  t.match(found.totals, [{ sent: 6, returned: 4, outstanding: 2 }])
})

t.test(
  'a lot that was made leads back to what came in for it, and what was reversed is passed over',
  async (t) => {
    const { trace, b1, g1, baked, split, packed } = await bake(t)
    const found = await trace(`lot=${b1}`)
    t.strictSame(nodesOf(found.transformations, -1), [
      [baked, 1],
      [split, 1],
      [packed, 1],
    ])
    const back = found.arrivals.filter(({ kind }: { kind: string }) => kind === 'receipt')
    t.strictSame(documentsOf(back), ['50 by PO-2', '60 by PO-1'])
    t.match(
      found.things.find(({ id }: { id: string }) => id === g1),
      { way: -1, depth: 1, name: 'G-1' },
    )
    t.strictSame(documentsOf(found.departures), ['5 by SO-2', '8 by SO-1'])
  },
)

t.test('a pallet leads back to the grain and forward to its own customer alone', async (t) => {
  const { trace, pallet, rack, packed, baked } = await bake(t)
  const found = await trace(`unit=${pallet}`)
  t.match(found.subject, { kind: 'unit', name: 'PALLET', item: null })
  t.ok(nodesOf(found.transformations, -1).some(([id, depth]) => id === packed && depth === 1))
  t.ok(nodesOf(found.transformations, -1).some(([id]) => id === baked))
  t.strictSame(documentsOf(found.departures), ['8 by SO-1'])
  t.strictSame(documentsOf(found.arrivals.filter(({ kind }: { kind: string }) => kind === 'receipt')), [
    '50 by PO-2',
    '60 by PO-1',
  ])
  t.strictSame(found.places, [])
  const left = await trace(`unit=${rack}`)
  t.ok(placesOf(left.places).includes('4 of B-1 in RACK'))
})

t.test('what was put into a unit by hand, and taken out of it, is followed before and after', async (t) => {
  const world = await startBakery(t)
  const { grain, bin } = world
  const [g1, crate] = [await world.lot(grain, 'G-1'), await world.unit('CRATE')]
  const goods = { item: grain, lot: g1, quantity: 4 }
  const inCrate = { location: bin, handlingUnit: crate }
  await world.receive(goods, 'PO-1')
  await world.issue({ ...goods, quantity: 1 }, 'SO-0')
  await world.move('transfer', { ...goods, quantity: 3 }, { to: inCrate })
  await world.move('transfer', { ...goods, quantity: 2 }, { from: inCrate })
  await world.issue({ ...goods, quantity: 1 }, 'SO-1')
  const found = await world.trace(`unit=${crate}`)
  t.strictSame(documentsOf(found.arrivals), ['4 by PO-1'])
  t.strictSame(documentsOf(found.departures), ['1 by SO-1'], 'not what left before it was in the crate')
  t.strictSame(placesOf(found.places), ['1 of G-1 in CRATE', '1 of G-1 in no unit'])
})

t.test('a piece is followed into what it was built into, and back from there', async (t) => {
  const world = await startBakery(t)
  const motor = await world.item('MOTOR', { serials: 'always' })
  const mill = await world.item('MILL', { serials: 'always' })
  await world.receive({ item: motor, quantity: 2, serials: ['M-1', 'M-2'] }, 'PO-1')
  await world.receive({ item: motor, quantity: 1, serials: ['M-3'] }, 'PO-2')
  const built = await world.transform(
    'kit',
    [{ item: motor, quantity: 1, serials: ['M-1'] }],
    [{ item: mill, quantity: 1, serials: ['X-1'] }],
  )
  await world.issue({ item: mill, quantity: 1, serials: ['X-1'] }, 'SO-1')
  await world.issue({ item: motor, quantity: 1, serials: ['M-3'] }, 'SO-2')
  const { body } = await world.administrator.send({ url: '/api/v1/ledger/serials' })
  const idOf = (number: string) => body.data.find((row: { number: string }) => row.number === number).id
  const forward = await world.trace(`serial=${idOf('M-1')}`)
  t.strictSame(nodesOf(forward.transformations, 1), [[built, 1]])
  t.strictSame(documentsOf(forward.departures), ['1 by SO-1'])
  t.strictSame(documentsOf(forward.arrivals), ['1 by PO-1'], 'its own arrival, and one piece of it')
  const back = await world.trace(`serial=${idOf('X-1')}`)
  t.strictSame(nodesOf(back.transformations, -1), [[built, 1]])
  t.strictSame(documentsOf(back.arrivals), ['1 by PO-1'])
  const motors = back.things.filter(({ depth }: { depth: number }) => depth === 1)
  t.match(motors, [{ kind: 'serial', name: 'M-1', way: -1 }])
  t.equal(motors.length, 1)
  const still = await world.trace(`serial=${idOf('M-2')}`)
  t.match(still.places, [{ item: { sku: 'MOTOR' }, location: { code: 'BIN' }, onHand: 1 }])
  t.strictSame(still.departures, [])
})

t.test(
  'a reversed production is passed over, and goods that go round in circles come to an end',
  async (t) => {
    const world = await startBakery(t)
    const { grain, bread } = world
    const [g1, b1] = [await world.lot(grain, 'G-1'), await world.lot(bread, 'B-1')]
    await world.receive({ item: grain, lot: g1, quantity: 10 })
    const there = await world.transform(
      'production',
      [{ item: grain, lot: g1, quantity: 4 }],
      [{ item: bread, lot: b1, quantity: 4 }],
    )
    const again = await world.transform(
      'production',
      [{ item: bread, lot: b1, quantity: 4 }],
      [{ item: grain, lot: g1, quantity: 4 }],
    )
    const round = await world.trace(`lot=${g1}`)
    t.strictSame(nodesOf(round.transformations, 1), [
      [there, 1],
      [again, 2],
    ])
    await world.send(`/ledger/transformations/${again}/reversal`, {})
    await world.send(`/ledger/transformations/${there}/reversal`, {})
    const undone = await world.trace(`lot=${g1}`)
    t.strictSame(undone.transformations, [])
    t.strictSame(undone.departures, [])
    t.strictSame(placesOf(undone.places), ['10 of G-1 in no unit'])
  },
)

t.test('a client sees his own stock of a shared unit, and no name of another', async (t) => {
  const world = await startBakery(t)
  const [ada, bea] = [
    await world.create('/access/owners', { kind: 'client', name: 'Ada' }),
    await world.create('/access/owners', { kind: 'client', name: 'Secretive Bea' }),
  ]
  const crate = await world.unit('CRATE')
  const mixed = await world.unit('MIXED')
  const lots: Record<string, string> = {}
  for (const [owner, sku] of [
    [ada, 'ADA'],
    [bea, 'SECRET'],
  ] as const) {
    const item = await world.create('/items', { sku, name: sku, baseUnit: 'each', hasLots: true, owner })
    const lot = await world.create('/items/lots', { item, name: `${sku}-LOT` })
    lots[sku] = lot
    await world.receive({ item, lot, quantity: 6, unit: crate, owner }, `${sku}-PO`)
    await world.move(
      'transfer',
      { item, lot, quantity: 6, unit: crate, owner },
      {
        to: { location: world.bin, handlingUnit: mixed },
      },
    )
    await world.issue({ item, lot, quantity: 1, unit: mixed, owner }, `${sku}-SO`)
  }
  const { token } = await world.send('/access/api-keys', {
    name: 'Ada',
    permissions: ['traceability.trace.read'],
    owners: [ada],
  })
  const headers = { authorization: `Bearer ${token}` }
  const ask = (query: string) => world.stranger.send({ url: `/api/v1/traceability/trace?${query}`, headers })
  const all = await world.trace(`unit=${mixed}`)
  t.strictSame(documentsOf(all.departures), ['1 by ADA-SO', '1 by SECRET-SO'])
  const own = await ask(`unit=${mixed}`)
  t.equal(own.status, 200, own.text)
  t.strictSame(documentsOf(own.body.departures), ['1 by ADA-SO'])
  t.strictSame(documentsOf(own.body.arrivals), ['6 by ADA-PO'])
  t.notMatch(own.text, /secret/i)
  const theirs = await ask(`lot=${lots.SECRET}`)
  t.match(theirs, { status: 404, body: { code: 'traceability.subject_not_found' } })
  t.equal((await world.stranger.send({ url: `/api/v1/traceability/trace?lot=${lots.ADA}` })).status, 401)
})

t.test('whoever works at one site is told nothing of what is at another', async (t) => {
  const world = await startBakery(t)
  const { grain, bin, site } = world
  const g1 = await world.lot(grain, 'G-1')
  const far = { company: COMPANY, code: 'FAR', name: 'Far away', timeZone: 'UTC' }
  const other = await world.create('/locations/sites', far)
  const there = await world.create('/locations', { site: other, kind: 'bin', code: 'FAR-01' })
  const goods = { item: grain, lot: g1, quantity: 3 }
  for (const [at, end] of [
    [bin, 'NEAR'],
    [there, 'FAR'],
  ] as const) {
    await world.receive({ ...goods, at }, `PO-${end}`)
    await world.issue({ ...goods, quantity: 1, at }, `SO-${end}`)
  }
  const key = { name: 'Near', permissions: ['traceability.trace.read'], sites: [site] }
  const { token } = await world.send('/access/api-keys', key)
  const url = `/api/v1/traceability/trace?lot=${g1}`
  const { body, text } = await world.stranger.send({ url, headers: { authorization: `Bearer ${token}` } })
  t.strictSame(documentsOf(body.departures), ['1 by SO-NEAR'])
  t.strictSame(documentsOf(body.arrivals), ['3 by PO-NEAR'])
  t.strictSame(placesOf(body.places), ['2 of G-1 in no unit'])
  t.notMatch(text, /FAR/)
  t.equal((await world.trace(`lot=${g1}`)).departures.length, 2)
})

t.test('the tables of a trace are lists: narrowed, page by page, and had as files', async (t) => {
  const { administrator, g1, b1 } = await bake(t)
  const ask = (query: string) => administrator.send({ url: `/api/v1/traceability/${query}` })
  const ids = async (query: string) => {
    const { body, text } = await ask(query)
    if (body.data === undefined) throw new Error(text)
    return body.data.map(({ source }: { source: { id: string } | null }) => source?.id)
  }
  t.strictSame(await ids(`departures?lot=${g1}`), ['SO-1', 'SO-2'])
  t.strictSame(await ids(`departures?lot=${g1}&source=SO-2&item.sku=BREAD`), ['SO-2'])
  const { body: first } = await ask(`departures?lot=${g1}&sort=-at&limit=1&count=true`)
  t.match(first, { total: 2, data: [{ source: { id: 'SO-2' }, returned: 2, unit: null }] })
  t.strictSame(await ids(`departures?lot=${g1}&sort=-at&limit=1&cursor=${first.nextCursor}`), ['SO-1'])
  t.strictSame(await ids(`arrivals?lot=${b1}&kind=receipt`), ['PO-1', 'PO-2'])
  const places = await ask(`places?lot=${b1}&format=csv`)
  t.match(places.text, /^location.id,location.code,.*\r\n.*,BIN,.*,BREAD,/)
  t.match(await ask('departures'), { status: 400, body: { code: 'traceability.trace_of_what' } })
})

t.test('what is asked wrongly is refused in words that lead on', async (t) => {
  const { administrator, lot, grain } = await startBakery(t)
  const ask = (query: string) => administrator.send({ url: `/api/v1/traceability/trace?${query}` })
  const g1 = await lot(grain, 'G-1')
  t.match(await ask(''), { status: 400, body: { code: 'traceability.trace_of_what', detail: /there are 0/ } })
  t.match((await ask(`lot=${g1}&unit=${g1}`)).body, {
    code: 'traceability.trace_of_what',
    detail: /there are 2/,
  })
  t.match(await ask(`serial=${g1}`), {
    status: 404,
    body: { code: 'traceability.subject_not_found', detail: new RegExp(`no serial ${g1}`) },
  })
  for (const wrong of ['lot=G-1', `lot=${g1}&limit=0`, `lot=${g1}&limit=10001`, `lot=${g1}&way=up`]) {
    t.equal((await ask(wrong)).status, 400, wrong)
  }
})

t.test('ten thousand steps come to an end, and what is left out is told', async (t) => {
  const world = await startBakery(t)
  const first = await world.lot(world.bread, 'B-0')
  await world.query(
    `with step as (
       select n, gen_random_uuid() as id, gen_random_uuid() as lot, clock_timestamp() + n * interval '1 ms' as at
         from generate_series(1, 10000) n),
     lot as (insert into items.lot (id, item, name) select lot, $1, 'B-' || n from step),
     node as (insert into ledger.transformation (id, kind, at) select id, 'production', at from step)
     insert into ledger.transformation_edge
       (transformation, movement, n, direction, owner, item, lot, handling_unit, quantity)
     select id, id, case direction when 'i' then 1 else 2 end, direction::"char", (select min(no)
       from access.owner),
            $1, case direction when 'i' then
              coalesce(lag(lot) over (partition by direction order by n), $2) else lot end,
            '00000000-0000-0000-0000-000000000000', 1
       from step cross join (values ('i'), ('o')) d (direction)`,
    [world.bread, first],
  )
  const all = await world.trace(`lot=${first}&limit=10000`)
  t.equal(all.transformations.length, 10_000)
  t.equal(all.transformations.at(-1).depth, 10_000)
  t.equal(all.isComplete.transformations, true)
  const some = await world.trace(`lot=${first}&limit=50`)
  t.equal(some.transformations.length, 50)
  t.equal(some.transformations.at(-1).depth, 50, 'the nearest are told first')
  t.strictSame(some.isComplete, { transformations: false, arrivals: true, departures: true, places: true })
})
