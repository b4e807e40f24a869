import fc from 'fast-check'
import t from 'tap'
import type { CountedPattern } from '../src/locations/layouts/code-ranges.ts'
import { indexOfLetters, lettersOf } from '../src/locations/layouts/code-template.ts'
import { planLayout } from '../src/locations/layouts/plan-layout.ts'
import { startPlatform } from '../src/testing/start-platform.ts'
import { AISLES, createSite, URL } from './building.ts'

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
