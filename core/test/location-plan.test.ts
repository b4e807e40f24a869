import t from 'tap'
import { planLayout } from '../src/locations/layouts/plan-layout.ts'
import { startPlatform, type TestPlatform } from '../src/testing/start-platform.ts'
import { ADJUSTMENT, SUPPLIER, startLedgerWorld } from './ledger-world.ts'

const HOUSE = '00000000-0000-7000-8000-000000000001'
type Administrator = TestPlatform['administrator']

t.test('a code with ranges says how many aisles, bays and levels there are', async (t) => {
  const { administrator } = await startPlatform(t)
  const site = await createSite(administrator)
  const pattern = {
    code: 'A-[01-20]-[01-30]-[1-4]',
    aisles: { pitch: 3.4, depth: 1.1, width: 1.8 },
    bays: { width: 2.7 },
    levels: { height: 1.6 },
  }
  const preview = await layOut(administrator, { site: site.id, pattern, dryRun: true })
  t.match(preview.body, { count: 2400, first: ['A-01-01-1'], collisions: { count: 0 } })
  t.equal(preview.body.last.at(-1), 'A-20-30-4')
  t.equal(preview.body.ground.length, 600)
  t.match(preview.body.ground[1], { code: 'A-01-02-1', x: -0.55, y: 4.05, sizeX: 1.1, sizeY: 2.7 })
  const made = await layOut(administrator, { site: site.id, pattern })
  t.match(made.body, { dryRun: false, count: 2400 })
  const [bin] = (await administrator.send({ url: '/api/v1/locations?code=A-20-30-4' })).body.data
  t.match(bin, { x: 64.05, y: 79.65, z: 4.8, sizeX: 1.1, sizeY: 2.7, sizeZ: 1.6 })
})

t.test('ranges count in letters too, and what is no range is named', async (t) => {
  t.same(
    planLayout({ code: '[A-B]-[9-10]' }).places.map(({ code }) => code),
    ['A-9', 'A-10', 'B-9', 'B-10'],
  )
  t.same(
    planLayout({ code: 'DOCK-[1-3]' }).places.map(({ code }) => code),
    ['DOCK-1', 'DOCK-2', 'DOCK-3'],
  )
  const wrong = [
    ['A-[1-]', /is no range/],
    ['A-[5-1]', /runs backwards/],
    ['A-[1-F]', /numbers to letters/],
    ['[1-2][1-2][1-2][1-2][1-2]', /four ranges/],
  ] as const
  for (const [code, problem] of wrong) {
    t.throws(() => planLayout({ code }), { code: 'locations.layout_template', facts: { problem } }, code)
  }
  t.throws(() => planLayout({ code: '{aisle}-{bay}' }), { code: 'locations.layout_count_missing' })
})

t.test('a place is moved, resized and renamed, and its history says by whom', async (t) => {
  const { administrator } = await startPlatform(t)
  const site = await createSite(administrator)
  const payload = { site: site.id, code: 'R1', kind: 'area', x: 4, y: 6, sizeX: 3, sizeY: 2 }
  const made = (await administrator.send({ method: 'POST', url: '/api/v1/locations', payload })).body
  t.match(made, { x: 4, sizeX: 3, sizeY: 2, sizeZ: null })
  const changed = await administrator.send({
    method: 'PATCH',
    url: `/api/v1/locations/${made.id}`,
    headers: { 'if-match': '"1"' },
    payload: { code: 'R2', x: 5.0004, sizeX: 3.5, sizeY: null },
  })
  t.match(changed.body, { code: 'R2', x: 5, sizeX: 3.5, sizeY: null, version: 2 })
  const [change] = (await administrator.send({ url: `/api/v1/access/audit?entityId=${made.id}` })).body.data
  t.match(change, { before: { code: 'R1', xSizeM: 3 }, after: { code: 'R2', xSizeM: 3.5 } })
  const flat = { ...payload, code: 'R3', sizeX: 0 }
  const refused = await administrator.send({ method: 'POST', url: '/api/v1/locations', payload: flat })
  t.match(refused.body, { status: 400, code: 'http.invalid_input' })
})

t.test('places move together, and none of them where one was changed meanwhile', async (t) => {
  const { administrator } = await startPlatform(t)
  const site = await createSite(administrator)
  const send = (method: 'POST' | 'PATCH', url: string, payload: object, headers = {}) =>
    administrator.send({ method, url: `/api/v1/locations${url}`, payload, headers })
  const at = { site: site.id, x: 4, y: 6 }
  const low = (await send('POST', '', { ...at, code: 'A-1' })).body
  const high = (await send('POST', '', { ...at, code: 'A-2', z: 1.6 })).body
  const stack = (...versions: number[]) => [low, high].map(({ id }, n) => ({ id, version: versions[n] ?? 1 }))
  const moved = await send('POST', '/moves', { places: stack(), by: { x: 0.5, y: -2 } })
  t.match(moved.body, {
    data: [
      { code: 'A-1', x: 4.5, y: 4, version: 2 },
      { code: 'A-2', x: 4.5, y: 4, z: 1.6, version: 2 },
    ],
  })
  await send('PATCH', `/${high.id}`, { sizeX: 1 }, { 'if-match': '"2"' })
  const refused = await send('POST', '/moves', { places: stack(2, 2), by: { x: 1 } })
  t.match(refused, { status: 412, body: { code: 'http.version_conflict' } })
  const { data } = (await administrator.send({ url: `/api/v1/locations?site=${site.id}&kind=bin` })).body
  t.same(
    data.map(({ x }: { x: number }) => x),
    [4.5, 4.5],
    'none was moved',
  )
  for (const wrong of [{ places: [], by: { x: 1 } }, { places: stack(2, 3), by: {} }, { places: stack() }])
    t.match(await send('POST', '/moves', wrong), { status: 400, body: { code: 'http.invalid_input' } })
  const nobody = [{ id: '019a0000-0000-7000-8000-000000000001', version: 1 }]
  t.match(await send('POST', '/moves', { places: nobody, by: { x: 1 } }), { status: 404 })
})

t.test('a plan has every place of its site, and what stands there, at any instant', async (t) => {
  const world = await startLedgerWorld(t)
  const plan = await world.get(`/locations/plan?site=${world.site}`)
  t.match(plan, {
    site: { code: 'S1', timeZone: 'Europe/London' },
    places: [
      { id: world.a, code: 'A', zone: null, kind: 'bin', x: null, isActive: true },
      { code: 'B' },
      { code: 'C' },
    ],
  })
  await world.move({ kind: 'receipt', from: SUPPLIER, to: world.a, quantity: 4 })
  const { data: lines } = await world.get('/ledger/lines?limit=1')
  const then = new Date(Date.parse(lines[0].at) + 1).toISOString()
  await world.move({
    kind: 'receipt',
    from: SUPPLIER,
    to: { location: world.b, status: 'damaged' },
    quantity: 2,
  })
  const sorted = async (more = '') => {
    const { data } = await world.get(`/ledger/places?site=${world.site}${more}`)
    return data.sort((one: { onHand: number }, other: { onHand: number }) => other.onHand - one.onHand)
  }
  t.match(await sorted(), [
    { location: world.a, onHand: 4, allocated: 0, items: 1, units: 0, unsized: 1, statuses: [], locks: [] },
    { location: world.b, onHand: 2, statuses: ['damaged'] },
  ])
  t.match(await sorted(`&asOf=${then}`), [{ location: world.a, onHand: 4, allocated: null }])
  t.equal((await sorted(`&asOf=${then}`)).length, 1)
  const nowhere = await world.administrator.send({
    url: '/api/v1/locations/plan?site=00000000-0000-7000-8000-00000000ffff',
  })
  t.match(nowhere.body, { status: 404, code: 'http.row_not_found' })
})

t.test('a place is locked in, out or for a count, and the other way stays open', async (t) => {
  const world = await startLedgerWorld(t)
  await world.move({ kind: 'receipt', from: SUPPLIER, to: world.a, quantity: 9 })
  const lock = async (blocks: readonly string[]) =>
    (
      await world.administrator.send({
        method: 'POST',
        url: '/api/v1/ledger/holds',
        payload: { scope: 'location', subject: world.a, reason: `locked ${blocks}`, blocks },
      })
    ).body
  const outcome = async (told: Parameters<typeof world.post>[0][number]) =>
    (await world.post([told])).body.outcomes[0]
  const lift = (id: string) =>
    world.administrator.send({ method: 'POST', url: `/api/v1/ledger/holds/${id}/lift`, payload: {} })
  const into = { kind: 'receipt', from: SUPPLIER, to: world.a } as const
  const out = { from: world.a, to: world.b } as const

  const isIn = await lock(['arrive'])
  t.match(JSON.stringify(await outcome(into)), /ledger\.on_hold.*put there/)
  t.match(await outcome({ from: world.b, to: world.a }), { status: 'refused' })
  t.match(await outcome(out), { status: 'posted' }, 'what is there may go')
  t.match((await world.get(`/ledger/places?site=${world.site}`)).data.find(isA), { locks: ['arrive'] })
  await lift(isIn.id)

  const isOut = await lock(['leave', 'allocate'])
  t.match(await outcome(out), { status: 'refused' })
  t.match(await outcome(into), { status: 'posted' }, 'more may come')
  t.match((await world.get('/ledger/stock?by=location&sort=location.code')).data[0], { available: 0 })
  await lift(isOut.id)

  await lock(['arrive', 'leave', 'allocate'])
  t.match(await outcome(into), { status: 'refused' })
  t.match(await outcome(out), { status: 'refused' })
  const counted = { kind: 'adjustment', from: ADJUSTMENT, to: world.a, reason: 'count' } as const
  t.match(await outcome(counted), { status: 'posted' }, 'the count itself is posted')
  t.equal((await world.verify()).ok, true)

  function isA({ location }: { location: string }): boolean {
    return location === world.a
  }
})

async function createSite(administrator: Administrator) {
  const payload = { company: HOUSE, code: 'MAIN', name: 'Main', timeZone: 'Europe/London' }
  return (await administrator.send({ method: 'POST', url: '/api/v1/locations/sites', payload })).body
}

function layOut(administrator: Administrator, payload: object) {
  return administrator.send({ method: 'POST', url: '/api/v1/locations/layouts', payload })
}
