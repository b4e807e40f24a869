import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import t from 'tap'
import { logInTo } from '../../../core/src/testing/start-node.ts'
import { makeNodeHome } from '../../../tests/platform/node-database.ts'
import { runStowage, startNode } from '../../../tests/platform/node-process.ts'

const run = promisify(execFile)
const example = fileURLToPath(new URL('../', import.meta.url))
const COMPANY = '00000000-0000-7000-8000-000000000001'
const SUPPLIER = '00000000-0000-7000-8000-000000000011'
const CUSTOMER = '00000000-0000-7000-8000-000000000012'

const folder = await mkdtemp(join(tmpdir(), 'stowage-shop-'))
t.teardown(() => rm(folder, { recursive: true, force: true }))
await run('npm', ['pack', example, '--pack-destination', folder])
await writeFile(join(folder, 'package.json'), '{ "name": "shop", "private": true }')
const quiet = ['--offline', '--no-audit', '--no-fund', '--ignore-scripts']
await run('npm', ['install', './loyalty-hold-0.1.0.tgz', ...quiet], { cwd: folder })

const { env } = await makeNodeHome(t)
const enabled = await runStowage({
  args: ['plugin', 'enable', 'loyalty-hold', '--accept-data-loss'],
  env,
  cwd: folder,
})
if (enabled.stdout !== 'loyalty-hold is on.\n') throw new Error(enabled.stderr)
const { url, logIn } = await startNode(t, env, ['--accept-data-loss'], folder)
const send = await logInTo(url, logIn!)

async function post(path: string, body: object) {
  const answer = await send('POST', `/api/v1${path}`, body)
  if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`)
  return answer.body
}

const { body: listed } = await send('GET', '/api/v1/host/plugins')
const site = await post('/locations/sites', {
  company: COMPANY,
  code: 'HAM',
  name: 'Hamburg',
  timeZone: 'UTC',
})
const [shelf, hall] = await Promise.all(
  ['SHELF', 'HALL'].map((code) => post('/locations', { site: site.id, kind: 'bin', code })),
)
const [lamp, cable] = await Promise.all(
  ['LAMP-7', 'CABLE-2'].map((sku) => post('/items', { sku, name: sku, baseUnit: 'each' })),
)
const move = async (kind: string, [item, from, to]: string[], source?: object) => {
  const quantity = kind === 'issue' ? 2 : 10
  const line = { item, quantity, from: { location: from }, to: { location: to } }
  const { outcomes } = await post('/ledger/movements', {
    mode: 'each',
    movements: [{ kind, lines: [line], ...(source && { source }) }],
  })
  return outcomes[0]
}
for (const item of [lamp, cable]) await move('receipt', [item.id, SUPPLIER, shelf.id])
await move('receipt', [lamp.id, SUPPLIER, hall.id])

const allocate = async (kind: string, item: string, more: object = {}) => {
  const demand = { kind, id: '00000000-0000-7000-8000-0000000000aa' }
  const act = { act: 'allocate', demand, item, quantity: 4, ...more }
  return (await post('/ledger/allocations', { mode: 'each', allocations: [act] })).outcomes[0]
}

t.test('a packed plugin is found where Stowage is started, with all that it adds', async (t) => {
  t.match(
    listed.data.find(({ name }: { name: string }) => name === 'loyalty-hold'),
    {
      origin: 'package',
      state: 'on',
      version: '0.1.0',
      adds: { tables: ['loyalty-hold.kept_place'], hooks: ['ledger.guard', 'allocation.guard'] },
    },
  )
  const { body } = await send('GET', '/api/v1/host/screens')
  const screens = body.plugins.find(({ name }: { name: string }) => name === 'loyalty-hold')
  t.match(screens.resources, [{ path: '/loyalty-hold/places', titlePlural: 'Kept places', hasOne: true }])
})

t.test('before a place is kept, anybody gets what lies there', async (t) => {
  t.match(await allocate('outbound_order', cable.id, { location: shelf.id }), { status: 'posted' })
})

t.test('what lies in a kept place is for loyalty customers alone', async (t) => {
  const kept = await post('/loyalty-hold/places', { location: shelf.id, item: lamp.id })
  const again = await send('POST', '/api/v1/loyalty-hold/places', { location: shelf.id, item: lamp.id })
  t.match(again, { status: 409, body: { code: 'loyalty-hold.place_taken' } })

  const refused = {
    status: 'refused',
    code: 'loyalty-hold.kept',
    facts: { location: 'SHELF', demand: 'outbound_order' },
    overridableBy: 'loyalty-hold.place.override',
    detail: /^What lies in SHELF is kept for loyalty customers, and this is for outbound_order/,
  }
  t.match(await allocate('outbound_order', lamp.id, { location: shelf.id }), refused)
  const passedOver = await allocate('outbound_order', lamp.id)
  t.match(passedOver, { status: 'posted', allocations: [{ location: hall.id }] }, 'the hall is taken instead')
  t.match(
    await allocate('outbound_order', cable.id, { location: shelf.id }),
    { status: 'posted' },
    'of lamps alone',
  )
  t.match(await allocate('loyalty_order', lamp.id, { location: shelf.id }), { status: 'posted' })

  const issue = (source?: object) => move('issue', [lamp.id, shelf.id, CUSTOMER], source)
  t.match(await issue({ type: 'outbound_order', id: '4711' }), refused)
  t.match(await issue(), {
    status: 'refused',
    code: 'loyalty-hold.kept_from_unnamed',
    detail: /says not for whom it is/,
  })

  const values = { loyalDemands: ['outbound_order'] }
  const wish = { scope: 'organisation', values }
  const said = await send('PUT', '/api/v1/host/settings/loyalty-hold/values', wish, { 'if-match': '"0"' })
  t.equal(said.status, 200, JSON.stringify(said.body))
  t.match(
    await allocate('outbound_order', lamp.id, { location: shelf.id }),
    { status: 'posted' },
    'the setting counts at once',
  )

  const gone = await send('DELETE', `/api/v1/loyalty-hold/places/${kept.id}`, undefined, {
    'if-match': `"${kept.version}"`,
  })
  t.equal(gone.status, 204, JSON.stringify(gone.body))
})
