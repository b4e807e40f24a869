import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { buildAdminEntry } from '@stowage/sdk/admin-build'
import t, { type Test } from 'tap'
import { freePort } from '../../core/src/embedded-postgres/free-port.ts'
import { type Received, startTarget } from '../../plugins/webhooks/test/target.ts'
import { makeNodeHome } from '../platform/node-database.ts'
import { startNode } from '../platform/node-process.ts'
import type { Target } from './clients-under-load.ts'
import { furnish } from './furnish.ts'

const screens = fileURLToPath(new URL('../../plugins/webhooks/admin/', import.meta.url))
const UNSAFE = '--accept-data-loss'
const PATIENCE_MS = 60_000
const MOVEMENTS = 240
/** After so many requests the server is killed. */
const BLOWS = [40, 120] as const

t.test('whoever is killed amid deliveries sends again what was not written down, in order', async (t) => {
  // A server that is started by hand builds no screens.
  await buildAdminEntry({ entry: `${screens}index.tsx`, out: `${screens}dist` })
  const { env: given, query } = await makeNodeHome(t)
  const env = { ...given, PORT: String(await freePort()) }
  let node = await startNode(t, env, [UNSAFE])
  const target = await furnish(node.url, node.logIn!)
  const shop = await startTarget(t, slowly)
  const broken = await startTarget(t, (received) => (received.body.position % 7 === 0 ? 500 : 200))
  await listen(target, [shop.url, broken.url])
  const items = [target.item, ...(await addItems(target))]
  await bring(target, items)
  for (const blow of BLOWS) {
    await shop.until(({ length }) => length >= blow)
    node.process.kill('SIGKILL')
    await node.ended
    node = await startNode(t, env, [UNSAFE])
    // What fails at first is taken well in the end.
    broken.behave = () => 200
  }
  for (const { received, until } of [shop, broken]) {
    await until(() => new Set(received.map(({ headers }) => headers['webhook-id'])).size === MOVEMENTS)
    sameUnderOneId(t, received)
    inOrder(t, received, items)
  }
  const pending = async () => (await query("select 1 from webhooks.delivery where state = 'pending'")).length
  for (const end = Date.now() + PATIENCE_MS; (await pending()) > 0 && Date.now() < end; ) await pause(100)
  t.equal(await pending(), 0, 'and in the end all of it is written down as delivered')
})

/** Takes some time, so that whoever is killed has much under way. */
function slowly(_: Received, response: { writeHead(status: number): { end(): unknown } }): undefined {
  setTimeout(() => response.writeHead(200).end(), 20)
}

function sameUnderOneId(t: Test, received: readonly Received[]): void {
  const texts = Map.groupBy(received, ({ headers }) => headers['webhook-id'])
  const differing = [...texts.values()].filter((all) => new Set(all.map(({ text }) => text)).size > 1)
  t.same(differing, [], 'what came twice came alike')
}

/** The first time that each event of an item came is in the order of the record. */
function inOrder(t: Test, received: readonly Received[], items: readonly string[]): void {
  for (const item of items) {
    const positions = received
      .filter(({ body }) => body.data.lines[0].item === item)
      .map(({ body }) => body.position as number)
    const first = [...new Set(positions)]
    t.same(
      first,
      first.toSorted((a, b) => a - b),
      'in the order in which it happened',
    )
  }
}

async function listen(target: Target, urls: readonly string[]): Promise<void> {
  await post(target, '/host/plugins/webhooks/enable')
  for (const end = Date.now() + PATIENCE_MS; ; await pause(200)) {
    const { status } = await ask(target, '/webhooks/endpoints')
    if (status === 200) break
    if (Date.now() > end) throw new Error('webhooks are not switched on')
  }
  await post(target, '/host/allowed-targets', { host: '127.0.0.1', plainHttp: true })
  for (const url of urls) await post(target, '/webhooks/endpoints', { name: url, url })
}

function addItems(target: Target): Promise<string[]> {
  const skus = Array.from({ length: 11 }, (_, n) => `SKU-${n}`)
  return Promise.all(skus.map(async (sku) => (await post(target, '/items', { sku, name: sku })).id))
}

/** Each item in its turn. */
async function bring(target: Target, items: readonly string[]): Promise<void> {
  const { from, to } = target
  for (let n = 0; n < MOVEMENTS; n += 20) {
    const movements = Array.from({ length: 20 }, (_, k) => {
      const item = items[(n + k) % items.length]!
      const lines = [{ item, quantity: n + k + 1, from: { location: from }, to: { location: to } }]
      return { kind: 'receipt', lines }
    })
    await post(target, '/ledger/movements', { mode: 'each', movements })
  }
}

function ask({ url, cookie }: Target, path: string, body?: object): Promise<Response> {
  const headers = { 'content-type': 'application/json', cookie, origin: url }
  const write = { method: 'POST', headers, ...(body && { body: JSON.stringify(body) }) }
  return fetch(`${url}/api/v1${path}`, body === undefined && !path.includes('enable') ? { headers } : write)
}

async function post(target: Target, path: string, body?: object): Promise<{ id: string }> {
  const answer = await ask(target, path, body)
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as { id: string }
}
