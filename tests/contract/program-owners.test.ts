import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import t, { type Test } from 'tap'
import { sequence } from '../../core/src/ledger/sequence/sequencer.ts'
import { discoverPlugins } from '../../core/src/plugin-host/discover.ts'
import { endOf, startNodeWith } from '../../core/src/testing/start-node.ts'
import { stockOf } from './moved-stock.ts'

const SUPPLIER = '00000000-0000-7000-8000-000000000011'
const MOVED = 'ledger.movement.posted@1'
const HOUSE = '00000000-0000-7000-8000-000000000001'

/** A program that keeps what it is told, and its file. */
async function listener(t: Test, more: object = {}) {
  const told: { data: { movement?: string; note?: string; lines: { item: string }[] } }[] = []
  const server = createServer((request, response) => {
    let text = ''
    request.on('data', (chunk) => {
      text += chunk
    })
    request.on('end', () => {
      told.push(JSON.parse(text))
      response.writeHead(204).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => server.close())
  const { port } = server.address() as AddressInfo
  const file = {
    name: 'portal',
    version: '1.0.0',
    title: 'Portal',
    address: `http://127.0.0.1:${port}`,
    rights: ['items.item.read', 'ledger.balance.read'],
    on: { [MOVED]: '/events', ...more },
  }
  const folder = t.testdir({ portal: { 'stowage.plugin.json': JSON.stringify(file) } })
  return { told, port, folder }
}

t.test('a program that is bound to an owner sees and hears of his stock alone', async (t) => {
  const { told, port, folder } = await listener(t)
  const node = await startNodeWith(t, () => discoverPlugins({ given: [folder] }))
  const { send, url } = node
  const create = async (path: string, body: object) => {
    const answer = await send('POST', `/api/v1${path}`, body)
    t.ok(answer.status < 300, `${path}: ${JSON.stringify(answer.body)}`)
    return answer.body
  }
  const { bin } = await stockOf(node)
  const anna = (await create('/access/owners', { kind: 'client', name: 'Anna' })).id
  const bert = (await create('/access/owners', { kind: 'client', name: 'Bert' })).id
  await create('/host/allowed-targets', { host: '127.0.0.1', port, plainHttp: true, note: 'portal' })
  const enable = (body: object) => send('POST', '/api/v1/host/plugins/portal/enable', body)
  t.match(await enable({ owners: ['019a0000-0000-7000-8000-000000000000'] }), {
    status: 422,
    body: { code: 'access.owner_unknown', errors: [{ pointer: '/owners/0' }] },
  })
  const begun = await enable({ owners: [anna] })
  t.equal(begun.status, 202, JSON.stringify(begun.body))
  t.match(await endOf(send, begun.body.id), { state: 'done' })

  const move = async (owner: string, sku: string) => {
    const item = (await create('/items', { sku, name: sku, baseUnit: 'each', owner })).id
    const line = { item, quantity: 1, from: { location: SUPPLIER }, to: { location: bin } }
    const movement = { kind: 'receipt', owner, note: sku, lines: [line] }
    await create('/ledger/movements', { mode: 'all', movements: [movement] })
  }
  await move(bert, 'BERTS-1')
  await move(anna, 'ANNAS-1')
  await sequence(node.database)
  const seen = async (key: string) => {
    const answer = await fetch(`${url}/api/v1/items`, { headers: { authorization: `Bearer ${key}` } })
    return ((await answer.json()) as { data: { sku: string }[] }).data.map(({ sku }) => sku)
  }
  t.notOk((await seen(begun.body.credentials.key)).includes('BERTS-1'))
  t.ok((await seen(begun.body.credentials.key)).includes('ANNAS-1'))
  const delivered = "select from host.cursor where subscriber = 'portal' and delivered >= 2"
  for (let tries = 0; tries < 600 && (await node.query(delivered)).length === 0; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  t.equal(told.length, 1, 'of Bert’s it was told nothing')
  t.match(JSON.stringify(told), /ANNAS-1/)

  const shown = async () => {
    const { body } = await send('GET', '/api/v1/host/plugins')
    return body.data.find(({ name }: { name: string }) => name === 'portal').program.key.owners
  }
  t.strictSame(await shown(), ['Anna'])
  const another = await send('POST', '/api/v1/host/plugins/portal/key')
  t.equal(another.status, 201)
  t.strictSame(await shown(), ['Anna'], 'another key is bound as the one before')
  t.notOk((await seen(another.body.key)).includes('BERTS-1'))
  t.equal((await send('POST', '/api/v1/host/plugins/portal/key', { owners: null })).status, 201)
  t.equal(await shown(), null, 'unless it is asked for all')
})

t.test('a program that is bound to a site sees and hears of what is there alone', async (t) => {
  const { told, port, folder } = await listener(t)
  const node = await startNodeWith(t, () => discoverPlugins({ given: [folder] }))
  const { send, url } = node
  const create = async (path: string, body: object) => {
    const answer = await send('POST', `/api/v1${path}`, body)
    t.ok(answer.status < 300, `${path}: ${JSON.stringify(answer.body)}`)
    return answer.body
  }
  const placeOf = async (code: string) => {
    const site = { company: HOUSE, code, name: code, timeZone: 'Europe/Zurich' }
    const { id } = await create('/locations/sites', site)
    return { id, bin: (await create('/locations', { site: id, kind: 'bin', code: `${code}-BIN` })).id }
  }
  const [north, south] = [await placeOf('NORTH'), await placeOf('SOUTH')]
  const item = (await create('/items', { sku: 'NUT', name: 'Nut' })).id
  const other = (await create('/items', { sku: 'BOLT', name: 'Bolt' })).id
  await create('/host/allowed-targets', { host: '127.0.0.1', port, plainHttp: true, note: 'portal' })
  const enable = (body: object) => send('POST', '/api/v1/host/plugins/portal/enable', body)
  t.match(await enable({ sites: ['019a0000-0000-7000-8000-000000000000'] }), {
    status: 422,
    body: { code: 'access.site_unknown', errors: [{ pointer: '/sites/0' }] },
  })
  const begun = await enable({ sites: [north.id] })
  t.equal(begun.status, 202, JSON.stringify(begun.body))
  t.match(await endOf(send, begun.body.id), { state: 'done' })

  const receive = (...lines: readonly (readonly [item: string, bin: string])[]) =>
    create('/ledger/movements', {
      mode: 'all',
      movements: [
        {
          kind: 'receipt',
          lines: lines.map(([of, bin]) => ({
            item: of,
            quantity: 1,
            from: { location: SUPPLIER },
            to: { location: bin },
          })),
        },
      ],
    })
  await receive([item, south.bin])
  await receive([item, north.bin], [other, south.bin])
  await sequence(node.database)
  const headers = { authorization: `Bearer ${begun.body.credentials.key}` }
  const balances = await (await fetch(`${url}/api/v1/ledger/balances`, { headers })).json()
  t.same(
    (balances as { data: { site: { code: string } }[] }).data.map(({ site }) => site.code),
    ['NORTH'],
  )
  const delivered = "select from host.cursor where subscriber = 'portal' and delivered >= 2"
  for (let tries = 0; tries < 600 && (await node.query(delivered)).length === 0; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  t.equal(told.length, 1, 'of what is at the other site it was told nothing')
  t.same(
    told[0]!.data.lines.map((line) => line.item),
    [item],
    'and of a movement at both, its lines here',
  )
  const { body } = await send('GET', '/api/v1/host/plugins')
  const { key } = body.data.find(({ name }: { name: string }) => name === 'portal').program
  t.match(key, { owners: null, sites: ['NORTH'] })
  t.equal((await send('POST', '/api/v1/host/plugins/portal/key')).status, 201)
  const again = await send('GET', '/api/v1/host/plugins')
  t.match(
    again.body.data.find(({ name }: { name: string }) => name === 'portal').program.key,
    { sites: ['NORTH'] },
    'another key is bound as the one before',
  )
})

t.test('a program that is told of what says no site cannot be bound to one', async (t) => {
  const { folder } = await listener(t, { 'inventory.item.below_reorder_point@1': '/low' })
  const node = await startNodeWith(t, () => discoverPlugins({ given: [folder, 'plugins/inventory'] }))
  const { send } = node
  await node.change('inventory', 'enable')
  const site = { company: HOUSE, code: 'S1', name: 'S1', timeZone: 'Europe/Zurich' }
  const { id } = (await send('POST', '/api/v1/locations/sites', site)).body
  t.match(await send('POST', '/api/v1/host/plugins/portal/enable', { sites: [id] }), {
    status: 422,
    body: { code: 'host.events_of_no_site', errors: [{ pointer: '/sites' }] },
  })
})
