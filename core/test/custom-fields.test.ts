import type { PluginDeclaration } from '@stowage/sdk'
import t from 'tap'
import { Type } from 'typebox'
import { buildApp } from '../src/app.ts'
import { isQuickPattern } from '../src/host/custom-fields/quick-pattern.ts'
import { startNodeHere } from '../src/testing/start-node.ts'

type Send = (
  method: string,
  path: string,
  body?: object,
  headers?: Readonly<Record<string, string>>,
  // biome-ignore lint/suspicious/noExplicitAny: a test knows what it asks for, and asserts it
) => Promise<{ status: number; body: any }>

const FIELDS = '/api/v1/host/fields'
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
const changing = (version: number) => ({ 'if-match': `"${version}"` })
const itemMaker = (send: Send) => (sku: string, custom?: object) =>
  send('POST', '/api/v1/items', { sku, name: sku, ...(custom && { fields: { custom } }) })

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

t.test('each kind of field is held to its rules, shown, filtered and put in order', async (t) => {
  const { send, fetch } = await startNodeHere(t, [])
  const define = async (name: string, kind: string, rules: object) =>
    t.match(
      await send('POST', FIELDS, { entity: 'items.item', name, kind, label: name, rules }),
      { status: 201 },
      name,
    )
  await define('shelf', 'text', { maxLength: 4, pattern: '[A-Z]\\d+' })
  await define('story', 'long-text', {})
  await define('strength', 'number', { decimals: 2, unit: '%', minimum: 0, maximum: 100 })
  await define('pieces', 'integer', { minimum: 1 })
  await define('fragile', 'boolean', {})
  await define('launched', 'date', {})
  await define('season', 'choice', { choices: [{ value: 'summer', label: 'Summer' }] })
  await define('sheet', 'url', {})
  const make = itemMaker(send)
  const all = {
    shelf: 'A12',
    story: 'It was\nonce.',
    strength: 12.35,
    pieces: 3,
    fragile: true,
    launched: '2026-03-01',
    season: 'summer',
    sheet: 'https://example.com/a.pdf',
  }
  t.match(await make('ALE', all), { status: 201, body: { fields: { custom: all } } })
  t.match(await make('TEA', { strength: 0.3, launched: '2025-12-24', pieces: 20 }), { status: 201 })
  const faults: [object, string][] = [
    [{ shelf: 'A12345' }, 'shelf'],
    [{ shelf: 'xA1' }, 'shelf'],
    [{ strength: 12.345 }, 'strength'],
    [{ strength: 101 }, 'strength'],
    [{ pieces: 0 }, 'pieces'],
    [{ pieces: 1.5 }, 'pieces'],
    [{ fragile: 'yes' }, 'fragile'],
    [{ launched: '2026-02-30' }, 'launched'],
    [{ season: 'winter' }, 'season'],
    [{ sheet: 'javascript:alert(1)' }, 'sheet'],
    [{ nothing: 1 }, 'nothing'],
  ]
  for (const [custom, member] of faults) {
    const refused = await make('BAD', custom)
    t.match(refused, { status: 400, body: { errors: [{ pointer: `/fields/custom/${member}` }] } }, member)
  }
  const skus = async (filter: string) =>
    (await send('GET', `/api/v1/items?${filter}`)).body.data.map(({ sku }: { sku: string }) => sku)
  for (const filter of [
    'shelf[startsWith]=A1',
    'story[contains]=once',
    'strength[gte]=10',
    'pieces[lt]=10',
    'fragile=true',
    'launched[gte]=2026-01-01',
    'season=summer',
    'sheet[contains]=a.pdf',
  ]) {
    t.strictSame(await skus(`fields.custom.${filter}`), ['ALE'], filter)
  }
  t.strictSame(await skus('sort=fields.custom.launched'), ['TEA', 'ALE'])
  t.strictSame(await skus('sort=-fields.custom.strength'), ['ALE', 'TEA'])
  const first = await send('GET', '/api/v1/items?sort=fields.custom.launched&limit=1')
  t.strictSame(await skus(`sort=fields.custom.launched&cursor=${first.body.nextCursor}`), ['ALE'])
  t.match(await (await fetch('/api/v1/items?format=csv')).text(), /12\.35,3,true,2026-03-01,summer/)
})

t.test('what is wrong with a field is said by name and value, and nothing is made', async (t) => {
  const { send, query } = await startNodeHere(t, [])
  const field = { entity: 'items.item', name: 'grade', kind: 'text', label: 'Grade' }
  const cases: [object, number, string, string?][] = [
    [{ name: 'Grade' }, 400, 'http.invalid_body', '/name'],
    [{ kind: 'colour' }, 400, 'http.invalid_body', '/kind'],
    [{ labels: { french_: 7 } }, 400, 'http.invalid_body', '/labels/french_'],
    [{ entity: 'items.colour' }, 422, 'host.field_entity_unknown', '/entity'],
    [{ name: 'sku' }, 422, 'host.field_name_own', '/name'],
    [{ name: 'contains' }, 422, 'host.field_name_reserved', '/name'],
    [{ label: ' ' }, 422, 'host.field_text_unprintable', '/label'],
    [{ permission: 'items.nothing' }, 422, 'host.field_permission_unknown', '/permission'],
    [{ rules: { decimals: 2 } }, 422, 'host.field_rule_alien', '/rules/decimals'],
    [{ kind: 'choice' }, 422, 'host.field_rule_missing', '/rules/choices'],
    [{ kind: 'number', rules: { minimum: 5, maximum: 1 } }, 422, 'host.field_bounds', '/rules/minimum'],
    [{ rules: { maxLength: 900 } }, 422, 'host.field_too_long', '/rules/maxLength'],
    [{ rules: { pattern: '[' } }, 422, 'host.field_pattern_invalid', '/rules/pattern'],
    [{ rules: { pattern: '(a+)+b' } }, 422, 'host.field_pattern_slow', '/rules/pattern'],
    [{ kind: 'integer', rules: { default: 'x' } }, 422, 'host.field_default_invalid', '/rules/default'],
    [
      {
        kind: 'choice',
        rules: {
          choices: [
            { value: 'a', label: 'A' },
            { value: 'a', label: 'B' },
          ],
        },
      },
      422,
      'host.field_choice_twice',
      '/rules/choices/1/value',
    ],
  ]
  for (const [part, status, code, pointer] of cases) {
    const refused = await send('POST', FIELDS, { ...field, ...part })
    t.equal(refused.status, status, `${code}: ${JSON.stringify(refused.body)}`)
    if (status !== 400) t.equal(refused.body.code, code)
    t.equal(refused.body.errors?.[0]?.pointer, pointer, code)
  }
  t.strictSame(await query('select 1 from host.custom_field'), [])
  t.equal((await send('POST', FIELDS, field)).status, 201)
  t.match(await send('POST', FIELDS, field), { status: 409, body: { code: 'host.field_name_taken' } })
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

t.test('a field becomes of another kind only where every value fits it', async (t) => {
  const { send } = await startNodeHere(t, [])
  const made = await send('POST', FIELDS, {
    entity: 'items.item',
    name: 'layers',
    kind: 'text',
    label: 'Layers',
  })
  const make = itemMaker(send)
  const two = (await make('TWO', { layers: '2' })).body
  const many = (await make('MANY', { layers: 'many' })).body
  const become = (version: number, kind: string, rules: object = {}) =>
    send('PATCH', `${FIELDS}/${made.body.id}`, { kind, rules }, changing(version))
  const refused = await become(1, 'integer')
  t.match(refused, {
    status: 409,
    body: {
      code: 'host.field_values_unfit',
      facts: { count: 1, example: 'many', id: many.id },
      errors: [{ pointer: '/kind' }],
    },
  })
  t.match(
    (await send('GET', `/api/v1/items/${two.id}`)).body.fields,
    { custom: { layers: '2' } },
    'all is as it was',
  )
  const patch = { fields: { custom: { layers: '12' } } }
  t.equal((await send('PATCH', `/api/v1/items/${many.id}`, patch, changing(1))).status, 200)
  t.match(await become(1, 'integer'), { status: 200, body: { kind: 'integer' } })
  t.match((await send('GET', `/api/v1/items/${two.id}`)).body.fields, { custom: { layers: 2 } })
  const above = await send('GET', '/api/v1/items?fields.custom.layers[gt]=9')
  t.strictSame(
    above.body.data.map(({ sku }: { sku: string }) => sku),
    ['MANY'],
  )
  const choices = [
    { value: '2', label: 'Two' },
    { value: '12', label: 'Twelve' },
  ]
  t.match(await become(2, 'choice', { choices }), { status: 200 })
  t.match(await become(3, 'choice', { choices: choices.slice(1) }), {
    status: 409,
    body: { code: 'host.field_values_unfit', facts: { example: '2' } },
  })
  const retire = (version: number, isRetired: boolean) =>
    send('PATCH', `${FIELDS}/${made.body.id}`, { isRetired }, changing(version))
  t.match(await become(3, 'integer'), { status: 200 })
  t.equal((await retire(4, true)).status, 200)
  t.match(await become(5, 'text'), { status: 200 }, 'a retired one too')
  t.equal((await retire(6, false)).status, 200)
  t.equal((await make('FREE', { layers: 'as many as fit' })).status, 201)
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

t.test('no pattern holds the server up, whatever text is held against it', async (t) => {
  const { send } = await startNodeHere(t, [])
  const field = { entity: 'items.item', kind: 'text', label: 'Code' }
  const slow = [
    '(a|a)*b',
    '(?:a|ab|b)+c',
    '(a?){25}b',
    'a*a*a*a*a*b',
    `${'a?'.repeat(30)}b`,
    '(\\w)\\1+b',
    '(x+x+){3}y',
  ]
  for (const [n, pattern] of slow.entries()) {
    const refused = await send('POST', FIELDS, { ...field, name: `slow${n}`, rules: { pattern } })
    t.match(refused, { status: 422, body: { code: 'host.field_pattern_slow' } }, pattern)
  }
  const quick = [
    '[A-Z]{2}-\\d+',
    '(?:red|green)-\\d{4}',
    '\\d+-\\d+-\\d+',
    '[^|]+\\|[(*]+',
    '(ab)+c?',
    '.*x.*',
  ]
  for (const pattern of quick) {
    t.ok(isQuickPattern(pattern, 200), pattern)
    const whole = new RegExp(`^(?:${pattern})$`, 'u')
    const begun = performance.now()
    for (const letter of ['a', '1', 'x', '1-', 'ab', '|'])
      whole.test(`${letter.repeat(200 / letter.length)}!`)
    t.ok(performance.now() - begun < 1_000, `${pattern} is soon through`)
  }
  const made = await send('POST', FIELDS, { ...field, name: 'twins', rules: { pattern: '\\d+\\d+' } })
  t.equal(made.status, 201, JSON.stringify(made.body))
  const begun = performance.now()
  const twins = '1'.repeat(500_000).concat('!')
  t.match(await itemMaker(send)('LONG', { twins }), { status: 400, body: { code: 'http.invalid_input' } })
  t.ok(performance.now() - begun < 5_000, 'a text that is too long anyway is held against no pattern')
})
