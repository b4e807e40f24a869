import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { adminUrlOf } from '../../core/src/embedded-postgres/embedded-postgres.ts'
import { freePort } from '../../core/src/embedded-postgres/free-port.ts'
import { runningServer } from '../../core/src/embedded-postgres/running-server.ts'
import { makeHome, runStowage, startNode } from '../platform/node-process.ts'
import { acknowledgedMore, startClients } from './clients-under-load.ts'
import { furnish } from './furnish.ts'
import { proveRecord } from './prove-record.ts'
import { roundsOf } from './rounds.ts'

/** Five kills in the suite; `npm run soak -- --kills 20` has as many as it says, half of each. */
const kills = roundsOf('kills', 5)

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

  const { embedded } = JSON.parse(await readFile(join(home, 'database.json'), 'utf8'))
  await proveRecord(t, adminUrlOf(embedded), [await load.stop()])

  const proof = await runStowage({ args: ['verify', '--json'], env })
  t.equal(proof.code, 0, proof.stdout)
  const { positions, movements, seals, sealedPosition } = JSON.parse(proof.stdout)
  t.comment(
    `${positions} of ${movements} movements have their position, ` +
      `${sealedPosition} are sealed in ${seals} seals`,
  )
  t.ok(seals > 0, 'the chain was continued over all kills')
  node.process.kill('SIGTERM')
  t.equal((await node.ended).code, 0)
})
