import { definePlugin } from '@stowage/sdk'
import t from 'tap'
import { startNodeHere } from '../../core/src/testing/start-node.ts'
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
})
