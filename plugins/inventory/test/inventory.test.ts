import t from 'tap'
import { startPlatform, type TestPlatform } from '../../../tests/platform/start-platform.ts'
import inventory from '../index.ts'

const SUPPLIER = '00000000-0000-7000-8000-000000000011'

/** A site with a bin, and an item of which ten lie there. */
async function stocked(platform: TestPlatform) {
  const { send } = platform.administrator
  const post = async (url: string, payload: object) => {
    const answer = await send({ method: 'POST', url: `/api/v1${url}`, payload })
    if (answer.status >= 300) throw new Error(`${url}: ${answer.text}`)
    return answer.body
  }
  const site = await post('/locations/sites', {
    company: '00000000-0000-7000-8000-000000000001',
    code: 'HAM',
    name: 'Hamburg',
    timeZone: 'Europe/Berlin',
  })
  const places = await send({ url: `/api/v1/locations?site=${site.id}` })
  const root = places.body.data[0]
  const bin = await post('/locations', { site: site.id, parent: root.id, kind: 'bin', code: 'A-01' })
  const item = await post('/items', { sku: 'BOLT-8', name: 'Bolt M8', baseUnit: 'each' })
  const lines = [{ item: item.id, quantity: 10, from: { location: SUPPLIER }, to: { location: bin.id } }]
  await post('/ledger/movements', { mode: 'all', movements: [{ kind: 'receipt', lines }] })
  return { site, bin, item, post, send }
}

t.test('an item runs short as soon as less is available than its reorder point says', async (t) => {
  const platform = await startPlatform(t, { plugins: [inventory] })
  const { site, bin, item, post, send } = await stocked(platform)
  const url = '/api/v1/inventory/reorder-points'
  const point = await post('/inventory/reorder-points', {
    item: item.id,
    site: site.id,
    minimum: 8,
    target: 20,
  })
  t.match(point, {
    item: item.id,
    site: site.id,
    minimum: 8,
    target: 20,
    note: null,
    owner: null,
    version: 1,
  })

  const shortages = async () => (await send({ url: '/api/v1/inventory/shortages' })).body.data
  t.same(await shortages(), [], 'ten are enough')
  const gone = [{ item: item.id, quantity: 3, from: { location: bin.id }, to: { location: SUPPLIER } }]
  await post('/ledger/movements', { mode: 'all', movements: [{ kind: 'issue', lines: gone }] })
  t.match(await shortages(), [{ item: { sku: 'BOLT-8' }, site: { code: 'HAM' }, available: 7, missing: 1 }])

  const hold = { scope: 'item', subject: item.id, blocks: ['ship'], reason: 'recall R-4' }
  await post('/ledger/holds', hold)
  t.match(await shortages(), [{ available: 0, missing: 8 }], 'what is on hold is not available')

  t.test('it is read, listed, changed with the version that was seen, and removed', async (t) => {
    const one = await send({ url: `${url}/${point.id}` })
    t.equal(one.headers.etag, '"1"')
    t.match((await send({ url: `${url}?item=${item.id}` })).body.data, [{ id: point.id }])
    t.match((await send({ url: `${url}?format=csv` })).text, /id,owner,item,site,minimum,target,note/)
    const patch = (payload: object, version: string) =>
      send({ method: 'PATCH', url: `${url}/${point.id}`, payload, headers: { 'if-match': version } })
    t.match(await patch({ minimum: 5 }, '"1"'), { status: 200, body: { minimum: 5, target: 20, version: 2 } })
    t.match(await patch({ minimum: 6 }, '"1"'), { status: 412, body: { code: 'http.version_conflict' } })
    t.match(await patch({ item: item.id }, '"2"'), { status: 400 }, 'what is fixed cannot be changed')
    t.match(await patch({ target: 2 }, '"2"'), {
      status: 422,
      body: { code: 'inventory.target_below_minimum', detail: /Filling up to 2 .* minimum of 5/ },
    })
    const audit = await send({ url: `/api/v1/access/audit?entityId=${point.id}` })
    t.match(audit.body.data.map(({ action }: { action: string }) => action).sort(), ['change', 'create'])
    const removal = { method: 'DELETE' as const, url: `${url}/${point.id}`, headers: { 'if-match': '"2"' } }
    t.equal((await send(removal)).status, 204)
    t.equal((await send(removal)).status, 404)
  })
})

t.test('what does not fit is refused by name, and nothing is written', async (t) => {
  const platform = await startPlatform(t, { plugins: [inventory] })
  const { site, item, post, send } = await stocked(platform)
  const url = '/api/v1/inventory/reorder-points'
  const create = (payload: object) => send({ method: 'POST', url, payload })
  const nobody = '019a0000-0000-7000-8000-000000000001'
  t.match(await create({ item: nobody, site: site.id, minimum: 1 }), {
    status: 422,
    body: { code: 'http.reference_unknown', detail: /items\.item 019a0000/ },
  })
  t.match(await create({ item: item.id, site: site.id, minimum: -1 }), { status: 400 })
  t.match(await create({ item: item.id, site: site.id, minimum: 1, colour: 'red' }), { status: 400 })
  await post('/inventory/reorder-points', { item: item.id, site: site.id, minimum: 1 })
  t.match(await create({ item: item.id, site: site.id, minimum: 2 }), {
    status: 409,
    body: { code: 'inventory.reorder_point_taken' },
  })
  t.equal((await platform.stranger.send({ url })).status, 401)
  t.match(await platform.query('select count(*)::int as n from inventory.reorder_point'), [{ n: 1 }])
  t.same(await platform.query(inventory.invariants[0]!.offendingRows), [])
})

t.test('its screens come of its schema, for those who may see them', async (t) => {
  const { administrator } = await startPlatform(t, { plugins: [inventory] })
  const { body } = await administrator.send({ url: '/api/v1/host/screens' })
  t.match(body.plugins, [
    {
      name: 'inventory',
      resources: [
        {
          name: 'reorder_point',
          path: '/inventory/reorder-points',
          columns: ['item', 'site', 'minimum', 'target', 'note'],
          create: { required: ['item', 'site', 'minimum'] },
          hasOne: true,
          menu: { group: 'Stock' },
        },
      ],
    },
  ])
})
