/*
 * `npm run soak -- --kills 20`: the test of the killed server and the killed PostgreSQL with many kills, half
 * of each, under load all the while. It ends as the test does: nothing acknowledged is lost, nothing happened
 * twice, and `verify` finds no difference.
 * `npm run soak -- --toggles 100`: the same of plugins that are switched meanwhile, on two servers of which
 * one is killed or frozen; no line that a plugin projects is missing, and none is there after it had gone.
 */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const ROUNDS_MAX = 10_000
const PATIENCE_S = 120

/** What may be repeated, and the test that does it. */
const soaks = {
  kills: { file: 'tests/faults/kill-nine.test.ts', variable: 'SOAK_KILLS', least: 2 },
  toggles: { file: 'tests/faults/switch-and-kill.test.ts', variable: 'SOAK_TOGGLES', least: 1 },
} as const

const usage = 'npm run soak -- --kills <rounds>, or --toggles <rounds>; 20 kills unless said.'
const { what, rounds } = asked()
const { file, variable } = soaks[what]
const test = fileURLToPath(new URL('../platform/run-tests.ts', import.meta.url))
const started = performance.now()
const run = spawn(
  process.execPath,
  ['--conditions=stowage-source', test, `--timeout=${60 + rounds * PATIENCE_S}`, file],
  { stdio: 'inherit', env: { ...process.env, [variable]: String(rounds) } },
)
for (const signal of ['SIGINT', 'SIGTERM', 'disconnect'] as const)
  process.once(signal, () => run.kill('SIGTERM'))
run.on('close', (code) => {
  const seconds = Math.round((performance.now() - started) / 1000)
  process.stdout.write(
    `${rounds} ${what} in ${seconds} s: ${code === 0 ? 'nothing lost, nothing doubled' : 'FAILED'}\n`,
  )
  process.exitCode = code ?? 1
  if (process.connected) process.disconnect()
})

/** What the command line asks for; anything else ends the process with a sentence. */
function asked(): { readonly what: keyof typeof soaks; readonly rounds: number } {
  const values = parsed()
  if (values.help === true) {
    process.stdout.write(`${usage}\n`)
    process.exit(0)
  }
  if (values.kills !== undefined && values.toggles !== undefined)
    refuse('--kills and --toggles go one by one.')
  const what = values.toggles === undefined ? 'kills' : 'toggles'
  const rounds = Number(values[what] ?? 20)
  const { least } = soaks[what]
  if (!Number.isInteger(rounds) || rounds < least || rounds > ROUNDS_MAX) {
    refuse(`--${what} is a number from ${least} to ${ROUNDS_MAX}, not "${values[what]}".`)
  }
  return { what, rounds }
}

function parsed() {
  try {
    const options = {
      kills: { type: 'string' },
      toggles: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    } as const
    return parseArgs({ options }).values
  } catch (error) {
    return refuse(`${(error as Error).message.split('. ')[0]!.replace(/\.$/, '')}: ${usage}`)
  }
}

function refuse(sentence: string): never {
  process.stderr.write(`${sentence}\n`)
  process.exit(2)
}
