import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { logInTo, startNodeHere } from '../../core/src/testing/start-node.ts'
import { makeNodeHome } from '../platform/node-database.ts'
import { runStowage, startNode } from '../platform/node-process.ts'
import { holes, receipt, stockOf } from './moved-stock.ts'
import moved from './plugins/moved/index.ts'

const CONNECTIONS = 64
const TOGGLES = 2
/** How long somebody takes until he scans the next thing; all together ask more than a node can do. */
const THINK_MS = 100
const STOWAGE_PLUGINS = fileURLToPath(new URL('./plugins/', import.meta.url))
const UNSAFE = '--accept-data-loss'

t.test('sixty-four scanners post while a plugin comes and goes, and none is refused', async (t) => {
  const node = await startNodeHere(t, [moved])
  const stock = await stockOf(node)
  const faults: unknown[] = []
  let posted = 0
  let isOver = false
  const scanners = Array.from({ length: CONNECTIONS }, async () => {
    while (!isOver) {
      const answer = await node
        .send('POST', '/api/v1/ledger/movements', receipt(stock))
        .catch((error) => ({ status: 0, body: String(error.cause ?? error) }))
      const isPosted = answer.status === 200 && answer.body.outcomes[0].status === 'posted'
      if (isPosted) posted += 1
      else faults.push(answer)
      await pause(THINK_MS)
    }
  })
  try {
    for (let toggle = 0; toggle < TOGGLES; toggle += 1) {
      t.match(await node.change('moved', 'enable'), { state: 'done', error: null })
      await pause(200)
      t.equal(await holes(node), 0, 'every line was written down')
      t.match(await node.change('moved', 'disable'), { state: 'done', error: null })
    }
    t.match(await node.change('moved', 'enable'), { state: 'done', error: null })
  } finally {
    isOver = true
    await Promise.all(scanners)
  }
  t.strictSame(faults.slice(0, 3), [])
  t.ok(posted > CONNECTIONS, `${posted} were posted`)
  t.equal(await holes(node), 0)
  const twice = await node.query('select 1 from moved.moved group by movement, n having count(*) > 1')
  t.strictSame(twice, [])
})

t.test('two servers follow one set, and one that was frozen posts by no old one', async (t) => {
  const home = await makeNodeHome(t)
  const env: Record<string, string> = { ...home.env, STOWAGE_PLUGINS }
  const first = await startNode(t, env, [UNSAFE])
  const second = await startNode(t, { ...env, STOWAGE_HOME: `${env.STOWAGE_HOME}-2` }, [UNSAFE])
  const here = await logInTo(first.url, first.logIn!)
  const there = await logInTo(second.url, first.logIn!)
  const stock = await stockOf({ send: here })
  const enabled = await runStowage({ args: ['plugin', 'enable', 'moved', UNSAFE], env })
  t.equal(enabled.code, 0, enabled.stderr)
  for (const send of [here, there]) {
    t.equal((await send('POST', '/api/v1/ledger/movements', receipt(stock))).status, 200)
    t.equal((await send('GET', '/api/v1/moved')).status, 200)
  }
  t.equal(await holes(home), 0)

  // It holds its share of the set within a posting, and says nothing more.
  const lingering = there('POST', '/api/v1/ledger/movements', receipt(stock, { note: 'linger' }))
  await pause(700)
  second.process.kill('SIGSTOP')
  const disabled = await runStowage({ args: ['plugin', 'disable', 'moved', UNSAFE], env })
  t.equal(disabled.code, 0, disabled.stderr)
  t.equal((await here('POST', '/api/v1/ledger/movements', receipt(stock))).status, 200, 'nobody waits for it')
  second.process.kill('SIGCONT')
  const { status } = await lingering
  t.ok(status === 503 || status === 200, `what it was about to post is told: ${status}`)
  const post = () => there('POST', '/api/v1/ledger/movements', receipt(stock))
  let late = await post()
  // Who has stood still so long turns callers away until he has caught up.
  for (let tries = 0; late.status === 503 && tries < 50; tries += 1) {
    await pause(200)
    late = await post()
  }
  t.equal(late.status, 200, 'it is posted by the new set')
  t.strictSame(
    (await home.query('select count(*)::int as lines from moved.moved')).map(({ lines }) => lines),
    [2],
    'and the plugin that went had no part in anything since',
  )
})

t.test(
  'a server is killed while a plugin is switched on: all is as it was, and it can be done again',
  async (t) => {
    const home = await makeNodeHome(t)
    const env: Record<string, string> = { ...home.env, STOWAGE_PLUGINS }
    const first = await startNode(t, env, [UNSAFE])
    const send = await logInTo(first.url, first.logIn!)
    const stock = await stockOf({ send })
    await send('POST', '/api/v1/ledger/movements', receipt(stock))
    const { body } = await send('POST', '/api/v1/host/plugins/tardy/enable')
    for (let tries = 0; tries < 200; tries += 1) {
      const { body: change } = await send('GET', `/api/v1/host/plugin-changes/${body.id}`)
      if (change.step === 'backfill') break
      await pause(20)
    }
    first.process.kill('SIGKILL')
    await first.ended

    const again = await startNode(t, env, [UNSAFE])
    const ask = await logInTo(again.url, first.logIn!)
    const change = await ask('GET', `/api/v1/host/plugin-changes/${body.id}`)
    t.match(change.body, { state: 'failed', errorCode: 'host.change_interrupted' })
    const [row] = await home.query("select is_enabled, state from host.plugin where name = 'tardy'")
    t.strictSame({ ...row }, { is_enabled: false, state: 'off' })
    const enabled = await runStowage({ args: ['plugin', 'enable', 'tardy', UNSAFE], env })
    t.equal(enabled.code, 0, enabled.stderr)
    t.match(
      (await ask('GET', '/api/v1/host/plugins')).body.data.find(
        ({ name }: { name: string }) => name === 'tardy',
      ),
      { state: 'on' },
    )
  },
)

t.test(
  'a server is killed when the set has changed and its plugin is about its first step: who starts takes it',
  async (t) => {
    const home = await makeNodeHome(t)
    const env: Record<string, string> = { ...home.env, STOWAGE_PLUGINS }
    const first = await startNode(t, env, [UNSAFE])
    const send = await logInTo(first.url, first.logIn!)
    await send('POST', '/api/v1/items', { sku: 'BED', name: 'Bed', baseUnit: 'each' })
    const { body } = await send('POST', '/api/v1/host/plugins/late-riser/enable')
    const step = async () => (await send('GET', `/api/v1/host/plugin-changes/${body.id}`)).body.step
    for (let tries = 0; tries < 500 && (await step()) !== 'follow'; tries += 1) await pause(20)
    t.equal(await step(), 'follow')
    first.process.kill('SIGKILL')
    await first.ended
    await home.query("delete from items.item where sku = 'BED'")

    const again = await startNode(t, env, [UNSAFE])
    const ask = await logInTo(again.url, first.logIn!)
    t.match((await ask('GET', `/api/v1/host/plugin-changes/${body.id}`)).body, { state: 'done', error: null })
    const taken = () => home.query('select taken from "late-riser".step')
    for (let tries = 0; tries < 500 && (await taken()).length === 0; tries += 1) await pause(20)
    t.equal((await taken()).length, 1, 'once')
    t.match(await home.query("select state, last_error from host.plugin where name = 'late-riser'"), [
      { state: 'on', last_error: null },
    ])
  },
)
