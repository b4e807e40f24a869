import type { PluginDeclaration } from '@stowage/sdk'
import t from 'tap'
import { Type } from 'typebox'
import { type Caller, startPlatform } from '../src/testing/start-platform.ts'

const REQUIRED = { 'x-required': true }
const care: PluginDeclaration = {
  name: 'care',
  version: '1.0.0',
  fields: Object.fromEntries(
    ['locations.location', 'locations.handling_unit', 'items.item'].map((entity) => [
      entity,
      Type.Object({
        class: Type.String({ 'x-filter': true, default: 'plain' }),
        keeper: Type.String({ 'x-filter': true, ...REQUIRED }),
      }),
    ]),
  ),
}

const HOUSE = '00000000-0000-7000-8000-000000000001'
const PATTERN = {
  code: '{aisle}-{bay:02}-{level:02}',
  aisles: { count: 1, start: 'A', pitch: 3.5, width: 2, sides: 1 },
  bays: { count: 2, width: 1.2 },
  levels: { count: 1, height: 1.5 },
}

/** Posts what must succeed. */
async function make(who: Caller, path: string, payload: object) {
  const { status, body, text } = await who.send({ method: 'POST', url: `/api/v1${path}`, payload })
  if (status >= 300) throw new Error(`${path}: ${status} ${text}`)
  return body
}

t.test('rows that no form made begin with the defaults, and are found by what they lack', async (t) => {
  const { administrator } = await startPlatform(t, { plugins: [care] })
  const said = { fields: { care: { keeper: 'Ada' } } }
  const site = await make(administrator, '/locations/sites', {
    company: HOUSE,
    code: 'S1',
    name: 'Store',
    timeZone: 'Europe/Zurich',
  })
  await make(administrator, '/locations', { site: site.id, kind: 'bin', code: 'BY-HAND', ...said })
  await make(administrator, '/locations/layouts', { site: site.id, pattern: PATTERN })
  const rows = async (path: string) => (await administrator.send({ url: `/api/v1${path}` })).body.data
  const bins = await rows('/locations?kind=bin&sort=code')
  t.same(
    bins.map(({ code, fields }: { code: string; fields: object }) => [code, fields]),
    [
      ['A-01-01', { care: { class: 'plain', keeper: null } }],
      ['A-02-01', { care: { class: 'plain', keeper: null } }],
      ['BY-HAND', { care: { class: 'plain', keeper: 'Ada' } }],
    ],
  )
  const lacking = await rows('/locations?kind=bin&incomplete=true&sort=code')
  t.same(
    lacking.map(({ code }: { code: string }) => code),
    ['A-01-01', 'A-02-01'],
  )
  t.equal((await rows('/locations?kind=bin&incomplete=false')).length, 1)

  const nameless = await administrator.send({
    method: 'POST',
    url: '/api/v1/locations',
    payload: { site: site.id, kind: 'bin', code: 'NEW' },
  })
  t.match(nameless, { status: 400, body: { errors: [{ pointer: '/fields/care/keeper' }] } }, 'a form says it')

  const [first] = lacking
  const mended = await administrator.send({
    method: 'PATCH',
    url: `/api/v1/locations/${first.id}`,
    headers: { 'if-match': `"${first.version}"` },
    payload: said,
  })
  t.equal(mended.status, 200, mended.text)
  t.equal((await rows('/locations?kind=bin&incomplete=true')).length, 1)

  await make(administrator, '/locations/handling-units/batch', { make: { count: 3, kind: 'pallet' } })
  const units = await rows('/locations/handling-units?incomplete=true&fields.care.class=plain')
  t.equal(units.length, 3, 'a series of units does, too')
})
