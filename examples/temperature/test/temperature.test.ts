import { fileURLToPath, pathToFileURL } from 'node:url'
import { buildAdminEntry } from '@stowage/sdk/admin-build'
import t from 'tap'
import { startPlatform, type TestPlatform } from '../../../tests/platform/start-platform.ts'
import temperature from '../index.ts'

const SUPPLIER = '00000000-0000-7000-8000-000000000011'
const out = t.testdir()
const source = fileURLToPath(new URL('../admin/index.tsx', import.meta.url))
const built = await buildAdminEntry({ entry: source, out })
const plugin = { ...temperature, admin: { ...temperature.admin, entry: pathToFileURL(`${out}/`) } }

/** Two bins, a vaccine that stays below 8 °C, and ways to read a probe and to move ten doses. */
async function vaccines({ administrator: { send } }: TestPlatform) {
  const post = async (url: string, payload: object) => {
    const answer = await send({ method: 'POST', url: `/api/v1${url}`, payload })
    if (answer.status >= 300) throw new Error(`${url}: ${answer.text}`)
    return answer.body
  }
  const company = '00000000-0000-7000-8000-000000000001'
  const site = await post('/locations/sites', {
    company,
    code: 'HAM',
    name: 'Hamburg',
    timeZone: 'Europe/Berlin',
  })
  const { body: places } = await send({ url: `/api/v1/locations?site=${site.id}` })
  const parent = places.data[0].id
  const bin = (code: string) => post('/locations', { site: site.id, parent, kind: 'bin', code })
  const [cold, warm] = [await bin('COLD-1'), await bin('WARM-1')]
  const item = await post('/items', { sku: 'VACCINE', name: 'Vaccine', baseUnit: 'each' })
  await post('/temperature/requirements', { item: item.id, warmest: 8 })
  const read = (location: string, celsius: number, measuredAt = new Date().toISOString()) =>
    post('/temperature/readings', { location, celsius, measuredAt })
  const move = (from: string, to: string) =>
    send({
      method: 'POST',
      url: '/api/v1/ledger/movements',
      payload: {
        mode: 'all',
        movements: [
          {
            kind: from === SUPPLIER ? 'receipt' : 'transfer',
            lines: [{ item: item.id, quantity: 10, from: { location: from }, to: { location: to } }],
          },
        ],
      },
    })
  return { cold, warm, item, read, move, send }
}

t.test('cold goods are put where it is cold, and nowhere else', async (t) => {
  const platform = await startPlatform(t, { plugins: [plugin] })
  const { cold, warm, read, move, send } = await vaccines(platform)
  t.match(await move(SUPPLIER, cold.id), {
    status: 422,
    body: { errors: [{ code: 'temperature.unknown_here', detail: /Nobody knows how warm it is in COLD-1/ }] },
  })
  await read(cold.id, 5)
  await read(warm.id, 21.5)
  t.equal((await move(SUPPLIER, cold.id)).status, 200)
  t.match(await move(cold.id, warm.id), {
    status: 422,
    body: { errors: [{ code: 'temperature.too_warm', detail: /21\.5 °C in WARM-1, and VACCINE .* 8 °C/ }] },
  })
  await read(warm.id, 4, '2020-01-01T00:00:00Z')
  t.equal((await move(cold.id, warm.id)).status, 422, 'what was read long ago says nothing of today')

  t.same((await send({ url: '/api/v1/temperature/alarms' })).body.data, [])
  await read(cold.id, 11)
  t.match((await send({ url: '/api/v1/temperature/alarms' })).body.data, [
    { item: { sku: 'VACCINE' }, location: { code: 'COLD-1' }, onHand: 10, celsius: 11, excess: 3 },
  ])
  for (const { id, offendingRows } of temperature.invariants)
    t.same(await platform.query(offendingRows), [], id)
})

t.test('the chart goes to the screen of a place, and is small', async (t) => {
  t.ok(built.bytes <= 15 * 1024, `${built.bytes} bytes`)
  const { administrator } = await startPlatform(t, { plugins: [plugin] })
  const { body } = await administrator.send({ url: '/api/v1/host/screens' })
  t.match(body.plugins, [
    { name: 'temperature', slots: [{ slot: 'locations.location.show', component: 'TemperatureChart' }] },
  ])
  t.match((await administrator.send({ url: body.plugins[0].entry })).text, /polyline/)
})
