/*
 * `npm run soak -- --kills 20`: the test of the killed server and the killed PostgreSQL with many kills, half
 * of each, under load all the while. It ends as the test does: nothing acknowledged is lost, nothing happened
 * twice, and `verify` finds no difference.
 */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const KILLS_MAX = 10_000
const PATIENCE_S = 60

const { values } = parseArgs({ options: { kills: { type: 'string', default: '20' } } })
const kills = Number(values.kills)
if (!Number.isInteger(kills) || kills < 2 || kills > KILLS_MAX) {
  process.stderr.write(`--kills is a number from 2 to ${KILLS_MAX}, not "${values.kills}".\n`)
  process.exit(2)
}
const test = fileURLToPath(new URL('../platform/run-tests.ts', import.meta.url))
const started = performance.now()
const run = spawn(
  process.execPath,
  [
    '--conditions=stowage-source',
    test,
    `--timeout=${60 + kills * PATIENCE_S}`,
    'tests/faults/kill-nine.test.ts',
  ],
  { stdio: 'inherit', env: { ...process.env, SOAK_KILLS: String(kills) } },
)
for (const signal of ['SIGINT', 'SIGTERM', 'disconnect'] as const)
  process.once(signal, () => run.kill('SIGTERM'))
run.on('close', (code) => {
  const seconds = Math.round((performance.now() - started) / 1000)
  process.stdout.write(
    `${kills} kills in ${seconds} s: ${code === 0 ? 'nothing lost, nothing doubled' : 'FAILED'}\n`,
  )
  process.exitCode = code ?? 1
  if (process.connected) process.disconnect()
})
