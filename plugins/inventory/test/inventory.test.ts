import { definePlugin, type PlatformEvent } from '@stowage/sdk'
import { examine, startPlatform, type TestPlatform, tenBolts } from '@stowage/sdk/testing'
import t from 'tap'
import { SHORTAGE_BEGAN, SHORTAGE_ENDED, type Shortage } from '../contract.ts'
import inventory from '../index.ts'

/** Ten bolts, and how to read. */
async function stocked(platform: TestPlatform) {
  const scene = await tenBolts(platform)
  const { send } = platform.administrator
  return { ...scene, send }
}

t.test('it keeps what every plugin promises', async (t) => {
  const findings = await examine(t, inventory, {
    fill: ({ create, item, site }) => create('/inventory/reorder-points', { item, site, minimum: 3 }),
  })
  for (const { sentence, faults } of findings) t.same(faults, [], sentence)
})

t.test('whoever asked is told once when an item runs short, and once when it is over', async (t) => {
  const told: string[] = []
  const listen = {
    from: 'enabled',
    run: async (events: readonly PlatformEvent<Shortage>[]) => {
      for (const { name, payload } of events) told.push(`${name} ${payload.available} of ${payload.minimum}`)
    },
  } as const
  const buyer = definePlugin({
    name: 'buyer',
    version: '0.1.0',
    requires: { plugins: { inventory: '^0.1.0' } },
    on: { [SHORTAGE_BEGAN]: listen, [SHORTAGE_ENDED]: listen },
  })
  const platform = await startPlatform(t, { plugins: [inventory, buyer] })
  const { create, item, site, receive, issue } = await stocked(platform)
  const heard = async () => {
    await platform.settle()
    return told.splice(0)
  }
  await create('/inventory/reorder-points', { item, site, minimum: 8 })
  t.same(await heard(), [], 'ten are enough')
  await issue(1)
  await issue(2)
  t.same(await heard(), [`${SHORTAGE_BEGAN} 7 of 8`])
  await issue(1)
  t.same(await heard(), [], 'that it fell further is no news')
  await receive(4)
  t.same(await heard(), [`${SHORTAGE_ENDED} 10 of 8`])
  const hold = { scope: 'item', subject: item, blocks: ['ship'], reason: 'recall R-4' }
  await create('/ledger/holds', hold)
  await platform.runJob('inventory.watch')
  t.same(await heard(), [`${SHORTAGE_BEGAN} 0 of 8`], 'what is on hold is not available')
  const { id } = await create('/items', { sku: 'NUT-8', name: 'Nut M8', baseUnit: 'each' })
  await create('/inventory/reorder-points', { item: id, site, minimum: 1 })
  t.same(await heard(), [`${SHORTAGE_BEGAN} 0 of 1`], 'of what was never there, none is available')
})

t.test('an item runs short as soon as less is available than its reorder point says', async (t) => {
  const platform = await startPlatform(t, { plugins: [inventory] })
  const { site, item, create, issue, send } = await stocked(platform)
  const url = '/api/v1/inventory/reorder-points'
  const point = await create('/inventory/reorder-points', { item, site, minimum: 8, target: 20 })
  t.match(point, {
    item,
    site,
    minimum: 8,
    target: 20,
    note: null,
    owner: null,
    version: 1,
  })

  const shortages = async () => (await send({ url: '/api/v1/inventory/shortages' })).body.data
  t.same(await shortages(), [], 'ten are enough')
  await issue(3)
  t.match(await shortages(), [{ item: { sku: 'BOLT-8' }, site: { code: 'HAM' }, available: 7, missing: 1 }])

  const hold = { scope: 'item', subject: item, blocks: ['ship'], reason: 'recall R-4' }
  await create('/ledger/holds', hold)
  t.match(await shortages(), [{ available: 0, missing: 8 }], 'what is on hold is not available')

  t.test('it is read, listed, changed with the version that was seen, and removed', async (t) => {
    const one = await send({ url: `${url}/${point.id}` })
    t.equal(one.headers.etag, '"1"')
    t.match((await send({ url: `${url}?item=${item}` })).body.data, [{ id: point.id }])
    t.match((await send({ url: `${url}?format=csv` })).text, /id,owner,item,site,minimum,target,note/)
    const patch = (payload: object, version: string) =>
      send({ method: 'PATCH', url: `${url}/${point.id}`, payload, headers: { 'if-match': version } })
    t.match(await patch({ minimum: 5 }, '"1"'), { status: 200, body: { minimum: 5, target: 20, version: 2 } })
    t.match(await patch({ minimum: 6 }, '"1"'), { status: 412, body: { code: 'http.version_conflict' } })
    t.match(await patch({ item }, '"2"'), { status: 400 }, 'what is fixed cannot be changed')
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

t.test('what runs short has a screen, and the first screen leads there', async (t) => {
  const platform = await startPlatform(t, { plugins: [inventory] })
  const { site, item, create, send } = await stocked(platform)
  await create('/inventory/reorder-points', { item, site, minimum: 24 })
  const { body } = await send({ url: '/api/v1/host/screens' })
  const mine = body.plugins.find(({ name }: { name: string }) => name === 'inventory')
  const shortages = mine.resources.find(({ name }: { name: string }) => name === 'shortages')
  t.match(shortages, {
    path: '/inventory/shortages',
    menu: { group: 'Stock' },
    hasOne: false,
    query: { sort: { 'x-sort': { default: '-missing' } } },
  })
  t.match((await send({ url: '/api/v1/host/waiting' })).body.data, [{ to: '/x/inventory/shortages' }])
})

t.test('what does not fit is refused by name, and nothing is written', async (t) => {
  const platform = await startPlatform(t, { plugins: [inventory] })
  const { site, item, send } = await stocked(platform)
  const url = '/api/v1/inventory/reorder-points'
  const create = (payload: object) => send({ method: 'POST', url, payload })
  const nobody = '019a0000-0000-7000-8000-000000000001'
  t.match(await create({ item: nobody, site, minimum: 1 }), {
    status: 422,
    body: { code: 'http.reference_unknown', detail: /no item 019a0000/ },
  })
  t.match(await create({ item, site, minimum: -1 }), { status: 400 })
  t.match(await create({ item, site, minimum: 1, colour: 'red' }), { status: 400 })
  await create({ item, site, minimum: 1 })
  t.match(await create({ item, site, minimum: 2 }), {
    status: 409,
    body: { code: 'inventory.reorder_point_taken' },
  })
  t.equal((await platform.stranger.send({ url })).status, 401)
  t.match(await platform.query('select count(*)::int as n from inventory.reorder_point'), [{ n: 1 }])
})

t.test('reorder points are changed and removed, many at once, each by its own rules', async (t) => {
  const platform = await startPlatform(t, { plugins: [inventory] })
  const { site, item, create, send } = await stocked(platform)
  const { id: other } = await create('/items', { sku: 'NUT', name: 'Nut', baseUnit: 'each' })
  await create('/inventory/reorder-points', { item, site, minimum: 1, target: 5 })
  await create('/inventory/reorder-points', { item: other, site, minimum: 1 })
  const many = (path: string, change: object) =>
    send({
      method: 'POST',
      url: `/api/v1/inventory/reorder-points/${path}`,
      payload: { isAll: true, change },
    })
  t.match((await many('bulk', { minimum: 9 })).body, {
    done: 1,
    refused: 1,
    refusals: [{ code: 'inventory.target_below_minimum' }],
  })
  t.match((await many('removals/bulk', { minimum: 9 })).status, 400)
  t.match((await many('removals/bulk', {})).body, { done: 2, refused: 0 })
  t.same(await platform.query('select from inventory.reorder_point'), [])
  const removed = `select from access.change where entity = 'inventory.reorder_point' and action = 'remove'`
  t.equal((await platform.query(removed)).length, 2, 'each stands in the audit')
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
          changesMany: true,
          removesMany: true,
          menu: { group: 'Stock' },
        },
      ],
    },
  ])
})

t.test('how much to reorder is decided when it begins to run short, and says why', async (t) => {
  const platform = await startPlatform(t, { plugins: [inventory] })
  const { site, item, create, issue, send } = await stocked(platform)
  await create('/inventory/reorder-points', { item, site, minimum: 8, target: 20 })
  await issue(6)
  await platform.settle()
  const shortage = async () => (await send({ url: '/api/v1/inventory/shortages' })).body.data[0]
  const filled = await shortage()
  t.match(filled, { available: 4, proposed: 16 })
  const decision = async (id: string) => (await send({ url: `/api/v1/host/decisions/${id}` })).body
  t.match(await decision(filled.decision), {
    because: '4 are available, and 16 more come to the target of 20.',
    evidence: { about: { sku: 'BOLT-8', missing: 4 }, considered: [{ isChosen: true }, {}] },
  })

  const rule = {
    point: 'inventory.reorder_quantity',
    strategy: 'inventory.by_use',
    settings: { days: 56, most: 10 },
    site,
    condition: { all: [{ fact: 'sku', is: 'begins_with', value: 'bolt' }] },
  }
  const trial = { method: 'POST' as const, url: '/api/v1/host/strategy-bindings/try', payload: rule }
  t.match((await send(trial)).body, { matching: 1, different: 1, isOnTodaysFacts: true })
  await create('/host/strategy-bindings', rule)
  const { body } = await send({ method: 'POST', url: '/api/v1/inventory/proposals' })
  t.match(body.data, [{ quantity: 4 }])
  const used = await shortage()
  t.match(used, { proposed: 4 })
  t.match(await decision(used.decision), {
    because: '6 were used in 28 days, so 12 would last for 56 days; 4 are reordered.',
    evidence: { considered: [{ droppedBy: 'more than the most' }, { isChosen: true }] },
  })
})

t.test(
  'the reorder point of a client’s item is his, whoever makes it, and no other client sees it',
  async (t) => {
    const { administrator } = await startPlatform(t, { plugins: [inventory] })
    const { create, site, item: bolts } = await tenBolts({ administrator })
    const client = (name: string) => create('/access/owners', { kind: 'client', name })
    const [{ id: anna }, { id: ben }] = [await client('Anna'), await client('Ben')]
    const { id: item } = await create('/items', { sku: 'TEA', name: 'Tea', baseUnit: 'each', owner: anna })
    const point = await create('/inventory/reorder-points', { item, site, minimum: 5 })
    t.equal(point.owner, anna)
    t.equal((await create('/inventory/reorder-points', { item: bolts, site, minimum: 5 })).owner, null)
    const payload = { item, site, minimum: 5, owner: ben }
    const wrong = await administrator.send({
      method: 'POST',
      url: '/api/v1/inventory/reorder-points',
      payload,
    })
    t.match(wrong, { status: 422, body: { code: 'http.reference_of_another', facts: { member: 'item' } } })
    const permissions = ['inventory.reorder_point.read']
    const { token } = await create('/access/api-keys', { name: 'Ben', permissions, owners: [ben] })
    const headers = { authorization: `Bearer ${token}`, cookie: '' }
    const seen = await administrator.send({ url: '/api/v1/inventory/reorder-points?count=true', headers })
    t.notMatch(seen.text, item, 'Ben sees the house’s alone')
    t.equal(seen.body.total, 1)
  },
)
