/*
 * `npm run soak -- --cuts 50 --disk`, or `--all`: the faults of the suite, many times over, under load all
 * the while. After each step, and at the end, the record is proved: nothing acknowledged is lost, nothing
 * happened twice, no plugin's table has a hole, and `verify` finds no difference.
 *   1. the options say which steps, and how many rounds of each; without any it is 20 kills;
 *   2. steps of one file run in it one after the other, files one after the other;
 *   3. the last lines tell how each file ended.
 */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Fault } from './rounds.ts'

const ROUNDS_MAX = 10_000
const PATIENCE_S = 120

/** A step: what is done, the test that does it, and how often unless said. */
interface Step {
  readonly says: string
  readonly file: string
  readonly usual: number
  readonly least?: number
}

const UNDER_LOAD = 'tests/faults/faults-under-load.test.ts'

/** All that can be asked for, in the order in which it runs. */
const steps: Readonly<Record<Fault, Step>> = {
  kills: {
    says: 'the server and PostgreSQL are killed in turn',
    file: 'tests/faults/kill-nine.test.ts',
    usual: 20,
    least: 2,
  },
  toggles: {
    says: 'a plugin is switched on two servers, of which one is killed or frozen',
    file: 'tests/faults/switch-and-kill.test.ts',
    usual: 20,
  },
  terminations: { says: 'PostgreSQL ends connections at random', file: UNDER_LOAD, usual: 200 },
  cuts: {
    says: 'the line to PostgreSQL is reset, closed or silent within a transaction, or cut after the COMMIT',
    file: UNDER_LOAD,
    usual: 40,
  },
  freezes: {
    says: 'one of two servers is frozen for longer than it keeps its locks',
    file: UNDER_LOAD,
    usual: 5,
  },
  jumps: { says: 'the clock of one server jumps by hours and by years', file: UNDER_LOAD, usual: 9 },
  restarts: { says: 'two servers are stopped and started in turn', file: UNDER_LOAD, usual: 6 },
  locks: { says: 'somebody holds the lock of a balance by hand', file: UNDER_LOAD, usual: 10 },
  duplicates: {
    says: 'each command comes to two servers at once, and once more',
    file: UNDER_LOAD,
    usual: 20,
  },
  migrations: {
    says: 'whoever makes the tables is killed, again and again',
    file: 'tests/faults/migration-kill.test.ts',
    usual: 20,
  },
  disk: {
    says: "PostgreSQL's disk runs full, and has room again (root alone, who may mount one)",
    file: 'tests/faults/disk-full.test.ts',
    usual: 3,
  },
}

const usage = [
  'npm run soak -- [--all] [--<step> [<rounds>]]…; 20 kills unless said.',
  ...Object.entries(steps).map(
    ([name, { says, usual }]) => `  --${name.padEnd(13)} ${String(usual).padStart(3)}  ${says}`,
  ),
].join('\n')

const rounds = askedFor(process.argv.slice(2))
const runner = fileURLToPath(new URL('../platform/run-tests.ts', import.meta.url))
let running: ReturnType<typeof spawn> | undefined
let isStopping = false
for (const signal of ['SIGINT', 'SIGTERM', 'disconnect'] as const) {
  process.once(signal, () => {
    isStopping = true
    running?.kill('SIGTERM')
  })
}
for (const file of new Set(Object.keys(rounds).map((name) => steps[name as Fault].file))) {
  if (!isStopping) await soak(file)
}
if (process.connected) process.disconnect()

async function soak(file: string): Promise<void> {
  const own = Object.entries(rounds).filter(([name]) => steps[name as Fault].file === file)
  const began = performance.now()
  const timeout = 120 + own.reduce((sum, [, count]) => sum + count, 0) * PATIENCE_S
  running = spawn(process.execPath, ['--conditions=stowage-source', runner, `--timeout=${timeout}`, file], {
    stdio: 'inherit',
    env: { ...process.env, SOAK_ROUNDS: JSON.stringify(Object.fromEntries(own)) },
  })
  const code = await new Promise<number | null>((resolve) => running!.once('close', resolve))
  const seconds = Math.round((performance.now() - began) / 1000)
  const what = own.map(([name, count]) => `${count} ${name}`).join(', ')
  process.stdout.write(
    `${what} in ${seconds} s: ${code === 0 ? 'nothing lost, nothing doubled' : 'FAILED'}\n`,
  )
  if (code !== 0) process.exitCode = code ?? 1
}

/** What the command line asks for; anything else ends the process with a sentence. */
function askedFor(words: readonly string[]): Partial<Record<Fault, number>> {
  const found: Partial<Record<Fault, number>> = {}
  const rest = [...words]
  while (rest.length > 0) {
    const [option, given] = rest.shift()!.split('=') as [string, string?]
    const name = option.slice(2) as Fault
    if (option === '--help' || option === '-h') end(0, usage)
    if (option === '--all') {
      for (const [each, { usual }] of Object.entries(steps)) found[each as Fault] ??= usual
      continue
    }
    if (!option.startsWith('--') || !Object.hasOwn(steps, name)) end(2, `There is no ${option}.\n${usage}`)
    found[name] = roundsOf(name, given ?? (rest[0]?.startsWith('-') === false ? rest.shift() : undefined))
  }
  return Object.keys(found).length === 0 ? { kills: steps.kills.usual } : found
}

function roundsOf(name: Fault, given: string | undefined): number {
  const { usual, least = 1 } = steps[name]
  const count = Number(given ?? usual)
  if (Number.isInteger(count) && count >= least && count <= ROUNDS_MAX) return count
  return end(2, `--${name} is a number from ${least} to ${ROUNDS_MAX}, not "${given}".`)
}

function end(code: number, words: string): never {
  process[code === 0 ? 'stdout' : 'stderr'].write(`${words}\n`)
  process.exit(code)
}
