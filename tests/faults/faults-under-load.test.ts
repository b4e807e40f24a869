import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import t, { type Test } from 'tap'
import { makeNodeHome, type NodeDatabase } from '../platform/node-database.ts'
import { runStowage, startNode } from '../platform/node-process.ts'
import { acknowledgedMore, type Load, startClients, type Target, type Told } from './clients-under-load.ts'
import { CUTS, type CuttingProxy, startCuttingProxy } from './cutting-proxy.ts'
import { type Furnished, furnish } from './furnish.ts'
import { holesIn } from './holes.ts'
import { proveRecord } from './prove-record.ts'
import { asked, type Fault, roundsOf } from './rounds.ts'
import { type Server, startServer, UNSAFE } from './servers.ts'

const HOUR_MS = 3_600_000
/** Where the clock of a server is set to, one after the other. */
const JUMPS = { 'three hours back': -3 * HOUR_MS, '400 days ahead': 400 * 24 * HOUR_MS, 'right again': 0 }
/** As long as whoever looks at rows in psql and goes for coffee; a posting waits less. */
const HELD_MS = asked ? 30_000 : 4_000
/** By then whoever waits for a lock is told so. */
const TOLD_MS = 5_000
/** In a soak longer than whoever says nothing within a posting keeps its locks: a minute. */
const FROZEN_MS = asked ? 75_000 : 1_500

/** Two servers whose line to one database can be cut, with a plugin on that writes down every line. */
interface World {
  /** The test that the servers last for, whichever step they were started in. */
  readonly whole: Test
  readonly home: NodeDatabase
  readonly proxy: CuttingProxy
  readonly servers: readonly [Server, Server]
  readonly target: Furnished
  /** Where the second server reads how far its clock is off. */
  readonly clock: string
  readonly told: Told[]
}

/** What is done while clients post to both servers. */
interface Step {
  readonly sentence: string
  /** How often, in the suite. */
  readonly inSuite: number
  run(t: Test, world: World, load: Load, rounds: number): Promise<void>
  /** Clients send each command to both servers, and again. */
  readonly isTwice?: true
}

const steps: Readonly<Partial<Record<Fault, Step>>> = {
  terminations: { sentence: 'PostgreSQL ends connections at random', inSuite: 15, run: terminate },
  cuts: { sentence: 'the line to PostgreSQL breaks', inSuite: 6, run: cut },
  freezes: { sentence: 'a server is frozen for a while', inSuite: 1, run: freeze },
  jumps: { sentence: 'the clock of a server jumps', inSuite: 3, run: jump },
  locks: { sentence: 'somebody holds the lock of a balance by hand', inSuite: 0, run: hold },
  restarts: { sentence: 'servers are stopped and started in turn', inSuite: 0, run: restart },
  duplicates: {
    sentence: 'each command comes to both servers, and again',
    inSuite: 1,
    run: wait,
    isTwice: true,
  },
}

t.test('whatever happens to servers and their line to PostgreSQL, the record stays right', async (t) => {
  const chosen = Object.entries(steps).flatMap(([name, step]) => {
    const rounds = roundsOf(name as Fault, step.inSuite)
    return rounds === 0 ? [] : [{ ...step, rounds }]
  })
  if (chosen.length === 0) return
  const world = await makeWorld(t)
  for (const step of chosen) {
    await t.test(step.sentence, async (t) => {
      const [first, second] = world.servers.map(({ node }) => node.url) as [string, string]
      const twins = step.isTwice ? [{ ...world.target, url: first, twin: second }] : undefined
      const targets = twins ?? [first, second].map((url) => ({ ...world.target, url }))
      const loads = targets.map(startClients)
      t.teardown(() => loads.forEach((load) => void load.abandon()))
      const load = together(loads)
      await acknowledgedMore(load)
      await step.run(t, world, load, step.rounds)
      for (const one of loads) await acknowledgedMore(one)
      world.told.push(...(await Promise.all(loads.map((one) => one.stop()))))
      await prove(t, world)
    })
  }
  const proof = await runStowage({ args: ['verify', '--json', UNSAFE], env: world.servers[0].env })
  t.equal(proof.code, 0, proof.stdout)
})

async function makeWorld(t: Test): Promise<World> {
  const home = await makeNodeHome(t)
  const proxy = await startCuttingProxy(t, home.adminUrl)
  const clock = join(t.testdir({}), 'clock')
  const url = new URL(home.adminUrl)
  url.port = String(proxy.port)
  const through = { DATABASE_URL: url.href }
  const preload = fileURLToPath(new URL('./shifted-clock.ts', import.meta.url))
  const shifted = {
    ...through,
    CLOCK_FILE: clock,
    NODE_OPTIONS: `--import=${preload}`,
    TZ: 'Pacific/Apia',
  }
  const servers = [
    await startServer(t, home, { n: 1, more: through }),
    await startServer(t, home, { n: 2, more: shifted }),
  ] as const
  const { node } = servers[0]
  const target = await furnish(node.url, node.logIn!)
  const env = { ...servers[0].env, DATABASE_URL: home.adminUrl }
  const on = await runStowage({ args: ['plugin', 'enable', 'moved', UNSAFE], env, cwd: tmpdir() })
  if (on.code !== 0) throw new Error(on.stdout + on.stderr)
  return { whole: t, home, proxy, servers, target, clock, told: [] }
}

/** Several loads as one, for whoever waits for more of any. */
function together(loads: readonly Load[]): Load {
  return { ...loads[0]!, count: () => loads.reduce((sum, load) => sum + load.count(), 0) }
}

/** Nothing acknowledged is lost, nothing doubled, and every line is in the plugin's table once. */
async function prove(t: Test, { home, told }: World): Promise<void> {
  await proveRecord(t, home.adminUrl, told)
  t.strictSame(await holesIn(home), [], "no hole in a plugin's table")
}

async function terminate(t: Test, { home }: World, load: Load, rounds: number): Promise<void> {
  let ended = 0
  for (let round = 0; round < rounds; round += 1) {
    const rows = await home.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and application_name like 'stowage%' order by random() limit 1`,
    )
    ended += rows.length
    await pause(100)
  }
  await acknowledgedMore(load)
  t.ok(ended > rounds / 2, `${ended} connections were ended`)
}

async function cut(t: Test, { proxy }: World, load: Load, rounds: number): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    const way = CUTS[round % CUTS.length]!
    await proxy.strike(way)
    await acknowledgedMore(load)
    t.pass(way)
  }
  proxy.release()
}

async function freeze(t: Test, { servers: [, second] }: World, load: Load, rounds: number): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    second.node.process.kill('SIGSTOP')
    await pause(FROZEN_MS)
    second.node.process.kill('SIGCONT')
    await acknowledgedMore(load)
    t.pass('whatever it was frozen in, work goes on')
  }
}

async function jump(t: Test, world: World, load: Load, rounds: number): Promise<void> {
  const { home, servers, clock, target } = world
  const url = servers[1].node.url
  for (const [where, off] of Array.from({ length: rounds }, (_, n) => Object.entries(JUMPS)[n % 3]!)) {
    const [before] = await home.query<{ now: string }>('select clock_timestamp()::text as now')
    await writeFile(clock, String(off))
    servers[1].node.process.kill('SIGUSR2')
    await acknowledgedMore(load)
    const own = startClients({ ...target, url })
    t.teardown(() => own.abandon())
    await acknowledgedMore(own)
    world.told.push(await own.stop())
    const wrong = await home.query(
      `select id, at, effective_at from ledger.movement
        where at > $1 and (at > clock_timestamp()
                           or effective_at not between $1 and clock_timestamp()) limit 3`,
      [before!.now],
    )
    t.strictSame(wrong, [], `the clock is set ${where}: what is posted has the database's instant`)
    const session = await fetch(`${url}/api/v1/access/session`, { headers: { cookie: target.cookie } })
    t.equal(session.status, 200, 'nobody is logged out')
  }
}

/** Whoever wants what is held is told so in time; others do not notice. */
async function hold(t: Test, world: World, load: Load, rounds: number): Promise<void> {
  const { home, target, told } = world
  for (let round = 0; round < rounds; round += 1) {
    const person = new pg.Client({ connectionString: home.adminUrl })
    await person.connect()
    await person.query('begin')
    await person.query('select from ledger.balance where location = $1 for update', [target.to])
    const released = pause(HELD_MS).then(() => person.end())
    const others = startClients({ ...target, to: target.aside })
    t.teardown(() => others.abandon())
    const began = Date.now()
    const answer = await tried(target)
    t.match(answer, { status: 503, code: /\.busy$/ })
    t.ok(Date.now() - began < TOLD_MS, `told after ${Date.now() - began} ms`)
    await acknowledgedMore(others)
    t.ok(Date.now() - began < HELD_MS, 'what is not held goes on meanwhile')
    told.push(await others.stop())
    await released
    await acknowledgedMore(load)
  }
}

/** Asks for one more piece in the bin, as a dry run. */
async function tried({ url, cookie, item, from, to }: Target): Promise<{ status: number; code?: string }> {
  const lines = [{ item, quantity: 1, from: { location: from }, to: { location: to } }]
  const answer = await fetch(`${url}/api/v1/ledger/movements`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie, origin: url },
    body: JSON.stringify({ mode: 'each', dryRun: true, movements: [{ kind: 'receipt', lines }] }),
  })
  const { code } = (await answer.json()) as { code?: string }
  return { status: answer.status, ...(code !== undefined && { code }) }
}

async function restart(t: Test, { whole, servers }: World, load: Load, rounds: number): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    const server = servers[round % 2]!
    server.node.process.kill('SIGTERM')
    t.equal((await server.node.ended).code, 0, 'it ends in good order')
    server.node = await startNode(whole, server.env, [UNSAFE])
    await acknowledgedMore(load)
  }
}

async function wait(_: Test, __: World, load: Load, rounds: number): Promise<void> {
  for (let round = 0; round < rounds; round += 1) await acknowledgedMore(load)
}
