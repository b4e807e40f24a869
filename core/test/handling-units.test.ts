import t from 'tap'
import type { TestPlatform } from '../../tests/platform/start-platform.ts'
import { ssccDigits, ssccFault, ssccOf } from '../src/locations/units/sscc.ts'
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

async function create(administrator: TestPlatform['administrator'], url: string, payload: object) {
  const { status, body, text } = await administrator.send({ method: 'POST', url: `${URL}/${url}`, payload })
  if (status !== 201) throw new Error(`${url}: ${status} ${text}`)
  return body
}

function createUnit({ administrator }: LedgerWorld, payload: object) {
  return create(administrator, 'handling-units', payload)
}
