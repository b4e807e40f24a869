import { type PluginDeclaration, refuse } from '@stowage/sdk'
import t from 'tap'
import { Type } from 'typebox'
import { buildApp } from '../src/app.ts'
import { type Caller, startPlatform, type TestPlatform } from '../src/testing/start-platform.ts'

const SEE = 'price.cost.see'
const NOT_HIS = 'http.field_forbidden'
const cost = { minimum: 0, 'x-permission': SEE }
const prices: PluginDeclaration = {
  name: 'price',
  version: '1.0.0',
  migrations: new URL('./price-migrations/', import.meta.url),
  tables: { price: { rows: 'house', write: 'routes' } },
  permissions: {
    'price.price.read': 'See prices',
    'price.price.write': 'Set prices',
    [SEE]: 'See and set what things cost us',
  },
  errors: {
    'price.taken': { status: 409, message: 'There is a price {label} already.' },
    'price.below_cost': { status: 422, message: '{label} at {asked} is below {floor}, see {note}.' },
  },
  resources: {
    price: {
      title: 'Price',
      titlePlural: 'Prices',
      path: '',
      members: Type.Object({
        item: Type.String({ format: 'uuid' }),
        label: Type.String(),
        asked: Type.Optional(Type.Number()),
        cost: Type.Optional(Type.Number({ title: 'Cost', ...cost })),
        supplier: Type.Optional(Type.String({ 'x-permission': SEE })),
      }),
      permissions: { read: 'price.price.read', write: 'price.price.write' },
      sortable: ['label', 'cost'],
      filterable: ['label', 'cost'],
      search: ['label', 'supplier'],
      taken: { price_by_label: 'price.taken' },
      check({ values: { label, asked, cost: floor, supplier } }) {
        if (typeof asked !== 'number' || typeof floor !== 'number' || asked >= floor) return
        throw refuse('price.below_cost', { label, asked, floor, note: `the list of ${supplier}`, supplier })
      },
    },
  },
  fields: {
    'items.item': Type.Object({
      margin: Type.Number({ title: 'Margin', 'x-filter': true, 'x-sort': true, ...cost }),
      shelf: Type.String({ title: 'Shelf', 'x-filter': true }),
    }),
  },
}

const CLERK = [
  'price.price.read',
  'price.price.write',
  'items.item.read',
  'items.item.write',
  'access.audit.read',
]

interface Shop extends TestPlatform {
  readonly clerk: Caller & { readonly cookie: string }
  readonly item: string
  readonly price: string
}

/** One price of 777.25 and a margin of 83.5, a clerk who may see neither, and an administrator. */
async function openShop(t: Parameters<typeof startPlatform>[0]): Promise<Shop> {
  const platform = await startPlatform(t, { plugins: [prices] })
  const { administrator, logIn } = platform
  const words = { email: 'clerk@example.com', password: 'a password of a clerk' }
  const payload = { ...words, name: 'Clerk', permissions: CLERK }
  await administrator.send({ method: 'POST', url: '/api/v1/access/users', payload })
  const fields = { price: { margin: 83.5, shelf: 'A' } }
  const { body: item } = await administrator.send({
    method: 'POST',
    url: '/api/v1/items',
    payload: { sku: 'LAMP', name: 'Lamp', fields },
  })
  const { body: price } = await administrator.send({
    method: 'POST',
    url: '/api/v1/price',
    payload: { item: item.id, label: 'Retail', cost: 777.25, supplier: 'Zephyr' },
  })
  return { ...platform, clerk: await logIn(words.email, words.password), item: item.id, price: price.id }
}

t.test('a field that takes a permission is in no answer, list or file of whoever lacks it', async (t) => {
  const { administrator, clerk, item, price } = await openShop(t)
  const all = await administrator.send({ url: `/api/v1/price/${price}` })
  t.equal(all.body.cost, 777.25, 'whoever has it sees it')
  const one = await clerk.send({ url: `/api/v1/price/${price}` })
  t.equal(one.status, 200)
  t.notOk('cost' in one.body)
  t.equal(one.body.label, 'Retail', 'and the others stand')
  const lamp = await clerk.send({ url: `/api/v1/items/${item}` })
  t.strictSame(lamp.body.fields, { price: { shelf: 'A' } })

  for (const url of ['/api/v1/price', '/api/v1/items', '/api/v1/price?q=retail&count=true']) {
    const { status, text } = await clerk.send({ url })
    t.equal(status, 200, url)
    t.notMatch(text, /777\.25|83\.5|Zephyr|"cost"|margin/, url)
    const { text: csv } = await clerk.send({
      url: url.replace('&count=true', ''),
      headers: { accept: 'text/csv' },
    })
    t.notMatch(csv, /777\.25|83\.5|Zephyr|cost|margin/, `${url} as a file`)
    t.match(csv, /Retail|LAMP/)
  }
  const { body: shown } = await administrator.send({ url: '/api/v1/items?fields.price.margin[gte]=41' })
  t.equal(shown.data[0].fields.price.margin, 83.5)
})

t.test('nothing tells its value either: no filter, order, search, count or cursor', async (t) => {
  const { administrator, clerk } = await openShop(t)
  const asked: [string, string][] = [
    ['/api/v1/price?cost=777.25', '#cost'],
    ['/api/v1/price?cost[gte]=1&count=true', '#cost[gte]'],
    ['/api/v1/price?cost[isNull]=true', '#cost[isNull]'],
    ['/api/v1/price?sort=cost', '#sort'],
    ['/api/v1/price?sort=label,-cost', '#sort'],
    ['/api/v1/price?sort=cost&format=csv', '#sort'],
    ['/api/v1/items?fields.price.margin[lt]=50', '#fields.price.margin[lt]'],
    ['/api/v1/items?sort=-fields.price.margin', '#sort'],
  ]
  for (const [url, pointer] of asked) {
    const { status, body } = await clerk.send({ url })
    t.equal(status, 403, url)
    t.match(body, { code: NOT_HIS, facts: { permission: SEE }, errors: [{ pointer }] }, url)
    t.equal((await administrator.send({ url })).status, 200, `${url}, with it`)
  }
  const found = async (caller: Caller, q: string) =>
    (await caller.send({ url: `/api/v1/price?q=${q}&count=true` })).body.total
  t.equal(await found(administrator, 'zephyr'), 1)
  t.equal(await found(clerk, 'zephyr'), 0, 'words are not looked for in it')
  t.equal(await found(clerk, 'retail'), 1)
  const page = await administrator.send({ url: '/api/v1/price?sort=cost&limit=1' })
  t.equal(page.status, 200)
})

t.test('whoever may not see it may not write it, and a refusal does not tell it', async (t) => {
  const { administrator, clerk, item, price } = await openShop(t)
  const create = (caller: Caller, payload: object) =>
    caller.send({ method: 'POST', url: '/api/v1/price', payload: { item, ...payload } })
  const refused = await create(clerk, { label: 'Outlet', cost: 1 })
  t.match(refused, { status: 403, body: { code: NOT_HIS, errors: [{ pointer: '/cost' }] } })
  t.equal((await create(clerk, { label: 'Outlet', cost: null })).status, 403, 'nothing is said as well')
  const made = await create(clerk, { label: 'Outlet' })
  t.equal(made.status, 201)
  t.notOk('cost' in made.body)

  const change = (caller: Caller, payload: object, version: number) =>
    caller.send({
      method: 'PATCH',
      url: `/api/v1/price/${price}`,
      headers: { 'if-match': `"${version}"` },
      payload,
    })
  t.match(await change(clerk, { cost: 5 }, 1), { status: 403, body: { code: NOT_HIS } })
  const taken = await change(clerk, { label: 'Outlet' }, 1)
  t.match(taken, { status: 409, body: { code: 'price.taken', facts: { label: 'Outlet' } } })
  t.notMatch(taken.text, /777|Zephyr/, 'the facts of a refusal are what he may see of the row')
  t.equal((await change(clerk, { label: 'Shop' }, 1)).status, 200, 'the rest he writes')
  t.equal((await administrator.send({ url: `/api/v1/price/${price}` })).body.cost, 777.25, 'and it stands')

  const fields = await clerk.send({
    method: 'PATCH',
    url: `/api/v1/items/${item}`,
    headers: { 'if-match': '"1"' },
    payload: { fields: { price: { shelf: 'B', margin: 1 } } },
  })
  t.match(fields, { status: 403, body: { code: NOT_HIS, errors: [{ pointer: '/fields/price/margin' }] } })
})

t.test('what a rule of the plugin refuses tells no figure that the writer may not see', async (t) => {
  const { administrator, clerk, price } = await openShop(t)
  const ask = (caller: Caller) =>
    caller.send({
      method: 'PATCH',
      url: `/api/v1/price/${price}`,
      headers: { 'if-match': '"1"' },
      payload: { asked: 5 },
    })
  const { status, body } = await ask(administrator)
  t.match(
    { status, body },
    { status: 422, body: { detail: 'Retail at 5 is below 777.25, see the list of Zephyr.' } },
  )
  const his = await ask(clerk)
  t.equal(his.status, 422, 'the rule holds for him as well')
  t.equal(his.body.detail, 'Retail at 5 is below •••, see •••.')
  t.strictSame(his.body.facts, { label: 'Retail', asked: 5, floor: '•••', note: '•••', supplier: '•••' })
})

t.test(
  'the audit shows its changes to those alone who may see it, also while its plugin is off',
  async (t) => {
    const { administrator, clerk, database } = await openShop(t)
    const url = '/api/v1/access/audit?limit=100'
    t.match((await administrator.send({ url })).text, /777\.25/)
    const { text, body } = await clerk.send({ url })
    t.notMatch(text, /777\.25|83\.5|Zephyr/)
    const changes = body.data as { entity: string; after: object | null }[]
    t.match(changes.find(({ entity }) => entity === 'price.price')?.after, { label: 'Retail' })
    t.match(changes.find(({ entity }) => entity === 'items.item')?.after, {
      fields: { price: { shelf: 'A' } },
    })
    const count = async (caller: Caller, q: string) =>
      (await caller.send({ url: `/api/v1/access/audit?q=${q}&count=true` })).body.total
    t.equal(await count(administrator, '777.25'), 1)
    t.equal(await count(clerk, '777.25'), 0)
    t.equal(await count(clerk, '83.5'), 0)

    const off = await buildApp({ database })
    t.teardown(() => off.close())
    const seen = await off.inject({ url, headers: { cookie: clerk.cookie } })
    t.equal(seen.statusCode, 200)
    t.notMatch(seen.body, /777\.25|83\.5|Zephyr|Retail/, 'nobody knows then what its fields took')
    const whole = await off.inject({ url, headers: { cookie: administrator.cookie } })
    t.match(whole.body, /777\.25/)
  },
)

t.test('its screens have no such field for whoever lacks the permission', async (t) => {
  const { administrator, clerk } = await openShop(t)
  const screen = async (caller: Caller) => {
    const { body } = await caller.send({ url: '/api/v1/host/screens' })
    return body.plugins.find(({ name }: { name: string }) => name === 'price').resources[0]
  }
  const his = await screen(clerk)
  t.notMatch(JSON.stringify(his), /cost/i)
  t.strictSame(his.columns, ['item', 'label', 'asked'])
  const hers = await screen(administrator)
  t.ok(hers.columns.includes('cost') && hers.row.properties.cost && hers.create.properties.cost)
  t.ok(hers.query['cost[gte]'])
})

t.test(
  'a permission that nobody declares, or a field that everybody has to say, stops the boot',
  async (t) => {
    const { permissions, ...undeclared } = prices
    const [read, write] = Object.entries(permissions!)
    const { database } = await startPlatform(t, { plugins: [prices] })
    const boot = (plugin: PluginDeclaration) => buildApp({ database, plugins: [plugin] })
    await t.rejects(boot({ ...undeclared, permissions: Object.fromEntries([read!, write!]) }), {
      code: 'host.field_permission_unknown',
    })
    const { price } = prices.resources!
    const members = Type.Object({ ...price!.members.properties, cost: Type.Number(cost) })
    await t.rejects(boot({ ...prices, resources: { price: { ...price!, members } } }), {
      code: 'host.resource_invalid',
      message: /optional/,
    })
    await t.rejects(boot({ ...prices, resources: { price: { ...price!, sort: 'cost' } } }))
  },
)
