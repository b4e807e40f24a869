import fc from 'fast-check'
import t from 'tap'
import type { CountedPattern } from '../src/locations/layouts/code-ranges.ts'
import { indexOfLetters, lettersOf } from '../src/locations/layouts/code-template.ts'
import { planLayout } from '../src/locations/layouts/plan-layout.ts'
import { startPlatform, type TestPlatform } from '../src/testing/start-platform.ts'

const URL = '/api/v1/locations'
const HOUSE = '00000000-0000-7000-8000-000000000001'
const NOBODY = '00000000-0000-7000-8000-00000000ffff'

const AISLES = {
  code: '{aisle}-{bay:02}-{level:02}',
  areaCode: '{aisle}',
  aisles: { count: 2, start: 'A', pitch: 3.5, width: 2, sides: 2 },
  bays: { count: 3, width: 1.2 },
  levels: { count: 2, height: 1.5 },
  origin: { x: 10, y: 5, z: 0 },
} as const

t.test('a site comes with its root, and its code goes for the root and all paths beneath', async (t) => {
  const { administrator } = await startPlatform(t)
  const site = await createSite(administrator)
  t.match(site, { code: 'MAIN', timeZone: 'Europe/Zurich', company: HOUSE, version: 1 })
  const [root] = (await administrator.send({ url: `${URL}?site=${site.id}` })).body.data
  t.match(root, { kind: 'site', code: 'MAIN', path: 'MAIN', parent: null, site: site.id })
  const bin = await create(administrator, { site: site.id, code: 'B-1' })
  t.match(bin, { parent: root.id, path: 'MAIN/B-1', kind: 'bin', debtLimit: 0, isActive: true })
  const renamed = await patch(administrator, `sites/${site.id}`, { code: 'ZRH' }, 1)
  t.match(renamed.body, { code: 'ZRH', version: 2 })
  t.match((await read(administrator, bin.id)).path, 'ZRH/B-1')
  const cases = [
    [{ code: 'ZRH' }, 409, 'locations.site_code_taken'],
    [{ code: 'SUPPLIER' }, 409, 'locations.site_code_taken'],
    [{ code: 'a b' }, 422, 'locations.code_unusable'],
    [{ timeZone: 'Europe/Zürich' }, 422, 'locations.time_zone_unknown'],
    [{ timeZone: '+01:00' }, 422, 'locations.time_zone_unknown'],
    [{ company: NOBODY }, 422, 'locations.company_unknown'],
    [{ name: '\u0007' }, 422, 'locations.text_unprintable'],
  ] as const
  for (const [wrong, status, code] of cases) {
    const payload = { company: HOUSE, code: 'X', name: 'X', timeZone: 'UTC', ...wrong }
    const answer = await administrator.send({ method: 'POST', url: `${URL}/sites`, payload })
    t.match(answer.body, { status, code }, JSON.stringify(wrong))
    t.notMatch(answer.body.detail, /[{}]/)
  }
})

t.test('a location that cannot be is refused in a sentence', async (t) => {
  const { administrator } = await startPlatform(t)
  const [site, other] = [await createSite(administrator), await createSite(administrator, 'OTHER')]
  const foreign = await create(administrator, { site: other.id, code: 'A', kind: 'area' })
  const bin = await create(administrator, { site: site.id, code: 'B-1', barcode: '777' })
  const cases = [
    [{ code: 'B-1' }, 409, 'locations.code_taken'],
    [{ barcode: '777' }, 409, 'locations.barcode_taken'],
    [{ code: 'a/b' }, 422, 'locations.code_unusable'],
    [{ code: 'a b' }, 422, 'locations.code_unusable'],
    [{ code: ' ' }, 422, 'locations.code_unusable'],
    [{ barcode: '\u0001' }, 422, 'locations.text_unprintable'],
    [{ kind: 'external' }, 422, 'locations.kind_unknown'],
    [{ kind: 'site' }, 422, 'locations.kind_unknown'],
    [{ kind: 'shelf' }, 422, 'locations.kind_unknown'],
    [{ parent: foreign.id }, 422, 'locations.parent_unknown'],
    [{ parent: NOBODY }, 422, 'locations.parent_unknown'],
    [{ site: NOBODY }, 422, 'locations.site_unknown'],
    [{ debtLimit: -1 }, 400, 'http.invalid_input'],
    [{ path: 'X' }, 400, 'http.invalid_input'],
  ] as const
  for (const [wrong, status, code] of cases) {
    const payload = { site: site.id, code: 'new', ...wrong }
    const answer = await administrator.send({ method: 'POST', url: URL, payload })
    t.match(answer.body, { status, code }, JSON.stringify(wrong))
    t.notMatch(answer.body.detail, /[{}]/)
  }
  const same = await create(administrator, { id: NOBODY, site: site.id, code: 'twice' })
  t.same(await create(administrator, { id: NOBODY, site: site.id, code: 'twice' }), same)
  const payload = { id: NOBODY, site: site.id, code: 'thrice' }
  t.match((await administrator.send({ method: 'POST', url: URL, payload })).body, {
    code: 'locations.id_taken',
  })
  t.match((await patch(administrator, '00000000-0000-7000-8000-000000000011', { code: 'X' }, 1)).body, {
    code: 'locations.external_is_fixed',
  })
  const root = (await read(administrator, bin.id)).parent
  t.match((await patch(administrator, root, { isActive: false }, 1)).body, {
    code: 'locations.root_is_fixed',
  })
})

t.test('an aisle that moves takes its bins along, and never into itself', async (t) => {
  const { administrator } = await startPlatform(t)
  const site = await createSite(administrator)
  const area = (code: string, parent?: string) =>
    create(administrator, { site: site.id, code, kind: 'area', ...(parent ? { parent } : {}) })
  const hall = await area('HALL')
  const aisle = await area('A')
  const shelf = await area('A-1', aisle.id)
  const bin = await create(administrator, { site: site.id, code: 'A-1-1', parent: shelf.id })
  const lookalike = await area('A0')
  t.match((await patch(administrator, aisle.id, { parent: shelf.id }, 1)).body, {
    status: 409,
    code: 'locations.parent_is_beneath',
  })
  t.match((await patch(administrator, aisle.id, { parent: aisle.id }, 1)).body, {
    code: 'locations.parent_is_beneath',
  })
  const moved = await patch(administrator, aisle.id, { parent: hall.id, code: 'AISLE' }, 1)
  t.match(moved.body, { path: 'MAIN/HALL/AISLE', version: 2 })
  t.equal((await read(administrator, bin.id)).path, 'MAIN/HALL/AISLE/A-1/A-1-1')
  t.equal((await read(administrator, lookalike.id)).path, 'MAIN/A0', 'a neighbour with a similar name stays')
  const beneath = await administrator.send({ url: `${URL}?path[startsWith]=MAIN/HALL/&count=true` })
  t.equal(beneath.body.total, 3)
  t.match((await patch(administrator, aisle.id, { code: 'A0' }, 2)).body, { code: 'locations.code_taken' })
  t.match((await patch(administrator, aisle.id, { code: 'Z' }, 1)).body, {
    status: 412,
    facts: { current: 2 },
  })
  const both = await Promise.all([
    patch(administrator, hall.id, { parent: lookalike.id }, 1),
    patch(administrator, lookalike.id, { parent: hall.id }, 1),
  ])
  t.same(both.map(({ status }) => status).sort(), [200, 409], 'two moves at once make no circle')
})

t.test('a place where stock stands stays in use, and whatever is beneath goes with it', async (t) => {
  const { administrator, query } = await startPlatform(t)
  const site = await createSite(administrator)
  const aisle = await create(administrator, { site: site.id, code: 'A', kind: 'area' })
  const bin = await create(administrator, { site: site.id, code: 'A-1', parent: aisle.id })
  await receive(administrator, bin.id, 5)
  t.match((await patch(administrator, aisle.id, { isActive: false }, 1)).body, {
    status: 409,
    code: 'locations.stock_stands_there',
    facts: { code: 'A', balances: 1, examples: ['A-1'] },
  })
  t.equal((await read(administrator, bin.id)).isActive, true, 'nothing half-written')
  await receive(administrator, bin.id, -5)
  t.equal((await patch(administrator, aisle.id, { isActive: false }, 1)).status, 200)
  t.equal((await read(administrator, bin.id)).isActive, false)
  t.match((await patch(administrator, bin.id, { isActive: true }, 2)).body, {
    code: 'locations.parent_inactive',
  })
  const payload = { site: site.id, code: 'A-2', parent: aisle.id }
  t.match((await administrator.send({ method: 'POST', url: URL, payload })).body, {
    code: 'locations.parent_inactive',
  })
  t.equal((await patch(administrator, aisle.id, { isActive: true }, 2)).status, 200)
  t.equal((await read(administrator, bin.id)).isActive, true)
  t.same(
    await query(
      'select * from locations.location l join locations.location p on p.id = l.parent where l.is_active and not p.is_active',
    ),
    [],
  )
})

t.test('how far a place may go below zero is changed by the ledger, in the balances too', async (t) => {
  const { administrator, query } = await startPlatform(t)
  const site = await createSite(administrator)
  const bin = await create(administrator, { site: site.id, code: 'B', debtLimit: 10 })
  t.equal(bin.debtLimit, 10)
  await receive(administrator, bin.id, -4)
  t.match((await patch(administrator, bin.id, { debtLimit: 3 }, bin.version)).body, {
    status: 409,
    code: 'locations.debt_too_low',
  })
  const changed = await patch(administrator, bin.id, { debtLimit: 4.5 }, bin.version)
  t.match(changed.body, { debtLimit: 4.5, version: bin.version + 1 })
  t.same(
    await query(
      'select debt_limit::float8 as limit, on_hand::float8 as stock from ledger.balance where location = $1',
      [bin.id],
    ),
    [{ limit: 4.5, stock: -4 }],
  )
})

t.test(
  'a building is laid out from a pattern: aisles, sides, bays and levels, with coordinates',
  async (t) => {
    const { administrator, query } = await startPlatform(t)
    const site = await createSite(administrator)
    const layOut = (payload: object) => administrator.send({ method: 'POST', url: `${URL}/layouts`, payload })
    const preview = await layOut({ site: site.id, pattern: AISLES, dryRun: true })
    t.match(preview.body, {
      dryRun: true,
      count: 24,
      areas: 2,
      first: ['A-01-01', 'A-01-02', 'A-03-01', 'A-03-02', 'A-05-01'],
      last: ['B-02-02', 'B-04-01', 'B-04-02', 'B-06-01', 'B-06-02'],
      collisions: { count: 0, codes: [] },
    })
    t.equal(
      (await administrator.send({ url: `${URL}?site=${site.id}&count=true` })).body.total,
      1,
      'a dry run is dry',
    )
    const id = '01936d2c-7f3a-7c21-b3f4-0a1b2c3d4e5f'
    const made = await layOut({ id, site: site.id, pattern: AISLES })
    const { ground, ...told } = preview.body
    t.equal(ground.length, 12, 'what would stand on the floor can be drawn')
    t.match(made.body, { ...told, id, dryRun: false })
    t.same(
      (await layOut({ id, site: site.id, pattern: AISLES })).body,
      made.body,
      'sent twice it lays out once',
    )
    t.match((await layOut({ id, site: site.id, pattern: { ...AISLES, areaCode: null } })).body, {
      code: 'locations.id_taken',
    })
    const [place] = (await administrator.send({ url: `${URL}?code=B-04-02` })).body.data
    t.match(
      place,
      { path: 'MAIN/B/B-04-02', kind: 'bin', x: 15.5, y: 6.8, z: 1.5 },
      'aisle B, right side, second bay',
    )
    t.match((await layOut({ site: site.id, pattern: AISLES })).body, {
      status: 409,
      code: 'locations.layout_collides',
      facts: { count: 26, examples: ['A', 'A-01-01', 'A-01-02'] },
    })
    const more = { ...AISLES, aisles: { ...AISLES.aisles, start: 'B', count: 2 } }
    t.match((await layOut({ site: site.id, pattern: more, dryRun: true })).body.collisions, { count: 13 })
    t.equal((await layOut({ site: site.id, pattern: more })).status, 409)
    const [count] = await query<{ n: number }>(
      'select count(*)::int as n from locations.location where site is not null',
    )
    t.equal(count?.n, 27, 'refused whole')
    const audit = await administrator.send({ url: '/api/v1/access/audit?entity=locations.layout' })
    t.match(audit.body.data, [{ entityId: id, after: { count: 24, site: 'MAIN' } }])
  },
)

t.test('a pattern that makes no sense is refused before anything is written', async (t) => {
  const { administrator } = await startPlatform(t)
  const site = await createSite(administrator)
  const cases = [
    [{ code: '{aisle}-{bay:02}' }, 422, 'locations.layout_repeats'],
    [{ areaCode: 'all' }, 422, 'locations.layout_repeats'],
    [{ areaCode: 'A-01-01', aisles: { count: 1, start: 'A' } }, 422, 'locations.layout_repeats'],
    [{ code: '{shelf}' }, 422, 'locations.layout_template'],
    [{ code: '{aisle' }, 422, 'locations.layout_template'],
    [{ code: '{aisle} {bay} {level}' }, 422, 'locations.layout_template'],
    [{ code: '{aisle}/{bay}' }, 422, 'locations.layout_template'],
    [{ code: `${'x'.repeat(60)}{aisle}{bay:02}{level:02}{side}` }, 422, 'locations.layout_template'],
    [{ levels: { count: 9000 } }, 422, 'locations.layout_too_large'],
    [{ levels: { count: 0 } }, 400, 'http.invalid_input'],
    [{ levels: { count: 2, start: 'a' } }, 400, 'http.invalid_input'],
    [{ kind: 'external' }, 422, 'locations.kind_unknown'],
  ] as const
  for (const [wrong, status, code] of cases) {
    const payload = { site: site.id, pattern: { ...AISLES, ...wrong } }
    const answer = await administrator.send({ method: 'POST', url: `${URL}/layouts`, payload })
    t.match(answer.body, { status, code }, JSON.stringify(wrong))
  }
  t.equal((await administrator.send({ url: `${URL}?site=${site.id}&count=true` })).body.total, 1)
})

t.test('fifty thousand bins are one command', async (t) => {
  const { administrator } = await startPlatform(t)
  const site = await createSite(administrator)
  const pattern = {
    code: '{aisle:02}-{bay:03}-{level}-{position}',
    areaCode: 'AISLE-{aisle:02}',
    aisles: { count: 25, pitch: 4 },
    bays: { count: 100, width: 2.7 },
    levels: { count: 5, start: 'A', height: 1.8 },
    positions: { count: 4 },
  }
  const start = performance.now()
  const answer = await administrator.send({
    method: 'POST',
    url: `${URL}/layouts`,
    payload: { site: site.id, pattern },
  })
  t.match(answer.body, { count: 50_000, areas: 25, first: ['01-001-A-1'], last: [/.*/] }, answer.text)
  t.comment(`${Math.round(performance.now() - start)} ms for 50,000 bins`)
})

t.test(
  'whatever the pattern: codes are unique, the count is the product, places stand in their bays',
  (t) => {
    const count = (max: number) => fc.integer({ min: 1, max })
    const start = fc.oneof(fc.nat(50), fc.constantFrom('A', 'Y', 'ZZ'))
    const part = (max: number) =>
      fc.record({ count: count(max), start, step: fc.integer({ min: 1, max: 3 }) })
    const pattern: fc.Arbitrary<CountedPattern> = fc.record({
      code: fc.constantFrom(
        '{aisle}-{side}-{bay:03}-{level:02}-{position}',
        '{position}.{level}.{bay}.{aisle}',
      ),
      areaCode: fc.constantFrom(null, 'AREA-{aisle}'),
      aisles: fc.record({
        count: count(4),
        start,
        pitch: fc.constant(3),
        width: fc.constant(2),
        sides: fc.constantFrom(1 as const, 2 as const),
      }),
      bays: fc.record({
        count: count(6),
        start,
        step: count(3),
        width: fc.constant(1.2),
        numbering: fc.constantFrom('odd-even' as const, 'through' as const),
      }),
      levels: fc.record({ count: count(4), start, height: fc.constant(1.5) }),
      positions: part(3),
    })
    fc.assert(
      fc.property(pattern, (one) => {
        const { places, areas } = planLayout(one)
        const sides = one.aisles.sides ?? 1
        t.equal(
          places.length,
          one.aisles.count * sides * one.bays.count * one.levels.count * (one.positions?.count ?? 1),
        )
        t.equal(new Set([...areas, ...places].map(({ code }) => code)).size, places.length + areas.length)
        t.equal(
          new Set(places.map(({ x, y, z }) => `${x} ${y} ${z}`)).size,
          places.length,
          'no two in one spot',
        )
        const isInside = places.every(
          ({ x, y, z }) =>
            x >= 0 &&
            x <= one.aisles.count * 3 &&
            y > 0 &&
            y < one.bays.count * 1.2 &&
            z <= one.levels.count * 1.5,
        )
        t.ok(isInside)
        t.strictSame(planLayout(one), { places, areas }, 'the same pattern, the same plan')
      }),
      { numRuns: 100 },
    )
    fc.assert(fc.property(fc.nat(20_000), (n) => indexOfLetters(lettersOf(n)) === n))
    t.end()
  },
)

t.test('a key bound to one owner sees the building and changes nothing of it', async (t) => {
  const { administrator, withKey } = await startPlatform(t)
  const site = await createSite(administrator)
  const client = { kind: 'client', name: 'Anna' }
  const owner = await administrator.send({ method: 'POST', url: '/api/v1/access/owners', payload: client })
  const permissions = ['locations.location.read', 'locations.location.write', 'locations.site.write']
  const made = await administrator.send({
    method: 'POST',
    url: '/api/v1/access/api-keys',
    payload: { name: 'Anna’s shop', permissions, owners: [owner.body.id] },
  })
  const key = withKey(made.body.token)
  t.equal((await key.send({ url: `${URL}?site=${site.id}` })).body.data.length, 1)
  const refused = { status: 403, code: 'locations.staff_only' }
  const post = (path: string, payload: object) => key.send({ method: 'POST', url: `${URL}${path}`, payload })
  t.match((await post('', { site: site.id, code: 'X' })).body, refused)
  t.match((await post('/layouts', { site: site.id, pattern: AISLES, dryRun: true })).body, refused)
  const wish = { company: HOUSE, code: 'X', name: 'X', timeZone: 'UTC' }
  t.match((await post('/sites', wish)).body, refused)
  t.match((await key.send({ url: `${URL}/sites` })).body, { status: 403, code: 'http.forbidden' })
})

type Administrator = TestPlatform['administrator']

async function createSite(administrator: Administrator, code = 'MAIN') {
  const payload = { company: HOUSE, code, name: `${code} warehouse`, timeZone: 'Europe/Zurich' }
  return (await administrator.send({ method: 'POST', url: `${URL}/sites`, payload })).body
}

async function create(administrator: Administrator, payload: object) {
  return (await administrator.send({ method: 'POST', url: URL, payload })).body
}

async function read(administrator: Administrator, id: string) {
  return (await administrator.send({ url: `${URL}/${id}` })).body
}

function patch(administrator: Administrator, path: string, payload: object, version: number) {
  const headers = { 'if-match': `"${version}"` }
  return administrator.send({ method: 'PATCH', url: `${URL}/${path}`, headers, payload })
}

/** Brings stock of a test item in; less than nothing takes it out. */
async function receive(administrator: Administrator, location: string, quantity: number) {
  const found = await administrator.send({ url: '/api/v1/items?sku=T' })
  const payload = { sku: 'T', name: 'Test' }
  const item =
    found.body.data[0] ?? (await administrator.send({ method: 'POST', url: '/api/v1/items', payload })).body
  const supplier = { location: '00000000-0000-7000-8000-000000000011' }
  const customer = { location: '00000000-0000-7000-8000-000000000012' }
  const [kind, from, to] =
    quantity > 0 ? ['receipt', supplier, { location }] : ['issue', { location }, customer]
  const movement = { kind, lines: [{ item: item.id, quantity: Math.abs(quantity), from, to }] }
  const answer = await administrator.send({
    method: 'POST',
    url: '/api/v1/ledger/movements',
    payload: { mode: 'all', movements: [movement] },
  })
  if (answer.body.outcomes?.[0]?.status !== 'posted') throw new Error(answer.text)
}
