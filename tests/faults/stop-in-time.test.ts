import t from 'tap'
import { makeNodeHome } from '../platform/node-database.ts'
import { runStowage, startNode } from '../platform/node-process.ts'
import { furnish } from './furnish.ts'

const UNSAFE = '--accept-data-loss'
const BATCHES = 180
const IN_A_BATCH = 100
const STOP_MS = 10_000

t.test(
  'a server that took many thousand movements just now ends within seconds, and lost none',
  async (t) => {
    const { env, query } = await makeNodeHome(t)
    const node = await startNode(t, env, [UNSAFE])
    const { cookie, item, from, to } = await furnish(node.url, node.logIn!)
    const line = { item, quantity: 1, from: { location: from }, to: { location: to } }
    const movements = Array.from({ length: IN_A_BATCH }, () => ({ kind: 'receipt', lines: [line] }))
    const headers = { 'content-type': 'application/json', origin: node.url, cookie }
    const body = JSON.stringify({ mode: 'all', movements })
    let left = BATCHES
    const send = async () => {
      while (left > 0) {
        left -= 1
        const answer = await fetch(`${node.url}/api/v1/ledger/movements`, { method: 'POST', headers, body })
        if (!answer.ok) throw new Error(await answer.text())
        await answer.body?.cancel()
      }
    }
    await Promise.all([send(), send(), send(), send()])
    const begun = performance.now()
    node.process.kill('SIGTERM')
    t.equal((await node.ended).code, 0)
    const took = Math.round(performance.now() - begun)
    t.ok(took < STOP_MS, `it ended in ${took} ms`)
    const [row] = await query<{ movements: number }>('select count(*)::int as movements from ledger.movement')
    t.equal(row!.movements, BATCHES * IN_A_BATCH)
    const proof = await runStowage({ args: ['verify', '--json', UNSAFE], env })
    t.equal(proof.code, 0, proof.stdout)
  },
)
