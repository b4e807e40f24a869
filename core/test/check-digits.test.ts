import fc from 'fast-check'
import t from 'tap'
import { checkDigitsOf } from '../src/locations/layouts/check-digits.ts'
import { startPlatform } from '../src/testing/start-platform.ts'

const URL = '/api/v1/locations'
const COMPANY = '00000000-0000-7000-8000-000000000001'
const RACK = {
  code: '{aisle}-{bay:02}-{level}{position}',
  aisles: { count: 2, sides: 2, start: 'A' },
  bays: { count: 10 },
  levels: { count: 5 },
  positions: { count: 3 },
}

t.test('a laid-out rack has digits to read out, and no two places of a bay have the same', async (t) => {
  const floor = await openFloor(t)
  const layOut = (pattern: object) =>
    floor.administrator.send({
      method: 'POST',
      url: `${URL}/layouts`,
      payload: { site: floor.site, pattern },
    })
  for (const [digits, prefix] of [
    [2, 'X'],
    [3, 'Y'],
    [4, 'Z'],
  ] as const) {
    const made = await layOut({ ...RACK, code: `${prefix}${RACK.code}`, checkDigits: digits })
    t.equal(made.body.count, 600, made.text)
    const places = await floor.query<{ bay: string; digits: string }>(
      `select regexp_replace(code, '-[^-]*$', '') as bay, check_digits as digits
         from locations.location where kind = 'bin' and code like $1`,
      [`${prefix}%`],
    )
    t.ok(places.every((place) => place.digits.length === digits))
    const bays = Map.groupBy(places, ({ bay }) => bay)
    t.equal(bays.size, 40)
    for (const [bay, inBay] of bays) t.equal(new Set(inBay.map((place) => place.digits)).size, 15, bay)
  }
  const none = await layOut({ ...RACK, code: `N${RACK.code}` })
  t.equal(none.status, 200)
  const [plain] = (await floor.get(`${URL}?code[startsWith]=NA-01`)).data
  t.equal(plain.checkDigits, null, 'without being asked for, there are none')
  const tooFew = {
    ...RACK,
    checkDigits: 2,
    levels: { count: 51 },
    positions: { count: 2 },
    bays: { count: 1 },
  }
  const { body } = await layOut(tooFew)
  t.match(body, { status: 422, code: 'locations.check_digits_too_few', facts: { places: 102, digits: 2 } })
  t.match(body.detail, /take more digits/)
  for (const checkDigits of [1, 5, 2.5, '2'])
    t.equal((await layOut({ ...RACK, checkDigits })).status, 400, `${checkDigits} digits`)
})

t.test('a place has its barcode and digits by hand, and is found by what the scanner reads', async (t) => {
  const floor = await openFloor(t)
  const post = (payload: object) =>
    floor.administrator.send({ method: 'POST', url: URL, payload: { site: floor.site, ...payload } })
  const made = await post({ code: 'A-1', barcode: ' 4711-x ', checkDigits: '07' })
  t.match(made.body, { barcode: '4711-x', checkDigits: '07' }, made.text)
  t.match((await floor.get(`${URL}?barcode=4711-x`)).data, [{ id: made.body.id, checkDigits: '07' }])
  t.strictSame((await floor.get(`${URL}?barcode=4711-X`)).data, [], 'a scanner reads letters as they are')
  t.match((await post({ code: 'A-2', barcode: '4711-x' })).body, { code: 'locations.barcode_taken' })
  for (const checkDigits of ['7', '12345', 'ab', 12])
    t.equal((await post({ code: 'A-3', checkDigits })).status, 400, `${checkDigits}`)
  const patch = (version: number, payload: object) =>
    floor.administrator.send({
      method: 'PATCH',
      url: `${URL}/${made.body.id}`,
      headers: { 'if-match': `"${version}"` },
      payload,
    })
  t.match((await patch(1, { checkDigits: '123', barcode: null })).body, {
    checkDigits: '123',
    barcode: null,
    version: 2,
  })
  t.match((await patch(2, { checkDigits: null })).body, { checkDigits: null, version: 3 })
  const story = (await floor.get(`/api/v1/access/audit?entityId=${made.body.id}&sort=-at`)).data
  t.match(story[0], { before: { checkDigits: '123' }, after: { checkDigits: null } })
})

t.test('the same place always gets the same digits, whatever order its bay is told in', (t) => {
  const bay = fc.uniqueArray(fc.uuid(), { minLength: 1, maxLength: 100 })
  fc.assert(
    fc.property(bay, fc.integer({ min: 2, max: 4 }), (ids, digits) => {
      const made = checkDigitsOf(ids, digits)
      t.equal(new Set(made.values()).size, ids.length, 'never two alike')
      t.strictSame([...checkDigitsOf(ids.toReversed(), digits)], [...made])
      t.ok([...made.values()].every((text) => text.length === digits && /^\d+$/.test(text)))
    }),
    { numRuns: 100 },
  )
  t.throws(
    () =>
      checkDigitsOf(
        Array.from({ length: 101 }, (_, n) => `${n}`),
        2,
      ),
    RangeError,
  )
  t.end()
})

async function openFloor(t: Parameters<typeof startPlatform>[0]) {
  const platform = await startPlatform(t)
  const { administrator } = platform
  const site = await administrator.send({
    method: 'POST',
    url: `${URL}/sites`,
    payload: { company: COMPANY, code: 'S', name: 'S', timeZone: 'UTC' },
  })
  return {
    ...platform,
    site: site.body.id as string,
    get: async (url: string) => (await administrator.send({ url })).body,
  }
}
