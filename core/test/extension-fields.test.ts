import type { PluginDeclaration } from '@stowage/sdk'
import t from 'tap'
import { Type } from 'typebox'
import { buildApp } from '../src/app.ts'
import { startPlatform } from '../src/testing/start-platform.ts'

const cold: PluginDeclaration = {
  name: 'cold-chain',
  version: '1.0.0',
  fields: {
    'items.item': Type.Object({
      maximum: Type.Integer({
        title: 'Warmest',
        minimum: -40,
        maximum: 40,
        'x-filter': true,
        'x-sort': true,
      }),
      class: Type.String({ title: 'Class', maxLength: 20, 'x-filter': true }),
      isFrozen: Type.Boolean({ 'x-filter': true }),
      probes: Type.Array(Type.String()),
    }),
    'locations.site': Type.Object({ alarm: Type.String() }),
  },
}

t.test(
  'a plugin keeps fields on items: written, read, listed, filtered, sorted and in CSV with them',
  async (t) => {
    const { administrator, query, database } = await startPlatform(t, { plugins: [cold] })
    const create = (sku: string, fields?: object) =>
      administrator.send({
        method: 'POST',
        url: '/api/v1/items',
        payload: { sku, name: sku, ...(fields && { fields: { 'cold-chain': fields } }) },
      })
    const milk = await create('MILK', { maximum: 7, class: 'dairy', isFrozen: false, probes: ['P1'] })
    t.match(milk, {
      status: 201,
      body: { fields: { 'cold-chain': { maximum: 7, class: 'dairy', probes: ['P1'] } } },
    })
    t.equal((await create('ICE', { maximum: -18, isFrozen: true })).status, 201)
    const stone = await create('STONE')
    t.strictSame(stone.body.fields, {
      'cold-chain': { maximum: null, class: null, isFrozen: null, probes: null },
    })

    const url = `/api/v1/items/${milk.body.id}`
    t.match((await administrator.send({ url })).body.fields['cold-chain'], { maximum: 7, isFrozen: false })
    const skus = async (filter: string) =>
      (await administrator.send({ url: `/api/v1/items?${filter}` })).body.data.map(
        ({ sku }: { sku: string }) => sku,
      )
    t.strictSame(await skus('fields.cold-chain.maximum[lte]=0'), ['ICE'])
    t.strictSame(await skus('fields.cold-chain.class=dairy'), ['MILK'])
    t.strictSame(await skus('fields.cold-chain.isFrozen=true'), ['ICE'])
    t.strictSame(await skus('fields.cold-chain.maximum[isNull]=true'), ['STONE'])
    t.strictSame(await skus('sort=fields.cold-chain.maximum'), ['ICE', 'MILK', 'STONE'])
    const { body: page } = await administrator.send({
      url: '/api/v1/items?sort=-fields.cold-chain.maximum&limit=1',
    })
    t.strictSame(await skus(`sort=-fields.cold-chain.maximum&cursor=${page.nextCursor}`), ['MILK', 'ICE'])
    const csv = await administrator.send({ url: '/api/v1/items?format=csv' })
    t.match(csv.text, /fields\.cold-chain\.maximum/)
    t.match(csv.text, /,-18,/)
    t.equal((await administrator.send({ url: '/api/v1/items?fields.cold-chain.probes=P1' })).status, 400)
    const indexes = await query(
      "select indexdef from pg_indexes where indexname ~ '^field_value_[0-9a-f]{16}$'",
    )
    t.equal(indexes.length, 3, 'each that lists can be filtered by has an index')

    const off = await buildApp({ database })
    const hidden = await off.inject({ url, headers: { cookie: administrator.cookie } })
    t.notOk('fields' in hidden.json(), 'hidden while the plugin is off')
    await off.close()
    t.equal((await query('select 1 from host.field_value')).length, 2, 'and kept')
  },
)

t.test(
  'fields are changed by the row’s own route, under its version, in one entry of the audit',
  async (t) => {
    const { administrator, query } = await startPlatform(t, { plugins: [cold] })
    const made = await administrator.send({
      method: 'POST',
      url: '/api/v1/items',
      payload: { sku: 'MILK', name: 'Milk', fields: { 'cold-chain': { maximum: 7, class: 'dairy' } } },
    })
    const url = `/api/v1/items/${made.body.id}`
    const change = (version: number, payload: object) =>
      administrator.send({ method: 'PATCH', url, headers: { 'if-match': `"${version}"` }, payload })
    const alone = await change(1, { fields: { 'cold-chain': { maximum: 5 } } })
    t.match(alone, {
      status: 200,
      body: { version: 2, fields: { 'cold-chain': { maximum: 5, class: 'dairy' } } },
    })
    const both = await change(2, { name: 'Whole milk', fields: { 'cold-chain': { class: null } } })
    t.match(both, {
      status: 200,
      body: { version: 3, name: 'Whole milk', fields: { 'cold-chain': { class: null } } },
    })
    t.equal((await change(2, { fields: { 'cold-chain': { maximum: 1 } } })).status, 412)
    const changes = await query(
      "select action, before, after from access.change where entity = 'items.item' order by id",
    )
    t.equal(changes.length, 3)
    t.match(changes[0], {
      action: 'create',
      after: { sku: 'MILK', fields: { 'cold-chain': { maximum: 7 } } },
    })
    t.match(changes[1], {
      before: { fields: { 'cold-chain': { maximum: 7 } } },
      after: { fields: { 'cold-chain': { maximum: 5 } } },
    })
    t.match(changes[2], {
      before: { name: 'Milk' },
      after: { name: 'Whole milk', fields: { 'cold-chain': { class: null } } },
    })

    const faults: [object, string][] = [
      [{ 'cold-chain': { maximum: 50 } }, '/fields/cold-chain/maximum'],
      [{ 'cold-chain': { colour: 'red' } }, '/fields/cold-chain/colour'],
      [{ stranger: {} }, '/fields/stranger'],
    ]
    for (const [fields, pointer] of faults) {
      t.match(await change(3, { fields }), { status: 400, body: { errors: [{ pointer }] } })
    }
    const { body } = await administrator.send({ url: '/api/openapi.json' })
    t.match(
      JSON.stringify(body.paths['/api/v1/items'].post.requestBody),
      'cold-chain',
      'the description has them',
    )
  },
)

t.test('a client of the warehouse sees the fields of its own rows alone', async (t) => {
  const { administrator, withKey, query } = await startPlatform(t, { plugins: [cold] })
  const owners: string[] = []
  for (const name of ['North', 'South']) {
    const payload = { kind: 'client', name }
    owners.push((await administrator.send({ method: 'POST', url: '/api/v1/access/owners', payload })).body.id)
  }
  for (const owner of owners) {
    const payload = {
      sku: `OF-${owner.slice(-4)}`,
      name: 'One',
      owner,
      fields: { 'cold-chain': { class: owner.slice(-12) } },
    }
    t.equal((await administrator.send({ method: 'POST', url: '/api/v1/items', payload })).status, 201)
  }
  const [no] = await query<{ no: number }>('select no from access.owner where id = $1', [owners[0]])
  const seen = await query('select 1 from host.field_value where owner = $1', [no!.no])
  t.equal(seen.length, 1, 'the values carry the row’s owner')
  const key = await administrator.send({
    method: 'POST',
    url: '/api/v1/access/api-keys',
    payload: { name: 'North', permissions: ['items.item.read', 'items.item.write'], owners: [owners[0]] },
  })
  const north = withKey(key.body.token)
  const { body } = await north.send({ url: '/api/v1/items' })
  t.strictSame(
    body.data.map(
      ({ fields }: { fields: { 'cold-chain': { class: string } } }) => fields['cold-chain'].class,
    ),
    [owners[0]!.slice(-12)],
  )
  const patched = await north.send({
    method: 'PATCH',
    url: `/api/v1/items/${body.data[0].id}`,
    headers: { 'if-match': '"1"' },
    payload: { fields: { 'cold-chain': { class: 'mine' } } },
  })
  t.match(patched, { status: 200, body: { fields: { 'cold-chain': { class: 'mine' } } } })
})

t.test('fields that cannot be kept stop the boot with a code and a sentence', async (t) => {
  const { database } = await startPlatform(t)
  const cases: [string, RegExp, PluginDeclaration['fields']][] = [
    [
      'host.fields_entity_unknown',
      /"items\.colour", which takes none; there are: .*items\.item/,
      { 'items.colour': Type.Object({}) },
    ],
    ['host.fields_invalid', /like "items\.item"/, { item: Type.Object({}) }],
    ['host.fields_invalid', /Type\.Object/, { 'items.item': Type.String() as never }],
    ['host.fields_invalid', /camelCase/, { 'items.item': Type.Object({ Warm_est: Type.String() }) }],
    [
      'host.fields_invalid',
      /filtered/,
      { 'items.item': Type.Object({ a: Type.Array(Type.Number(), { 'x-filter': true } as never) }) },
    ],
  ]
  for (const [code, message, fields] of cases) {
    const plugins = [{ ...cold, fields: fields! }]
    await t.rejects(buildApp({ database, plugins }), { code, plugin: 'cold-chain', message })
  }
})

t.test('every resource of core takes fields', async (t) => {
  const note = Type.Object({ note: Type.String({ 'x-filter': true }) })
  const entities = [
    'items.item',
    'items.lot',
    'locations.location',
    'locations.site',
    'access.owner',
    'access.company',
  ]
  const notes: PluginDeclaration = {
    name: 'notes',
    version: '1.0.0',
    fields: Object.fromEntries(entities.map((entity) => [entity, note])),
  }
  const { administrator } = await startPlatform(t, { plugins: [notes] })
  const made = async (path: string, payload: object) => {
    const url = `/api/v1/${path}`
    const fields = { notes: { note: 'first' } }
    const created = await administrator.send({ method: 'POST', url, payload: { ...payload, fields } })
    t.match(created, { status: 201, body: { fields } }, path)
    const changed = await administrator.send({
      method: 'PATCH',
      url: `${url}/${created.body.id}`,
      headers: { 'if-match': `"${created.body.version}"` },
      payload: { fields: { notes: { note: 'second' } } },
    })
    t.match(changed, {
      status: 200,
      body: { version: created.body.version + 1, fields: { notes: { note: 'second' } } },
    })
    const { body } = await administrator.send({ url: `${url}?fields.notes.note=second` })
    t.strictSame(
      body.data.map(({ id }: { id: string }) => id),
      [created.body.id],
    )
    return created.body.id as string
  }
  const item = await made('items', { sku: 'MILK', name: 'Milk', hasLots: true })
  await made('items/lots', { item, name: 'L1' })
  const company = await made('access/companies', { name: 'Second', baseCurrency: 'EUR' })
  await made('access/owners', { kind: 'client', name: 'North' })
  const site = await made('locations/sites', { company, code: 'N', name: 'North', timeZone: 'UTC' })
  await made('locations', { site, kind: 'bin', code: 'A1' })
})
