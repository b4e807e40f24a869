import { readFileSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { menuIcons } from '@stowage/sdk'
import { buildAdminEntry } from '@stowage/sdk/admin-build'
import t from 'tap'
import { validateDeclaration } from '../../core/src/plugin-host/validate-declaration.ts'
import { startPlatform } from '../../core/src/testing/start-platform.ts'
import { deliveryPlugin } from './delivery/index.ts'

const out = t.testdir()
const source = fileURLToPath(new URL('./delivery/admin/index.tsx', import.meta.url))
const built = await buildAdminEntry({ entry: source, out })
const platform = await startPlatform(t, { plugins: [deliveryPlugin(pathToFileURL(`${out}/`))] })
const { administrator, stranger, app } = platform

interface Screens {
  readonly plugins: readonly {
    readonly name: string
    readonly version: string
    readonly entry: string
    readonly resources: readonly {
      readonly name: string
      readonly path: string
      readonly query: object
      readonly create?: object
    }[]
    readonly slots: readonly object[]
    readonly pages: readonly object[]
  }[]
}

t.test('the small entry of a plugin stays small', async (t) => {
  t.ok(built.bytes <= 15 * 1024, `${built.bytes} bytes`)
  t.strictSame([...built.exports].sort(), ['Board', 'BrokenPanel', 'ItemPanel'])
})

t.test('an entry of the menu has an icon that the desk has, and no other', async (t) => {
  const file = readFileSync(new URL('../../admin/src/shell/menu-icons.ts', import.meta.url), 'utf8')
  const drawn = [...file.matchAll(/^ {2}'?([a-z0-9-]+)'?: Icon/gm)].map(([, name]) => name)
  t.same(drawn.sort(), [...menuIcons].sort())
  const withIcon = (icon: string) => {
    const plugin = deliveryPlugin(pathToFileURL(`${out}/`))
    const { carriers } = plugin.admin!.resources!
    const menu = { group: 'Out', icon }
    return { ...plugin, admin: { ...plugin.admin, resources: { carriers: { ...carriers, menu } } } }
  }
  t.ok(validateDeclaration(withIcon('forklift')))
  t.throws(() => validateDeclaration(withIcon('rocket')), /menu.*icon/s)
})

t.test(
  'the desk is told what plugins add to it, and by which filters and order a list may be asked',
  async (t) => {
    const { status, body } = await administrator.send<Screens>({ url: '/api/v1/host/screens' })
    t.equal(status, 200)
    const delivery = body.plugins.find(({ name }) => name === 'delivery')!
    t.match(delivery, { version: '0.1.0', entry: /^\/plugins\/delivery\/[0-9a-f]{20}\.js$/ })
    const [carriers] = delivery.resources
    t.match(carriers, {
      name: 'carriers',
      path: '/delivery/carriers',
      row: {
        properties: {
          name: { title: 'Name' },
          site: { anyOf: [{ 'x-resource': 'sites' }, { type: 'null' }] },
        },
      },
      query: {
        q: { type: 'string' },
        isActive: { type: 'boolean' },
        'contractUntil[gte]': { type: 'string', format: 'date' },
        sort: { 'x-sort': { fields: ['name', 'maxWeight', 'stops', 'contractUntil'], default: 'name' } },
      },
      create: { required: ['name', 'mode', 'contact'] },
      hasOne: true,
      changesMany: true,
      removesMany: false,
    })
    t.equal(delivery.slots.length, 2)
    t.match(delivery.pages, [{ path: 'board', title: 'Board', menu: { group: 'Out' } }])
  },
)

t.test('nobody is told of screens that he may not see, and a stranger of none', async (t) => {
  t.equal((await stranger.send({ url: '/api/v1/host/screens' })).status, 401)
  const reader = { name: 'Reader', permissions: ['delivery.carrier.read'] }
  const { body: made } = await administrator.send({
    method: 'POST',
    url: '/api/v1/access/api-keys',
    payload: reader,
  })
  const { body } = await platform.withKey(made.token).send<Screens>({ url: '/api/v1/host/screens' })
  const delivery = body.plugins.find(({ name }) => name === 'delivery')!
  t.equal(delivery.resources.length, 1)
  t.equal(delivery.resources[0]?.create, undefined, 'no form for whoever may only read')
  t.match(delivery.resources[0], { changesMany: false })
  t.strictSame(delivery.pages, [])
  t.equal(delivery.slots.length, 2)
})

t.test(
  'the built screens are served at the address with their hash, for good, and nothing else is',
  async (t) => {
    const { body } = await administrator.send<Screens>({ url: '/api/v1/host/screens' })
    const { entry } = body.plugins.find(({ name }) => name === 'delivery')!
    const answer = await app.inject({ url: entry })
    t.equal(answer.statusCode, 200)
    t.match(answer.headers, {
      'content-type': /text\/javascript/,
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
    })
    for (const url of [
      '/plugins/delivery/index.tsx',
      '/plugins/delivery/..%2fpackage.json',
      entry.replace(/.\.js$/, 'x.js'),
    ]) {
      t.equal((await app.inject({ url })).statusCode, 404, url)
    }
  },
)

t.test('screens that lead to no route stop the boot in words', async (t) => {
  const whole = deliveryPlugin(pathToFileURL(`${out}/`))
  const { routes, ...withoutRoutes } = whole
  t.type(routes, 'function')
  await t.rejects(startPlatform(t, { plugins: [withoutRoutes] }), {
    code: 'host.admin_route_missing',
    message:
      /"carriers" in the plugin "delivery" need the route GET \/api\/v1\/delivery\/carriers, which is nowhere/,
  })
})
