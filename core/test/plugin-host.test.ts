import type { PluginDeclaration } from '@stowage/sdk'
import type { FastifyPluginAsync } from 'fastify'
import t from 'tap'
import { Type } from 'typebox'
import { buildApp, orderPlugins } from '../src/app.ts'
import type { Database } from '../src/database/database.ts'
import { coreDeclarations } from '../src/declarations.ts'
import { HostError } from '../src/plugin-host/host-error.ts'
import { findOpenObject } from '../src/plugin-host/open-object.ts'

/** No declaration here gets so far as to ask it. */
const noDatabase = {} as Database
const whole: PluginDeclaration = { name: 'quotes', version: '0.1.0' }
const here = new URL(import.meta.url)
const quotes = {
  title: 'Quote',
  titlePlural: 'Quotes',
  path: 'quotes',
  row: Type.Object({ id: Type.String() }),
  permissions: { read: 'quotes.quote.read' },
}

async function boot(...plugins: unknown[]): Promise<void> {
  const app = await buildApp({ core: [], plugins: plugins as PluginDeclaration[], database: noDatabase })
  await app.close()
}

function withRoute(add: (app: Parameters<FastifyPluginAsync>[0]) => void): PluginDeclaration {
  return {
    ...whole,
    permissions: { 'quotes.quote.read': 'See quotes' },
    routes: () => async (app) => add(app),
  }
}

const handler = async () => ({})
const open = { public: true } as const

const broken: Record<string, { code: string; plugins: unknown[]; says: RegExp }> = {
  'a member nobody knows': {
    code: 'host.unknown_member',
    plugins: [{ ...whole, hoks: {} }],
    says: /"quotes" declares "hoks"/,
  },
  'a component in a slot that no screen has': {
    code: 'host.admin_slot_unknown',
    plugins: [{ ...whole, admin: { slots: [{ slot: 'items', component: 'Panel' }], entry: here } }],
    says: /the slot "items", which no screen has\. There are: dashboard, /,
  },
  'a component that no module exports': {
    code: 'host.admin_entry_missing',
    plugins: [{ ...whole, admin: { slots: [{ slot: 'dashboard', component: 'Panel' }] } }],
    says: /the component "Panel" and no "admin\.entry"/,
  },
  'an entry that is no URL': {
    code: 'host.admin_entry_invalid',
    plugins: [{ ...whole, admin: { entry: './admin.js' } }],
    says: /new URL\(/,
  },
  'screens that were not built': {
    code: 'host.admin_entry_unreadable',
    plugins: [{ ...whole, admin: { entry: new URL('./no-such-folder/', import.meta.url) } }],
    says: /Build them with buildAdminEntry/,
  },
  'a column that the row lacks': {
    code: 'host.admin_column_unknown',
    plugins: [{ ...whole, admin: { resources: { quotes: { ...quotes, columns: ['price'] } } } }],
    says: /a column "price", which its row lacks/,
  },
  'rows that nothing names': {
    code: 'host.admin_row_without_id',
    plugins: [{ ...whole, admin: { resources: { quotes: { ...quotes, row: Type.Object({}) } } } }],
    says: /have no "id"/,
  },
  'forms that anybody could use': {
    code: 'host.admin_without_permission',
    plugins: [{ ...whole, admin: { resources: { quotes: { ...quotes, create: Type.Object({}) } } } }],
    says: /permissions\.write/,
  },
  'a member nobody knows, deep inside': {
    code: 'host.unknown_member',
    plugins: [{ ...whole, tables: { quote: { rows: 'house', reads: 'all' } } }],
    says: /"reads" in tables\.quote/,
  },
  'a name with capitals': {
    code: 'host.name_invalid',
    plugins: [{ ...whole, name: 'Quotes' }],
    says: /lower-case/,
  },
  'no name': { code: 'host.declaration_invalid', plugins: [{ version: '0.1.0' }], says: /name/ },
  'the name of a room of the platform': {
    code: 'host.name_reserved',
    plugins: [{ ...whole, name: 'health' }],
    says: /"health"/,
  },
  'a name that every function has': {
    code: 'host.name_reserved',
    plugins: [{ ...whole, name: 'caller' }],
    says: /cannot be called "caller"/,
  },
  'a name that every object has': {
    code: 'host.name_reserved',
    plugins: [{ ...whole, name: 'to-string' }],
    says: /choose another/,
  },
  'the name of a schema that is not its own': {
    code: 'host.name_reserved',
    plugins: [{ ...whole, name: 'public' }],
    says: /"public"/,
  },
  'the name of another plugin': { code: 'host.name_taken', plugins: [whole, whole], says: /Two plugins/ },
  'a version that is none': {
    code: 'host.version_invalid',
    plugins: [{ ...whole, version: '1' }],
    says: /three numbers/,
  },
  'a range that is none': {
    code: 'host.range_invalid',
    plugins: [{ ...whole, requires: { plugins: { lots: 'newest' } } }],
    says: /"newest"/,
  },
  'a table that any access rule fails': {
    code: 'host.declaration_invalid',
    plugins: [{ ...whole, tables: { quote: { rows: 'all' } } }],
    says: /tables\.quote\.rows/,
  },
  'a table in camelCase': {
    code: 'host.table_name',
    plugins: [{ ...whole, tables: { quoteLine: { rows: 'house' } } }],
    says: /snake_case/,
  },
  "another's permission": {
    code: 'host.permission_name',
    plugins: [{ ...whole, permissions: { 'items.item.read': 'See items' } }],
    says: /begin with "quotes\."/,
  },
  "another's error code": {
    code: 'host.error_name',
    plugins: [{ ...whole, errors: { 'http.teapot': { status: 409, message: 'It is a teapot.' } } }],
    says: /"http\.teapot"/,
  },
  'a status that is no refusal': {
    code: 'host.declaration_invalid',
    plugins: [{ ...whole, errors: { 'quotes.gone': { status: 200, message: 'It went well.' } } }],
    says: /status/,
  },
  "another's invariant": {
    code: 'host.invariant_name',
    plugins: [{ ...whole, invariants: [{ id: 'x', sentence: 'All is well.', offendingRows: 'select 1' }] }],
    says: /"x"/,
  },
  'two invariants of one id': {
    code: 'host.invariant_taken',
    plugins: [
      {
        ...whole,
        invariants: ['a', 'b'].map(() => ({
          id: 'quotes.same',
          sentence: 'All is well.',
          offendingRows: 'select 1',
        })),
      },
    ],
    says: /quotes\.same/,
  },
  'services that are no function': {
    code: 'host.not_a_function',
    plugins: [{ ...whole, services: {} }],
    says: /"services"/,
  },
  'a guard without judge': {
    code: 'host.not_a_function',
    plugins: [{ ...whole, ledger: { guard: { load: async () => [] } } }],
    says: /ledger\.guard\.judge/,
  },
  'migrations that are no URL': {
    code: 'host.migrations_invalid',
    plugins: [{ ...whole, migrations: './migrations' }],
    says: /new URL/,
  },
  'a need that is not in the list': {
    code: 'host.requires_unknown',
    plugins: [{ ...whole, requires: { plugins: { lots: '^1.0.0' } } }],
    says: /"lots" \^1\.0\.0, which is not in the list/,
  },
  'a need of another version': {
    code: 'host.requires_version',
    plugins: [
      { ...whole, requires: { plugins: { lots: '^1.0.0' } } },
      { name: 'lots', version: '2.0.0' },
    ],
    says: /2\.0\.0 is installed/,
  },
  'another platform': {
    code: 'host.platform_version',
    plugins: [{ ...whole, requires: { platform: '^9.0.0' } }],
    says: /needs platform \^9\.0\.0/,
  },
  'needs in a circle': {
    code: 'host.requires_cycle',
    plugins: [
      { ...whole, requires: { plugins: { lots: '*' } } },
      { name: 'lots', version: '1.0.0', requires: { plugins: { quotes: '*' } } },
    ],
    says: /circle: quotes needs lots, lots needs quotes\./,
  },
  'a longer circle, and one that needs what is in it': {
    code: 'host.requires_cycle',
    plugins: [
      { ...whole, requires: { plugins: { hens: '*' } } },
      { name: 'hens', version: '1.0.0', requires: { plugins: { eggs: '*' } } },
      { name: 'eggs', version: '1.0.0', requires: { plugins: { corn: '*' } } },
      { name: 'corn', version: '1.0.0', requires: { plugins: { hens: '*' } } },
    ],
    says: /circle: hens needs eggs, eggs needs corn, corn needs hens\./,
  },
  'a need of a later pre-release': {
    code: 'host.requires_version',
    plugins: [
      { ...whole, requires: { plugins: { lots: '^1.0.0-beta.2' } } },
      { name: 'lots', version: '1.0.0-beta.1' },
    ],
    says: /1\.0\.0-beta\.1 is installed/,
  },
  'a permission that says nothing': {
    code: 'host.permission_sentence',
    plugins: [{ ...whole, permissions: { 'quotes.quote.read': 'Read' } }],
    says: /"quotes\.quote\.read" only "Read"; say what it allows/,
  },
  'a service that another offers': {
    code: 'host.service_taken',
    plugins: [
      { ...whole, services: () => ({ quotes: {} }) },
      { name: 'lots', version: '1.0.0', services: () => ({ quotes: {} }) },
    ],
    says: /"lots" offers a service "quotes"/,
  },
  'a service that cannot be made': {
    code: 'host.service_failed',
    plugins: [
      {
        ...whole,
        services: () => {
          throw new Error('the licence is missing')
        },
      },
    ],
    says: /the licence is missing/,
  },
  'a route that anybody may call by oversight': {
    code: 'host.route_without_access',
    plugins: [withRoute((app) => app.get('/', handler))],
    says: /GET \/api\/v1\/quotes/,
  },
  'a route that is public and is not': {
    code: 'host.route_without_access',
    plugins: [
      withRoute((app) =>
        app.get('/', { config: { public: true, permission: 'quotes.quote.read' } }, handler),
      ),
    ],
    says: /one of the\s?three/,
  },
  'a permission that nobody declares': {
    code: 'host.route_permission_unknown',
    plugins: [withRoute((app) => app.get('/', { config: { permission: 'quotes.quote.raed' } }, handler))],
    says: /quotes\.quote\.raed/,
  },
  'a body that takes anything': {
    code: 'host.route_schema_open',
    plugins: [
      withRoute((app) => {
        const line = Type.Object({ item: Type.String() })
        const body = Type.Object({ lines: Type.Array(line) }, { additionalProperties: false })
        app.post('/', { config: open, schema: { body } }, handler)
      }),
    ],
    says: /at \.lines\.items/,
  },
}

for (const [what, { code, plugins, says }] of Object.entries(broken)) {
  t.test(`a plugin with ${what} stops the boot`, async (t) => {
    const error = await boot(...plugins).catch((thrown: unknown) => thrown)
    t.ok(error instanceof HostError, String(error))
    t.equal((error as HostError).code, code)
    t.match((error as HostError).message, says)
    t.match((error as HostError).message, /[.:]$|missing$/, 'it is a sentence')
  })
}

t.test('plugins come in the order of their needs, and else as they were given', async (t) => {
  const plugin = (name: string, ...needs: string[]): PluginDeclaration => ({
    name,
    version: '1.2.3',
    requires: { platform: '^0.1.0', plugins: Object.fromEntries(needs.map((need) => [need, '^1.0.0'])) },
  })
  const given = [plugin('d', 'b', 'c'), plugin('c', 'a'), plugin('b', 'a'), plugin('a'), plugin('e')]
  const order = orderPlugins({ core: [], plugins: given }).map(({ name }) => name)
  t.same(order, ['a', 'c', 'b', 'd', 'e'])
})

t.test("core's own declarations pass the same checks as everybody's", async (t) => {
  t.same(
    orderPlugins({}).map(({ name }) => name),
    coreDeclarations.map(({ name }) => name),
  )
})

t.test('services reach each other once the boot is over, and nobody can add one later', async (t) => {
  let reach: (() => unknown) | undefined
  let add: (() => void) | undefined
  const first: PluginDeclaration = {
    ...whole,
    services: (context) => {
      t.equal(
        (context.services as unknown as Record<string, unknown>).lots,
        undefined,
        'not while they are made',
      )
      reach = () => (context.services as unknown as Record<string, unknown>).lots
      add = () => Object.assign(context.services, { later: 'here' })
      return {}
    },
  }
  const second = { name: 'lots', version: '1.0.0', services: () => ({ lots: 'here' }) } as PluginDeclaration
  await boot(first, second)
  t.equal(reach?.(), 'here')
  t.throws(() => add?.(), TypeError)
})

t.test("what one plugin decorates and hooks does not reach its sibling's routes", async (t) => {
  const nosy: PluginDeclaration = {
    ...whole,
    routes: () => async (app) => {
      app.addHook('onRequest', async (_request, reply) => {
        reply.header('x-nosy', 'yes')
      })
      app.decorate('nosy', true)
      app.get('/own', { config: open }, handler)
    },
  }
  const sibling: PluginDeclaration = {
    name: 'lots',
    version: '1.0.0',
    requires: { plugins: { quotes: '*' } },
    routes: () => async (app) => {
      t.notOk(app.hasDecorator('nosy'))
      app.get('/own', { config: open }, handler)
    },
  }
  const app = await buildApp({ core: [], plugins: [sibling, nosy], database: noDatabase })
  t.teardown(() => app.close())
  t.equal((await app.inject('/api/v1/quotes/own')).headers['x-nosy'], 'yes')
  t.equal((await app.inject('/api/v1/lots/own')).headers['x-nosy'], undefined)
})

t.test('an object whose members go by a pattern says what all others are', async (t) => {
  const words = Type.Record(Type.String({ pattern: '^[a-z]{2}$' }), Type.String())
  t.equal(findOpenObject(Type.Object({ words }, { additionalProperties: false })), '.words')
  const closed = { ...words, additionalProperties: false }
  t.equal(findOpenObject(closed), undefined)
  t.equal(findOpenObject(Type.Record(Type.String(), Type.String())), undefined, 'this one says it of all')
  const inner = { ...closed, patternProperties: { '^[a-z]{2}$': Type.Object({}) } }
  t.equal(findOpenObject(inner), '.^[a-z]{2}$')
})
