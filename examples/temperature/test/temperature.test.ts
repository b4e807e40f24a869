import { Buffer } from 'node:buffer'
import { examine, SUPPLIER, startPlatform, type TestPlatform, tenBolts } from '@stowage/sdk/testing'
import t from 'tap'
import plugin from '../index.ts'

/** Two bins, a vaccine that stays below 8 °C, and ways to read a probe and to move ten doses. */
async function vaccines(platform: TestPlatform) {
  const { create, addBin, move } = await tenBolts(platform)
  const [cold, warm] = [await addBin('COLD-1'), await addBin('WARM-1')]
  const { id: item } = await create('/items', { sku: 'VACCINE', name: 'Vaccine', baseUnit: 'each' })
  await create('/temperature/requirements', { item, warmest: 8 })
  return {
    cold,
    warm,
    read: (location: string, celsius: number, measuredAt = new Date().toISOString()) =>
      create('/temperature/readings', { location, celsius, measuredAt }),
    move: (from: string, to: string) =>
      move({ kind: from === SUPPLIER ? 'receipt' : 'transfer', item, quantity: 10, from, to }),
    send: platform.administrator.send,
  }
}

t.test('it keeps what every plugin promises', async (t) => {
  const findings = await examine(t, plugin, {
    async fill({ create, item, bin }) {
      const celsius = 4
      await create('/temperature/readings', { location: bin, celsius, measuredAt: new Date().toISOString() })
      await create('/temperature/requirements', { item, warmest: 8 })
    },
  })
  for (const { sentence, faults } of findings) t.same(faults, [], sentence)
})

t.test('cold goods are put where it is cold, and nowhere else', async (t) => {
  const platform = await startPlatform(t, { plugins: [plugin] })
  const { cold, warm, read, move, send } = await vaccines(platform)
  t.match(await move(SUPPLIER, cold), {
    status: 422,
    body: { errors: [{ code: 'temperature.unknown_here', detail: /Nobody knows how warm it is in COLD-1/ }] },
  })
  await read(cold, 5)
  await read(warm, 21.5)
  t.equal((await move(SUPPLIER, cold)).status, 200)
  t.match(await move(cold, warm), {
    status: 422,
    body: { errors: [{ code: 'temperature.too_warm', detail: /21\.5 °C in WARM-1, and VACCINE .* 8 °C/ }] },
  })
  await read(warm, 4, '2020-01-01T00:00:00Z')
  t.equal((await move(cold, warm)).status, 422, 'what was read long ago says nothing of today')

  t.same((await send({ url: '/api/v1/temperature/alarms' })).body.data, [])
  await read(cold, 11)
  t.match((await send({ url: '/api/v1/temperature/alarms' })).body.data, [
    { item: { sku: 'VACCINE' }, location: { code: 'COLD-1' }, onHand: 10, celsius: 11, excess: 3 },
  ])
  t.match((await send({ url: '/api/v1/host/tiles/temperature.too_warm_now' })).body, {
    total: 1,
    rows: [{ label: 'COLD-1', detail: 'VACCINE Vaccine: 8 °C', value: 11, unit: '°C' }],
  })
  t.match((await send({ url: '/api/v1/host/waiting' })).text, /Cold goods lie where it is too warm, in 1 bal/)
  await read(cold, 4)
  t.match((await send({ url: '/api/v1/host/tiles/temperature.too_warm_now' })).body, { total: 0 })
})

t.test('the chart goes to the screen of a place, and is small', async (t) => {
  const { administrator } = await startPlatform(t, { plugins: [plugin] })
  const { body } = await administrator.send({ url: '/api/v1/host/screens' })
  t.match(body.plugins, [
    { name: 'temperature', slots: [{ slot: 'locations.location.show', component: 'TemperatureChart' }] },
  ])
  const { text } = await administrator.send({ url: body.plugins[0].entry })
  t.match(text, /polyline/)
  t.ok(Buffer.byteLength(text) <= 15 * 1024)
})
