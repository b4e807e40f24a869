import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import t from 'tap'
import { adminUrlOf } from '../../core/src/embedded-postgres/embedded-postgres.ts'
import { freePort } from '../../core/src/embedded-postgres/free-port.ts'
import { runningServer } from '../../core/src/embedded-postgres/running-server.ts'
import { makeHome, runStowage, startNode } from '../platform/node-process.ts'
import { type Load, startClients, type Target } from './clients-under-load.ts'

const SUPPLIER = '00000000-0000-7000-8000-000000000011'
const COMPANY = '00000000-0000-7000-8000-000000000001'
/** More than all clients together can have in flight, so that some were sent after the blow. */
const ENOUGH = 150

/** Five kills in the suite; `npm run soak -- --kills 20` has as many as it says, half of each. */
const kills = Number(process.env.SOAK_KILLS ?? 5)

// The server has safe settings: what it acknowledged is on disk.
t.test('whoever is killed under load: nothing acknowledged is lost, and nothing happens twice', async (t) => {
  const home = await makeHome(t)
  const env = { STOWAGE_HOME: home, PORT: String(await freePort()), STOWAGE_LOG_LEVEL: 'error' }
  let node = await startNode(t, env)
  const target = await furnish(node.url, node.logIn!)
  const load = startClients(target)
  t.teardown(() => load.abandon())
  await acknowledgedMore(load)

  for (let blow = 1; blow <= kills; blow++) {
    // In turn: a PostgreSQL that dies six times in a minute under one node is not started again, and says
    // why.
    if (blow % 2 === 1) {
      node.process.kill('SIGKILL')
      await node.ended
      node = await startNode(t, env)
      await acknowledgedMore(load)
      t.pass(`the server was killed and serves again, blow ${blow}`)
    } else {
      const server = await runningServer(join(home, 'postgres'))
      process.kill(server!.pid, 'SIGKILL')
      await acknowledgedMore(load)
      t.not(
        (await runningServer(join(home, 'postgres')))!.pid,
        server!.pid,
        `PostgreSQL was killed, blow ${blow}`,
      )
    }
  }

  const { sent, acknowledged, strange } = await load.stop()
  t.strictSame([...new Set(strange)], [], 'every answer is an outcome, or asks to come again')
  const record = await readRecord(home)
  t.comment(`${acknowledged.size} movements acknowledged, ${record.posted.size} posted, ${sent.size} sent`)
  const lost = [...acknowledged].filter(([document, id]) => !record.posted.get(document)?.includes(id))
  t.strictSame(lost, [], 'no acknowledged movement is lost')
  const doubled = [...record.posted].filter(([, ids]) => ids.length > 1)
  t.strictSame(doubled, [], 'no movement was posted twice')
  t.strictSame(
    [...record.posted.keys()].filter((document) => !sent.has(document)),
    [],
  )
  t.equal(record.onHand, record.posted.size, 'the bin holds one piece for each movement')

  const proof = await runStowage({ args: ['verify', '--json'], env })
  t.equal(proof.code, 0, proof.stdout)
  const { positions, movements, seals, sealedPosition } = JSON.parse(proof.stdout)
  t.comment(
    `${positions} of ${movements} movements have their position, ${sealedPosition} are sealed in ${seals} seals`,
  )
  t.ok(seals > 0, 'the chain was continued over all kills')
  node.process.kill('SIGTERM')
  t.equal((await node.ended).code, 0)
})

/** An item, a site and a bin to receive into, by the first administrator. */
async function furnish(url: string, logIn: { email: string; password: string }): Promise<Target> {
  const send = async (path: string, body: object, cookie = '') => {
    const headers = { 'content-type': 'application/json', origin: url, cookie }
    const request = { method: 'POST', headers, body: JSON.stringify(body) }
    let answer = await fetch(`${url}/api/v1${path}`, request)
    for (let tries = 0; answer.status === 503 && tries < 20; tries++) {
      await pause(250)
      answer = await fetch(`${url}/api/v1${path}`, request)
    }
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return { answer, made: (await answer.json()) as { id: string } }
  }
  const { answer } = await send('/access/session', logIn)
  const cookie = answer.headers.getSetCookie()[0]!.split(';')[0]!
  const site = { company: COMPANY, code: 'HALL', name: 'Hall', timeZone: 'Europe/Zurich' }
  const { made: hall } = await send('/locations/sites', site, cookie)
  const { made: bin } = await send('/locations', { site: hall.id, code: 'A-01' }, cookie)
  const { made: item } = await send('/items', { sku: 'BOLT', name: 'Bolt' }, cookie)
  return { url, cookie, item: item.id, from: SUPPLIER, to: bin.id }
}

/** Waits for acknowledgements that came after this moment, so that the next blow falls into work. */
async function acknowledgedMore(load: Load): Promise<void> {
  const before = load.count()
  for (const until = Date.now() + 60_000; load.count() < before + ENOUGH; await pause(5)) {
    if (Date.now() > until) throw new Error('nothing is acknowledged any more')
  }
  await pause(Math.random() * 50)
}

/** What the database holds in the end: the movements of each document, and the bin's balance. */
async function readRecord(home: string): Promise<{ posted: Map<string, string[]>; onHand: number }> {
  const { embedded } = JSON.parse(await readFile(join(home, 'database.json'), 'utf8'))
  const client = new pg.Client({ connectionString: adminUrlOf(embedded) })
  await client.connect()
  const movements = await client.query(
    "select source_id, array_agg(id::text) as ids from ledger.movement where source_type = 'fault' group by 1",
  )
  const balance = await client.query('select sum(on_hand)::int as on_hand from ledger.balance')
  const gone = once(client, 'end')
  await client.end()
  await gone
  return {
    posted: new Map(movements.rows.map(({ source_id, ids }) => [source_id, ids])),
    onHand: balance.rows[0].on_hand,
  }
}
