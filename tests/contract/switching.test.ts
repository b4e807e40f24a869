import { definePlugin } from '@stowage/sdk'
import t from 'tap'
import { coreDeclarations } from '../../core/src/declarations.ts'
import type { FaultyPlugin } from '../../core/src/plugin-host/discover.ts'
import { HostError } from '../../core/src/plugin-host/host-error.ts'
import { type NodeHere, startNodeHere, startNodeWith } from '../../core/src/testing/start-node.ts'
import { holes, receipt, stockOf } from './moved-stock.ts'
import moved from './plugins/moved/index.ts'
import palette from './plugins/palette/index.ts'

t.test('a plugin is switched on and off while the server runs', async (t) => {
  const node = await startNodeHere(t, [moved, palette])
  const { send } = node
  t.equal((await send('GET', '/api/v1/moved')).status, 404)
  const stock = await stockOf(node)
  t.equal((await send('POST', '/api/v1/ledger/movements', receipt(stock))).status, 200)

  const preview = await send('GET', '/api/v1/host/plugins/moved/preview')
  t.match(preview.body, {
    action: 'enable',
    problem: null,
    changes: { tables: ['moved.moved'], routes: ['GET /api/v1/moved'], permissions: ['moved.line.read'] },
  })
  t.match(await node.change('moved', 'enable'), { state: 'done', error: null })
  t.equal((await send('POST', '/api/v1/ledger/movements', receipt(stock))).status, 200)
  t.match((await send('GET', '/api/v1/moved')).body, { lines: 2 })
  t.equal(await holes(node), 0)
  const { body } = await send('GET', '/api/v1/host/plugins')
  t.match(
    body.data.find(({ name }: { name: string }) => name === 'moved'),
    { state: 'on', hookFailures: 0 },
  )

  t.match(await node.change('moved', 'disable'), { state: 'done' })
  t.equal((await send('GET', '/api/v1/moved')).status, 404)
  t.equal((await send('POST', '/api/v1/ledger/movements', receipt(stock))).status, 200)
  t.equal(await holes(node), 1)
  t.match(await node.change('moved', 'enable'), { state: 'done' })
  t.equal(await holes(node), 0, 'what was posted meanwhile is made up for')
  const audit = await send('GET', '/api/v1/access/audit?entity=host.plugin')
  t.strictSame(audit.body.data.map(({ action }: { action: string }) => action).sort(), [
    'disable',
    'enable',
    'enable',
  ])
  await node.change('moved', 'disable')
  t.match(await send('DELETE', '/api/v1/host/plugins/moved'), {
    status: 200,
    body: { folder: /moved-\d{8}T/ },
  })
  t.strictSame(await node.query("select 1 from pg_namespace where nspname = 'moved'"), [])
})

t.test('what does not fit is refused, and leaves all as it was', async (t) => {
  const halfWay = definePlugin({
    name: 'half-way',
    version: '0.1.0',
    tables: { nowhere: { rows: 'house' } },
    migrations: new URL('./plugins/moved/migrations/', import.meta.url),
  })
  const needy = definePlugin({
    name: 'needy',
    version: '0.1.0',
    requires: { plugins: { palette: '^0.1.0' } },
  })
  const openDoor = definePlugin({
    name: 'open-door',
    version: '0.1.0',
    routes: () => async (app) => {
      app.get('/', async () => ({}))
    },
  })
  const busy = definePlugin({
    name: 'busy',
    version: '0.1.0',
    lifecycle: {
      async blockers({ trx }) {
        const { rows } = await trx.raw("select count(*) as n from items.item where sku = 'WAVE'")
        return Number(rows[0].n) === 0 ? [] : [{ sentence: '1 open wave', count: 1 }]
      },
      async release({ trx }) {
        await trx('items.item').where({ sku: 'WAVE' }).delete()
      },
    },
  })
  const node = await startNodeHere(t, [halfWay, needy, openDoor, palette, busy])
  const { send } = node
  const enable = (name: string) => send('POST', `/api/v1/host/plugins/${name}/enable`)
  t.match((await enable('nobody')).body, { code: 'host.plugin_not_known' })
  t.match((await enable('needy')).body, { code: 'host.plugin_unfit', facts: { fault: 'host.requires_off' } })
  t.match(await node.change('half-way', 'enable'), { state: 'failed', errorCode: 'plugin.table_undeclared' })
  t.match(await node.change('open-door', 'enable'), {
    state: 'failed',
    error: /has to state who may call it/,
  })
  t.match((await send('GET', '/api/v1/host/plugins/open-door/preview')).body, {
    problem: { code: 'host.route_without_access' },
  })
  t.match(await node.change('palette', 'enable'), { state: 'done' })
  t.match(await node.change('needy', 'enable'), { state: 'done' })
  t.match((await send('POST', '/api/v1/host/plugins/palette/disable', {})).body, {
    code: 'host.plugin_needed',
  })
  t.match((await enable('palette')).body, { code: 'host.plugin_already' })
  t.match((await send('DELETE', '/api/v1/host/plugins/palette')).body, { code: 'host.plugin_on' })

  await node.change('busy', 'enable')
  await send('POST', '/api/v1/items', { sku: 'WAVE', name: 'Wave', baseUnit: 'each' })
  t.match(await node.change('busy', 'disable'), { state: 'failed', error: /1 open wave/ })
  t.match(await node.change('busy', 'disable', { release: true }), { state: 'done' })
  const { body } = await send('GET', '/api/v1/host/plugins')
  const states = Object.fromEntries(body.data.map(({ name, state }: Record<string, string>) => [name, state]))
  t.match(states, { 'half-way': 'off', 'open-door': 'off', needy: 'on', palette: 'on', busy: 'off' })
  const narrowed = await send('GET', '/api/v1/host/plugins?state=on&sort=-name')
  const names = narrowed.body.data.map(({ name }: { name: string }) => name)
  t.same(names, ['palette', 'needy'], 'the list is narrowed and put in order')
})

t.test(
  'a plugin that fails as it first comes leaves nothing: its tables go again, and mended it comes',
  async (t) => {
    const stands = async (query: NodeHere['query']) => [
      ...(await query<{ name: string }>("select nspname as name from pg_namespace where nspname = 'moved'")),
      ...(await query<{ name: string }>("select id as name from core.migration where plugin = 'moved'")),
    ]
    let isBroken = true
    const breaking = definePlugin({
      ...moved,
      ledger: {
        project: {
          ...moved.ledger!.project!,
          async backfill(movements, tx) {
            await moved.ledger!.project!.backfill!(movements, tx)
            if (isBroken) throw new Error('the scale is not there')
          },
        },
      },
    })
    const node = await startNodeHere(t, [breaking])
    const stock = await stockOf(node)
    t.equal((await node.send('POST', '/api/v1/ledger/movements', receipt(stock))).status, 200)
    t.match(await node.change('moved', 'enable'), {
      state: 'failed',
      errorCode: 'host.lifecycle_failed',
      error: /the scale is not there/,
    })
    t.strictSame(await stands(node.query), [], 'neither its schema, nor that a migration ran')
    t.equal((await node.send('GET', '/api/v1/moved')).status, 404)
    t.equal((await node.send('POST', '/api/v1/ledger/movements', receipt(stock))).status, 200)
    isBroken = false
    t.match(await node.change('moved', 'enable'), { state: 'done' })
    t.equal(await holes(node), 0, 'from the first movement on')
    t.match(await node.change('moved', 'disable'), { state: 'done' })
    isBroken = true
    t.equal((await node.send('POST', '/api/v1/ledger/movements', receipt(stock))).status, 200)
    t.match(await node.change('moved', 'enable'), { state: 'failed' })
    t.ok((await stands(node.query)).length >= 2, 'what was on once keeps what it has')
  },
)

t.test('what the core is made of is neither switched nor removed, whoever asks', async (t) => {
  const { send } = await startNodeHere(t, [palette])
  const { data } = (await send('GET', '/api/v1/host/plugins')).body
  for (const { name } of coreDeclarations) {
    const url = `/api/v1/host/plugins/${name}`
    const asked = [
      await send('POST', `${url}/disable`, {}),
      await send('POST', `${url}/disable`, { release: true }),
      await send('POST', `${url}/enable`),
      await send('DELETE', url),
      await send('GET', `${url}/preview`),
    ]
    for (const answer of asked) {
      t.match(answer, { status: 409, body: { code: 'host.plugin_of_core', facts: { plugin: name } } }, name)
    }
  }
  t.strictSame((await send('GET', '/api/v1/host/plugins')).body.data, data, 'the set is as it was')
  t.equal((await send('GET', '/api/v1/items')).status, 200)
})

t.test(
  'a plugin that throws or answers rubbish as it comes and goes is named, and told how to be mended',
  async (t) => {
    const odd = (name: string, lifecycle: object) =>
      definePlugin({ name, version: '0.2.0', lifecycle: lifecycle as never })
    const throwing = odd('throwing', { blockers: () => Promise.reject(new Error('no such table')) })
    const rubbish = odd('rubbish', { blockers: async () => 'fourteen open waves' })
    const faint = odd('faint', { enabled: () => Promise.reject(new Error('nothing to begin with')) })
    let tries = 0
    const fickle = odd('fickle', {
      async enabled() {
        tries += 1
        if (tries > 1) throw new Error('nothing to begin with')
      },
    })
    const node = await startNodeHere(t, [throwing, rubbish, faint, fickle])
    for (const [name, problem] of [
      ['throwing', 'no such table'],
      ['rubbish', 'it has to answer with a list'],
    ] as const) {
      t.match(await node.change(name, 'enable'), { state: 'done' })
      const says = new RegExp(
        `"${name}" 0\\.2\\.0 failed in its "blockers" \\(${problem}.*disable ${name} --unasked`,
      )
      t.match(await node.change(name, 'disable'), {
        state: 'failed',
        errorCode: 'host.lifecycle_failed',
        error: says,
      })
      const preview = await node.send('GET', `/api/v1/host/plugins/${name}/preview`)
      t.match(preview.body, {
        problem: { code: 'host.lifecycle_failed', detail: says },
        canGoUnasked: true,
      })
      t.match(await node.change(name, 'disable', { unasked: true }), { state: 'done' }, 'it goes unasked')
    }
    const fault = { code: 'host.lifecycle_failed', detail: /failed in its "enabled" \(nothing to begin/ }
    t.match(await node.change('faint', 'enable'), {
      state: 'failed',
      errorCode: fault.code,
      error: fault.detail,
    })
    t.match(await node.change('fickle', 'enable'), { state: 'done' }, 'what fails later stays on')
    const { body } = await node.send('GET', '/api/v1/host/plugins')
    const standing = (sought: string) => body.data.find(({ name }: { name: string }) => name === sought)
    t.match(standing('faint'), { state: 'off', lastError: fault })
    t.match(standing('fickle'), { state: 'on', lastError: fault }, 'and says so')
  },
)

t.test(
  'a plugin whose folder is taken away under a running server goes on, and can be switched off',
  async (t) => {
    const found = new Map([
      ['palette', { declaration: palette, origin: 'house' as const, path: '' }],
      ['moved', { declaration: moved, origin: 'house' as const, path: '' }],
    ])
    const node = await startNodeWith(t, async () => ({ found: new Map(found), faulty: [] }))
    const { send } = node
    t.match(await node.change('palette', 'enable'), { state: 'done' })
    found.delete('palette')
    t.match(await toldOf(node, 'palette'), {
      state: 'on',
      isOn: true,
      origin: 'gone',
      fault: { code: 'host.plugin_missing', detail: /"palette" is switched on and its code is not here/ },
    })
    const field = { entity: 'items.item', name: 'wing', kind: 'text', label: 'Wing' }
    t.equal((await send('POST', '/api/v1/host/fields', field)).status, 201)
    const item = { sku: 'W', name: 'Wing', baseUnit: 'each', fields: { custom: { wing: 'north' } } }
    t.equal((await send('POST', '/api/v1/items', item)).status, 201, 'fields are made as ever')
    t.match(await node.change('moved', 'enable'), { state: 'done' }, 'others come')
    t.match(await node.change('palette', 'disable'), { state: 'done' }, 'and it goes')
  },
)

t.test('a plugin whose file breaks under a running server is told of, and can be switched off', async (t) => {
  const found = new Map([palette, moved].map((plugin) => [plugin.name, plugin]))
  const faulty: FaultyPlugin[] = []
  const node = await startNodeWith(t, async () => ({
    found: new Map(
      [...found].map(([name, declaration]) => [name, { declaration, origin: 'folder' as const, path: '/p' }]),
    ),
    faulty,
  }))
  t.match(await node.change('palette', 'enable'), { state: 'done' })
  found.delete('palette')
  const error = new HostError('host.plugin_unreadable', 'palette', 'Unexpected end of input. Mend the file.')
  faulty.push({ name: 'palette', origin: 'folder', path: '/p', error })
  t.match(await toldOf(node, 'palette'), {
    state: 'on',
    origin: 'folder',
    fault: { code: 'host.plugin_unreadable', detail: /Mend the file/ },
  })
  t.match(await node.change('moved', 'enable'), { state: 'done' }, 'others come')
  t.match((await node.send('GET', '/api/v1/host/plugins/palette/preview')).body, {
    action: 'disable',
    problem: null,
  })
  t.match(await node.change('palette', 'disable'), { state: 'done' }, 'and it goes')
  t.match(await toldOf(node, 'palette'), { state: 'faulty', isOn: false })
})

/** How the list of plugins shows one. */
async function toldOf({ send }: NodeHere, name: string) {
  const { body } = await send('GET', '/api/v1/host/plugins')
  return body.data.find((plugin: { name: string }) => plugin.name === name)
}
