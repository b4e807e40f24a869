import type { PluginDeclaration } from '@stowage/sdk'
import t from 'tap'
import { Type } from 'typebox'
import { buildApp } from '../src/app.ts'
import { startNodeHere } from '../src/testing/start-node.ts'
import { changing, FIELDS, itemMaker, type Send } from './custom-field-world.ts'

const allergens = {
  entity: 'items.item',
  name: 'allergens',
  kind: 'choices',
  label: 'Allergens',
  labels: { fr: 'Allergènes' },
  rules: {
    choices: [
      { value: 'nuts', label: 'Nuts', labels: { fr: 'Fruits à coque' } },
      { value: 'milk', label: 'Milk', labels: { fr: 'Lait' } },
    ],
  },
}
const prices: PluginDeclaration = {
  name: 'price',
  version: '1.0.0',
  migrations: new URL('./price-migrations/', import.meta.url),
  tables: { price: { rows: 'house', write: 'routes' } },
  permissions: { 'price.price.read': 'See prices', 'price.price.write': 'Set prices' },
  resources: {
    price: {
      title: 'Price',
      titlePlural: 'Prices',
      path: '',
      members: Type.Object({ item: Type.String({ format: 'uuid' }), label: Type.String() }),
      permissions: { read: 'price.price.read', write: 'price.price.write' },
      removable: true,
    },
  },
  fields: { 'items.item': Type.Object({ margin: Type.Number({ title: 'Margin', 'x-filter': true }) }) },
  messages: { fr: { words: { Price: 'Prix' } } },
}

t.test('an administrator gives items a field, and every node has it at once', async (t) => {
  const node = await startNodeHere(t, [])
  const { send, query } = node
  const elsewhere = await node.another()
  const made = await send('POST', FIELDS, allergens)
  t.match(made, { status: 201, body: { version: 1, records: 0, isRetired: false, label: 'Allergens' } })
  for (const [at, sku] of [
    [elsewhere, 'MUESLI'],
    [send, 'YOGHURT'],
  ] as const) {
    const item = await itemMaker(at)(sku, { allergens: sku === 'MUESLI' ? ['nuts', 'milk'] : ['milk'] })
    t.ok(item.body.fields.custom.allergens.includes('milk'), `${sku}: ${JSON.stringify(item.body)}`)
    const alien = await itemMaker(at)(`${sku}2`, { allergens: ['stone'] })
    t.match(alien, { status: 400, body: { errors: [{ pointer: '/fields/custom/allergens/0' }] } })
  }
  await itemMaker(send)('WATER')
  const skus = async (at: Send, filter: string) =>
    (await at('GET', `/api/v1/items?${filter}`)).body.data.map(({ sku }: { sku: string }) => sku)
  for (const at of [send, elsewhere]) {
    t.strictSame(await skus(at, 'fields.custom.allergens[has]=nuts'), ['MUESLI'])
    t.strictSame(await skus(at, 'fields.custom.allergens[isNull]=true'), ['WATER'])
  }
  const csv = await (await node.fetch('/api/v1/items?format=csv')).text()
  t.match(csv, /fields\.custom\.allergens/)
  t.match(csv, /nuts/)
  const api = await elsewhere('GET', '/api/openapi.json')
  t.match(JSON.stringify(api.body.paths['/api/v1/items'].post.requestBody), 'Allergènes')
  const screens = await send('GET', '/api/v1/host/screens', undefined, { 'accept-language': 'fr' })
  t.match(screens.body.fields, [
    {
      plugin: 'custom',
      title: 'Champs personnalisés',
      path: '/items',
      schema: { properties: { allergens: { title: 'Allergènes' } } },
    },
  ])
  const changes = await query(
    `select action, after from access.change
      where entity = 'host.custom_field' or after -> 'fields' is not null order by id`,
  )
  t.match(changes, [
    { action: 'create', after: { name: 'allergens', label: 'Allergens' } },
    { action: 'create', after: { sku: 'MUESLI', fields: { custom: { allergens: ['nuts', 'milk'] } } } },
    { action: 'create', after: { sku: 'YOGHURT' } },
  ])
})

t.test('a field that new records have to say leaves old ones alone', async (t) => {
  const { send } = await startNodeHere(t, [])
  const make = itemMaker(send)
  const old = (await make('OLD')).body
  const field = { entity: 'items.item', name: 'origin', kind: 'text', label: 'Origin', isRequired: true }
  const made = await send('POST', FIELDS, field)
  t.equal(made.status, 201)
  const without = await make('NEW')
  t.match(without, { status: 400, body: { errors: [{ pointer: '/fields/custom/origin' }] } })
  t.equal((await make('NEW', { origin: 'Peru' })).status, 201)
  t.match(await send('GET', `/api/v1/items/${old.id}`), {
    status: 200,
    body: { fields: { custom: { origin: null } } },
  })
  const change = (version: number, body: object) =>
    send('PATCH', `/api/v1/items/${old.id}`, body, changing(version))
  t.match(await change(1, { name: 'Older' }), { status: 200, body: { version: 2 } })
  t.match(await change(2, { fields: { custom: { origin: null } } }), {
    status: 400,
    body: { errors: [{ pointer: '/fields/custom/origin' }] },
  })
  t.match(await change(2, { fields: { custom: { origin: 'Chile' } } }), { status: 200 })
  const rules = { default: 'unknown' }
  const eased = await send('PATCH', `${FIELDS}/${made.body.id}`, { rules }, changing(1))
  t.match(eased, { status: 200, body: { records: 2, version: 2 } })
  t.match(await make('THIRD'), { status: 201, body: { fields: { custom: { origin: 'unknown' } } } })
  t.match(await change(3, { name: 'Oldest' }), { body: { fields: { custom: { origin: 'Chile' } } } })
})

t.test('a retired field is hidden with its values, and back with them', async (t) => {
  const { send, another, query, url } = await startNodeHere(t, [])
  const elsewhere = await another()
  const made = await send('POST', FIELDS, allergens)
  const item = (await itemMaker(send)('BREAD', { allergens: ['nuts'] })).body
  const retire = (version: number, isRetired: boolean) =>
    send('PATCH', `${FIELDS}/${made.body.id}`, { isRetired }, changing(version))
  t.match(await retire(1, true), { status: 200, body: { isRetired: true, records: 1 } })
  for (const at of [send, elsewhere]) {
    const hidden = await at('GET', `/api/v1/items/${item.id}`)
    t.notOk('fields' in hidden.body)
    t.equal((await at('GET', '/api/v1/items?fields.custom.allergens[has]=nuts')).status, 400)
    t.equal((await itemMaker(at)('ROLL', { allergens: ['nuts'] })).status, 400)
  }
  t.strictSame((await send('GET', '/api/v1/host/screens')).body.fields, [])
  const key = await send('POST', '/api/v1/access/api-keys', {
    name: 'Auditor',
    permissions: ['access.audit.read'],
  })
  const seen = await fetch(`${url}/api/v1/access/audit?entity=items.item`, {
    headers: { authorization: `Bearer ${key.body.token}` },
  })
  t.notMatch(await seen.text(), /nuts/, 'nor does the audit tell whoever has not all rights')
  t.match(await retire(2, false), { status: 200, body: { isRetired: false } })
  for (const at of [send, elsewhere]) {
    t.match(await at('GET', `/api/v1/items/${item.id}`), {
      body: { fields: { custom: { allergens: ['nuts'] } } },
    })
    t.equal((await at('GET', '/api/v1/items?fields.custom.allergens[has]=nuts')).body.data.length, 1)
  }
  const gone = (path: string) => send('DELETE', path, undefined, changing(3))
  const asked = await gone(`${FIELDS}/${made.body.id}`)
  t.match(asked, { status: 409, body: { code: 'host.field_has_values', facts: { count: 1 } } })
  t.equal((await gone(`${FIELDS}/${made.body.id}?withValues=true`)).status, 204)
  t.strictSame(await query("select said from host.field_value where plugin = 'custom' and said <> '{}'"), [])
  t.notOk('fields' in (await elsewhere('GET', `/api/v1/items/${item.id}`)).body)
})

t.test('who may define fields is staff with the permission; a field can take one of its own', async (t) => {
  const { send, url } = await startNodeHere(t, [])
  const owner = await send('POST', '/api/v1/access/owners', { kind: 'client', name: 'North' })
  const withKey = async (permissions: string[], owners?: string[]) => {
    const key = await send('POST', '/api/v1/access/api-keys', {
      name: `key ${permissions.join()} ${owners}`,
      permissions,
      ...(owners && { owners }),
    })
    return async (method: string, path: string, body?: object) => {
      const answer = await fetch(url + path, {
        method,
        headers: {
          authorization: `Bearer ${key.body.token}`,
          ...(body && { 'content-type': 'application/json' }),
        },
        ...(body && { body: JSON.stringify(body) }),
      })
      return { status: answer.status, body: JSON.parse(await answer.text()) }
    }
  }
  const reader = await withKey(['host.field.read', 'items.item.read', 'items.item.write'])
  t.match(await reader('POST', FIELDS, allergens), { status: 403, body: { code: 'http.forbidden' } })
  t.equal((await reader('GET', FIELDS)).status, 200)
  const client = await withKey(['host.field.read', 'host.field.manage', 'items.item.read'], [owner.body.id])
  t.match(await client('POST', FIELDS, allergens), { status: 403, body: { code: 'host.staff_only' } })
  const cost = {
    entity: 'items.item',
    name: 'cost',
    kind: 'number',
    label: 'Cost',
    permission: 'ledger.movement.post',
  }
  t.equal((await send('POST', FIELDS, cost)).status, 201)
  const item = (await itemMaker(send)('GOLD', { cost: 9 })).body
  t.match(item.fields, { custom: { cost: 9 } })
  const seen = await reader('GET', `/api/v1/items/${item.id}`)
  t.equal(seen.status, 200)
  t.notMatch(JSON.stringify(seen.body), /cost/)
  const asked = await reader('GET', '/api/v1/items?fields.custom.cost[gt]=1')
  t.match(asked, { status: 403, body: { code: 'http.field_forbidden' } })
  t.strictSame((await reader('GET', '/api/v1/host/screens')).body.fields, [])
})

t.test('a node that did not hear of a change writes nothing by what it knew', async (t) => {
  const node = await startNodeHere(t, [])
  const { send, database, logIn } = node
  const made = await send('POST', FIELDS, allergens)
  const frozen = await buildApp({ database })
  t.teardown(() => frozen.close())
  const session = await frozen.inject({ method: 'POST', url: '/api/v1/access/session', payload: logIn })
  const headers = { cookie: session.headers['set-cookie']!.toString().split(';')[0]! }
  const create = (sku: string, custom: object) =>
    frozen.inject({
      method: 'POST',
      url: '/api/v1/items',
      headers,
      payload: { sku, name: sku, fields: { custom } },
    })
  t.equal((await create('ONE', { allergens: ['nuts'] })).statusCode, 201)
  const gone = await send('DELETE', `${FIELDS}/${made.body.id}?withValues=true`, undefined, changing(1))
  t.equal(gone.status, 204)
  const late = await create('TWO', { allergens: ['nuts'] })
  t.match(late.json(), { status: 409, code: 'host.fields_changed' })
  t.equal((await send('GET', '/api/v1/items?sku=TWO')).body.data.length, 0, 'nor the row that they came with')
})

t.test('records of plugins take fields too, which wait while their plugin is off', async (t) => {
  const node = await startNodeHere(t, [prices])
  const { send, query } = node
  const entities = async () =>
    (await send('GET', `${FIELDS}/entities`, undefined, { 'accept-language': 'fr' })).body.data
  const names = (await entities()).map(({ entity }: { entity: string }) => entity)
  for (const entity of [
    ...['items.item', 'items.lot', 'items.packaging_level', 'locations.location', 'locations.site'],
    ...['locations.handling_unit', 'access.owner', 'access.company'],
  ]) {
    t.ok(names.includes(entity), entity)
  }
  t.notOk(names.includes('price.price'))
  await node.change('price', 'enable')
  t.match(
    (await entities()).find(({ entity }: { entity: string }) => entity === 'price.price'),
    { title: 'Prix', path: '/price' },
  )
  const twin = { entity: 'items.item', name: 'margin', kind: 'number', label: 'Margin' }
  t.match(await send('POST', FIELDS, twin), { status: 422, body: { code: 'host.field_name_of_plugin' } })
  const field = { entity: 'price.price', name: 'remark', kind: 'text', label: 'Remark' }
  const made = await send('POST', FIELDS, field)
  t.equal(made.status, 201)
  const item = (await itemMaker(send)('GOLD')).body.id
  const price = await send('POST', '/api/v1/price', {
    item,
    label: 'Spring',
    fields: { custom: { remark: 'agreed' } },
  })
  t.match(price, { status: 201, body: { fields: { custom: { remark: 'agreed' } } } })
  t.equal((await send('GET', '/api/v1/price?fields.custom.remark=agreed')).body.data.length, 1)
  await node.change('price', 'disable')
  t.match(await send('GET', `${FIELDS}/${made.body.id}`), { body: { records: 1 } }, 'kept')
  t.strictSame((await send('GET', '/api/v1/host/screens')).body.fields, [], 'and hidden')
  await node.change('price', 'enable')
  t.match((await send('GET', `/api/v1/price/${price.body.id}`)).body.fields, { custom: { remark: 'agreed' } })
  const gone = await send('DELETE', `/api/v1/price/${price.body.id}`, undefined, changing(1))
  t.equal(gone.status, 204)
  t.strictSame(await query('select 1 from host.field_value'), [], 'the values go with their record')
})
