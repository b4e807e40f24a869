import { randomBytes } from 'node:crypto'
import { type PluginDeclaration, Secret, type ServiceContext } from '@stowage/sdk'
import t from 'tap'
import { Type } from 'typebox'
import { buildApp } from '../src/app.ts'
import type { Database } from '../src/database/database.ts'
import { startPlatform } from '../src/testing/start-platform.ts'

const HOUSE = '00000000-0000-7000-8000-000000000001'
const noDatabase = {} as Database
const Carrier = Type.Object({
  days: Type.Integer({ title: 'Days of notice', minimum: 1, maximum: 30, default: 7 }),
  label: Type.Object(
    { width: Type.Integer({ minimum: 1, default: 100 }), unit: Type.String({ default: 'mm' }) },
    { additionalProperties: false, title: 'Label', default: {} },
  ),
  token: Type.Optional(Secret({ title: 'Token of the carrier', minLength: 8 })),
})

/** A plugin that is set up, and its context to look into. */
function carrier(settings: PluginDeclaration['settings'] = { schema: Carrier, scopes: ['company', 'site'] }) {
  const seen: { context?: ServiceContext } = {}
  const plugin: PluginDeclaration = {
    name: 'carrier',
    version: '1.0.0',
    settings,
    services: (context) => {
      seen.context = context
      return {}
    },
  }
  return { plugin, context: () => seen.context! }
}

t.test('a plugin runs by its defaults, and the narrowest place that says a setting counts', async (t) => {
  const { plugin, context } = carrier()
  const { administrator, query } = await startPlatform(t, { plugins: [plugin] })
  t.match(await context().settings.of(), { days: 7, label: {} }, 'the defaults')

  const say = (scope: string, place: string | null, values: object, version = 0) =>
    administrator.send({
      method: 'PUT',
      url: '/api/v1/host/settings/carrier/values',
      headers: { 'if-match': `"${version}"` },
      payload: { scope, place, values },
    })
  const [site] = await query<{ id: string }>(
    `insert into locations.site (id, company, code, name, time_zone)
     values (gen_random_uuid(), $1, 'North', 'North', 'UTC') returning id`,
    [HOUSE],
  )
  t.equal((await say('organisation', null, { days: 3 })).status, 200)
  t.equal((await say('company', HOUSE, { days: 4, label: { width: 50 } })).status, 200)
  t.equal((await say('site', site!.id, { days: 5 })).status, 200)
  t.match(await context().settings.of(), { days: 3 })
  t.match(await context().settings.of({ company: HOUSE }), { days: 4, label: { width: 50, unit: 'mm' } })
  t.match(
    await context().settings.of({ site: site!.id }),
    { days: 5, label: { width: 50 } },
    'by its company',
  )

  t.match(await say('organisation', null, { days: 9 }), { status: 412 }, 'somebody was quicker')
  const cleared = await say('organisation', null, {}, 1)
  t.match(cleared, { status: 200, body: { version: 2 }, headers: { etag: '"2"' } })
  t.match(await context().settings.of(), { days: 7 }, 'what is no longer said is the default again')
  const answer = await administrator.send({ url: `/api/v1/host/settings/carrier?site=${site!.id}` })
  t.match(answer.body, {
    plugin: 'carrier',
    scopes: ['organisation', 'company', 'site'],
    effective: { days: 5 },
  })
  t.equal(answer.body.values.length, 3)
  const { body } = await administrator.send({ url: '/api/v1/host/settings' })
  const names: string[] = body.data.map(({ plugin }: { plugin: string }) => plugin)
  t.same(names.sort(), ['carrier', 'host'])
})

t.test('a wrong setting is refused at its field, with its title, its value and the way out', async (t) => {
  const { plugin } = carrier()
  const { administrator, withKey } = await startPlatform(t, { plugins: [plugin] })
  const say = (values: unknown, more: object = {}) =>
    administrator.send({
      method: 'PUT',
      url: '/api/v1/host/settings/carrier/values',
      headers: { 'if-match': '"0"' },
      payload: { scope: 'organisation', values, ...more } as object,
    })
  const wrong = await say({ days: 31 })
  t.match(wrong, {
    status: 422,
    body: { code: 'host.setting_invalid', errors: [{ pointer: '/values/days' }] },
  })
  t.match(wrong.body.detail, 'The setting "Days of notice" of carrier cannot be 31: it must be <= 30.')
  t.match((await say({ label: { width: 0 } })).body.errors, [{ pointer: '/values/label/width' }])
  t.match((await say({ day: 3 })).body, {
    code: 'host.setting_unknown',
    facts: { known: ['days', 'label', 'token'] },
  })
  t.match((await say({ token: 'short' })).body.detail, /cannot be \(secret\)/, 'a secret is not told')
  t.match((await say({ days: 3 }, { scope: 'owner', place: HOUSE })).body, { code: 'host.setting_scope' })
  t.match((await say({ days: 3 }, { scope: 'site', place: HOUSE })).body, {
    code: 'host.setting_place_unknown',
  })
  t.match((await say({ days: 3 }, { surplus: 1 })).body, { code: 'http.invalid_input' })
  for (const name of ['__proto__', 'constructor']) {
    const text = `{"scope":"organisation","values":{"label":{"${name}":{"width":1}}}}`
    const answer = await administrator.send({
      method: 'PUT',
      url: '/api/v1/host/settings/carrier/values',
      headers: { 'if-match': '"0"', 'content-type': 'application/json' },
      payload: text,
    })
    t.equal(answer.status, 400, `${name} is refused, however deep`)
  }
  t.equal(({} as { width?: number }).width, undefined)
  t.match(
    (await administrator.send({ url: '/api/v1/host/settings/stranger' })).body.code,
    'host.settings_unknown',
  )
  const key = await administrator.send({
    method: 'POST',
    url: '/api/v1/access/api-keys',
    payload: { name: 'Desk', permissions: ['items.item.read'] },
  })
  t.equal((await withKey(key.body.token).send({ url: '/api/v1/host/settings/carrier' })).status, 403)
})

t.test('a secret is encrypted, shown as dots, and stands in no answer and no audit', async (t) => {
  const { plugin, context } = carrier()
  const { administrator, query, database } = await startPlatform(t, { plugins: [plugin] })
  const say = (values: object, version: number) =>
    administrator.send({
      method: 'PUT',
      url: '/api/v1/host/settings/carrier/values',
      headers: { 'if-match': `"${version}"` },
      payload: { scope: 'organisation', values },
    })
  const first = await say({ token: 'k3y-of-the-carrier' }, 0)
  t.match(first.body, { values: { token: '••••••••' }, lost: [] })
  const values = await context().settings.of<{ token?: string }>()
  t.equal(values.token, 'k3y-of-the-carrier', 'the plugin itself can read it')
  t.notMatch(JSON.stringify(values), 'k3y', 'a log line of all settings has none')
  t.equal((await say({ token: '••••••••', days: 2 }, 1)).status, 200)
  t.equal(
    (await context().settings.of<{ token?: string }>()).token,
    'k3y-of-the-carrier',
    'dots leave it as it is',
  )
  t.equal((await say({ days: 2 }, 2)).status, 200)
  t.equal((await context().settings.of<{ token?: string }>()).token, undefined, 'left out, it is gone')
  t.match(
    (await say({ token: '••••••••' }, 3)).body,
    { code: 'host.setting_invalid' },
    'dots alone are no secret',
  )

  t.equal((await say({ token: 'k3y-of-the-carrier' }, 3)).status, 200)
  const stored = JSON.stringify(await query('select * from host.setting_value'))
  const audit = JSON.stringify(await query("select * from access.change where entity = 'host.setting'"))
  t.notMatch(stored + audit, 'k3y-of')
  t.match(audit, '(secret)', 'but that it was changed, is told')

  const other = carrier()
  const app = await buildApp({ database, plugins: [other.plugin], secretKey: randomBytes(32) })
  const after = await other.context().settings.of<{ days: number; token?: string }>()
  t.equal(after.days, 7, 'with another key the rest goes on')
  t.throws(() => after.token, { code: 'host.secret_key_lost' })
  t.match(
    (
      await app.inject({ url: '/api/v1/host/settings/carrier', headers: { cookie: administrator.cookie } })
    ).json(),
    { values: [{ lost: ['token'] }], effective: { token: '••••••••' } },
  )
  const health = await app.inject({
    url: '/api/v1/host/health',
    headers: { cookie: administrator.cookie },
  })
  t.match(
    health.json().checks.find(({ name }: { name: string }) => name === 'host.secrets').findings,
    [
      {
        code: 'host.health_secrets_lost',
        sentence: /^1 secrets cannot be read .*: Token of the carrier \(carrier\)\. Put the key/,
      },
    ],
    'the page of health says so in one sentence',
  )
  await app.close()
})

t.test('a plugin seals what it keeps itself, and no other plugin opens it', async (t) => {
  const mine = carrier()
  const theirs = carrier()
  await startPlatform(t, { plugins: [mine.plugin, { ...theirs.plugin, name: 'rival' }] })
  const sealed = mine.context().secrets.seal('a cursor token')
  t.notMatch(sealed, 'cursor')
  t.equal(mine.context().secrets.open(sealed), 'a cursor token')
  t.throws(() => theirs.context().secrets.open(sealed), { code: 'host.secret_key_lost' })
})

t.test('a plugin is set up several times, each under a name with its own secret', async (t) => {
  const schema = Type.Object({ url: Type.String({ title: 'Address' }), token: Secret({ title: 'Token' }) })
  const { plugin, context } = carrier({ schema, instances: true })
  const { administrator, query } = await startPlatform(t, { plugins: [plugin] })
  const url = '/api/v1/host/settings/carrier/instances'
  const add = (payload: object) => administrator.send({ method: 'POST', url, payload })
  t.match((await add({ name: 'ERP', values: { url: 'erp' } })).body, { code: 'host.setting_missing' })
  const made = await add({ name: 'ERP', values: { url: 'erp', token: 'first' } })
  t.match(made, { status: 201, body: { name: 'ERP', values: { url: 'erp', token: '••••••••' } } })
  t.match((await add({ name: 'erp', values: { url: 'x', token: 'y' } })).body, {
    code: 'host.instance_taken',
  })
  t.equal((await add({ name: 'Second', values: { url: 'two', token: 'second' } })).status, 201)
  const both = await context().settings.instances<{ url: string; token: string }>()
  t.strictSame(
    both.map(({ name, values }) => [name, values.url, values.token]),
    [
      ['ERP', 'erp', 'first'],
      ['Second', 'two', 'second'],
    ],
  )
  const put = await administrator.send({
    method: 'PUT',
    url: `${url}/${made.body.id}`,
    headers: { 'if-match': '"1"' },
    payload: { name: 'ERP north', values: { url: 'north', token: '••••••••' } },
  })
  t.match(put, { status: 200, body: { version: 2, name: 'ERP north' } })
  t.equal((await context().settings.instances<{ token: string }>())[0]!.values.token, 'first')
  const gone = { method: 'DELETE', url: `${url}/${made.body.id}`, headers: { 'if-match': '"1"' } } as const
  t.equal((await administrator.send(gone)).status, 412)
  t.equal((await administrator.send({ ...gone, headers: { 'if-match': '"2"' } })).status, 204)
  t.equal((await administrator.send({ url })).body.data.length, 1)
  t.equal((await query("select 1 from access.change where entity = 'host.setting_instance'")).length, 4)
})

t.test('faulty settings stop the boot with a code and a sentence', async (t) => {
  const cases: [string, RegExp, unknown][] = [
    [
      'host.setting_default_invalid',
      /does not fit/,
      { schema: Type.Object({ days: Type.Integer({ default: 'x' }) }) },
    ],
    ['host.setting_default_missing', /Type\.Optional/, { schema: Type.Object({ days: Type.Integer() }) }],
    ['host.settings_schema_invalid', /Type\.Object/, { schema: { type: 'string' } }],
    [
      'host.settings_schema_invalid',
      /cannot be used/,
      { schema: Type.Object({ a: Type.Unsafe({ type: 'nonsense', default: 1 }) }) },
    ],
    ['host.settings_schema_invalid', /scopes/, { schema: Type.Object({}), scopes: ['galaxy'] }],
    ['host.settings_schema_invalid', /"depth"/, { schema: Type.Object({}), depth: 1 }],
    [
      'host.settings_schema_invalid',
      /inside/,
      { schema: Type.Object({ a: Type.Optional(Type.Object({ b: Secret() })) }) },
    ],
  ]
  for (const [code, message, settings] of cases) {
    const plugin = { name: 'broken', version: '1.0.0', settings } as PluginDeclaration
    const boot = buildApp({ core: [], plugins: [plugin], database: noDatabase })
    await t.rejects(boot, { code, plugin: 'broken', message })
  }
})

t.test('settings that no longer fit after an upgrade are named, and the plugin does not start', async (t) => {
  const { plugin } = carrier()
  const { administrator, database } = await startPlatform(t, { plugins: [plugin] })
  await administrator.send({
    method: 'PUT',
    url: '/api/v1/host/settings/carrier/values',
    headers: { 'if-match': '"0"' },
    payload: { scope: 'organisation', values: { days: 30 } },
  })
  const narrower = carrier({
    schema: Type.Object({ days: Type.Integer({ title: 'Days', maximum: 10, default: 7 }) }),
  })
  await t.rejects(buildApp({ database, plugins: [narrower.plugin] }), {
    code: 'host.settings_unfit',
    plugin: 'carrier',
    message: /"Days" \(days\) of the plugin "carrier" stands at 30 for the organisation.*--without carrier/,
  })
})
