import { setTimeout as pause } from 'node:timers/promises'
import t from 'tap'
import { makeNodeHome } from '../platform/node-database.ts'
import { runStowage, startNode } from '../platform/node-process.ts'
import { furnish } from './furnish.ts'

const UNSAFE = '--accept-data-loss'
/** As careless as plain JavaScript lets it be; what it does is said by the movement's note. */
const STRAY = `
import { definePlugin } from '@stowage/sdk'
const late = () => setTimeout(() => { throw new Error('thrown in a timer') }, 5)
const deeds = {
  timer: () => { late() },
  promise: () => { void Promise.reject(new Error('forgotten')) },
  leave: () => process.exit(3),
  eventually: async () => { throw new Error('a judge is not async') },
}
export default definePlugin({
  name: 'stray', version: '1.2.0', requires: { plugins: { ledger: '^0.1.0' } },
  ledger: {
    guard: {
      async load(movements) { if (movements.some(({ note }) => note === 'loading')) late() },
      judge: ({ note }) => deeds[note]?.(),
    },
  },
  routes: () => async (app) => {
    app.get('/late', { config: { public: true }, schema: { response: { 200: { type: 'null' } } } },
    async () => {
      late()
      return null
    })
  },
})
`

t.test('what a plugin throws where nobody waits for it ends no server; the plugin is named', async (t) => {
  const plugins = t.testdir({ stray: { 'index.js': STRAY, 'package.json': '{ "type": "module" }' } })
  const { env: given, query } = await makeNodeHome(t)
  const env = { ...given, STOWAGE_PLUGINS: plugins }
  const node = await startNode(t, env, [UNSAFE])
  const { url } = node
  const { cookie, item, from, to } = await furnish(url, node.logIn!)
  const on = await runStowage({ args: ['plugin', 'enable', 'stray', '--json', UNSAFE], env })
  t.equal(on.code, 0, on.stdout + on.stderr)
  const failures = async () => {
    const [row] = await query<{ n: number; last: { hook: string; code: string } | null }>(
      "select hook_failures::int as n, last_failure as last from host.plugin where name = 'stray'",
    )
    return row!
  }
  const receive = async (note: string) => {
    const lines = [{ item, quantity: 1, from: { location: from }, to: { location: to } }]
    const body = JSON.stringify({ mode: 'each', movements: [{ kind: 'receipt', note, lines }] })
    const headers = { 'content-type': 'application/json', origin: url, cookie }
    return (await fetch(`${url}/api/v1/ledger/movements`, { method: 'POST', headers, body })).status
  }
  let counted = 0
  const isCounted = async (what: string, least: number, last: object) => {
    counted += least
    // The node tells them when it says that it lives, once a second.
    for (let tries = 0; tries < 150 && (await failures()).n < counted; tries += 1) await pause(100)
    const { n, last: told } = await failures()
    t.ok(n >= counted, `${what} is counted: ${n} of ${counted}`)
    t.match(told, { version: '1.2.0', ...last }, what)
    counted = n
  }
  const stray = { code: 'host.stray_fault' }
  t.equal(await receive('timer'), 200)
  await isCounted('a timer', 1, { hook: 'ledger.guard', ...stray })
  t.equal(await receive('promise'), 200)
  await isCounted('a promise', 1, { hook: 'ledger.guard', ...stray })
  t.equal(await receive('loading'), 200)
  await isCounted('a timer of loading', 1, { hook: 'ledger.guard', ...stray })
  t.equal((await fetch(`${url}/api/v1/stray/late`)).status, 200)
  await isCounted('a timer of a route', 1, { hook: 'routes', ...stray })
  t.equal(await receive('leave'), 500, 'to end the process is a fault of the movement in hand')
  await isCounted('an exit', 1, { code: 'host.hook_threw' })
  t.equal(await receive('eventually'), 500, 'a promise is no answer of a judge')
  await isCounted('an async judge', 1, {})
  t.equal(await receive('nothing'), 200)
  t.equal(node.process.exitCode, null, 'it is the same server still')
})
