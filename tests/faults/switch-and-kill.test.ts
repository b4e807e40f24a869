import { setTimeout as pause } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { makeNodeHome, type NodeDatabase } from '../platform/node-database.ts'
import { runStowage, startNode } from '../platform/node-process.ts'
import { acknowledgedMore, startClients } from './clients-under-load.ts'
import { furnish } from './furnish.ts'
import { holesIn } from './holes.ts'
import { proveRecord } from './prove-record.ts'
import { roundsOf } from './rounds.ts'
import { type Server, startServer, UNSAFE } from './servers.ts'

const CHANGE_PATIENCE_MS = 90_000
/** A switch takes about as long, so that a blow falls into any of its steps. */
const SWITCH_MS = 800
/** Longer than a lease, so that the others go on without the frozen one. */
const FROZEN_MS = 30_000

/** What happens while a plugin is switched. */
const BLOWS = ['who switches is killed', 'the other is frozen', 'the other is killed', 'nothing'] as const

/** One round of each in the suite; `npm run soak -- --toggles 100` has as many as it says. */
const toggles = roundsOf('toggles', BLOWS.length)

t.test('a plugin comes and goes under load, while servers are killed and frozen: no hole', async (t) => {
  const home = await makeNodeHome(t)
  const servers = [await startServer(t, home, { n: 1 }), await startServer(t, home, { n: 2 })]
  const { url, logIn } = servers[0]!.node
  const target = await furnish(url, logIn!)
  const { cookie } = target
  await switchOver(home, servers[0]!, { cookie, action: 'enable' })
  const loads = servers.map(({ node }) => startClients({ ...target, url: node.url }))
  t.teardown(() => loads.forEach((load) => void load.abandon()))
  let done = 0
  for (let round = 0; round < toggles; round += 1) {
    const [who, other] = Math.floor(round / BLOWS.length) % 2 === 0 ? servers : servers.toReversed()
    const blow = BLOWS[round % BLOWS.length]!
    const action = (await isOn(home)) ? 'disable' : 'enable'
    const [ending] = await Promise.all([
      switchOver(home, who!, { cookie, action }),
      strike(t, { blow, who: who!, other: other!, home }),
    ])
    if (ending === 'done') done += 1
    for (const load of loads) await acknowledgedMore(load)
    t.strictSame(await holesIn(home), [], `round ${round + 1}: ${action}, and ${blow}: ${ending}`)
  }
  t.ok(done >= toggles / 4, `${done} of ${toggles} switches came to their end`)
  await proveRecord(t, home.adminUrl, await Promise.all(loads.map((load) => load.stop())))
  const proof = await runStowage({ args: ['verify', '--json', UNSAFE], env: servers[0]!.env })
  t.equal(proof.code, 0, proof.stdout)
})

interface Switching {
  readonly cookie: string
  readonly action: 'enable' | 'disable'
}

/** Asks a server for a switch, and waits until none is under way. @returns how it ended */
async function switchOver(
  home: NodeDatabase,
  { node }: Server,
  { cookie, action }: Switching,
): Promise<string> {
  const begun = await fetch(`${node.url}/api/v1/host/plugins/moved/${action}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie, origin: node.url },
    ...(action === 'disable' && { body: '{}' }),
  }).catch(() => undefined)
  const answer = (await begun?.json().catch(() => undefined)) as { id?: string; code?: string } | undefined
  if (begun !== undefined && begun.status !== 202) return `not begun: ${answer?.code}`
  const running = "select 1 from host.plugin_change where state = 'running'"
  for (
    const until = Date.now() + CHANGE_PATIENCE_MS;
    (await home.query(running)).length > 0;
    await pause(50)
  ) {
    if (Date.now() > until) throw new Error('a switch does not come to its end')
  }
  const [change] = await home.query('select state, error_code from host.plugin_change where id = $1', [
    answer?.id,
  ])
  return change === undefined ? 'no answer' : String(change.error_code ?? change.state)
}

interface Strike {
  readonly home: NodeDatabase
  readonly blow: (typeof BLOWS)[number]
  readonly who: Server
  readonly other: Server
}

/** Somewhere within the switch. Whoever was killed is started again; who was frozen wakes when it is over. */
async function strike(t: Test, { home, blow, who, other }: Strike): Promise<void> {
  await pause(Math.random() * SWITCH_MS)
  if (blow === 'nothing') return
  if (blow === 'the other is frozen') {
    other.node.process.kill('SIGSTOP')
    const epoch = await epochOf(home)
    for (const until = Date.now() + FROZEN_MS; Date.now() < until; await pause(50)) {
      if ((await epochOf(home)) !== epoch) break
    }
    other.node.process.kill('SIGCONT')
    return
  }
  const victim = blow === 'who switches is killed' ? who : other
  victim.node.process.kill('SIGKILL')
  await victim.node.ended
  victim.node = await startNode(t, victim.env, [UNSAFE])
}

async function epochOf(home: NodeDatabase): Promise<number> {
  const [set] = await home.query<{ epoch: string }>('select epoch from host.plugin_set')
  return Number(set!.epoch)
}

async function isOn(home: NodeDatabase): Promise<boolean> {
  const [row] = await home.query<{ is_enabled: boolean }>(
    "select is_enabled from host.plugin where name = 'moved'",
  )
  return row!.is_enabled
}
