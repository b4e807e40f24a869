/*
 * `npm run fuzz -- --requests 20000 --seed 1`: the test of requests that come by themselves, with as many of
 * them, of that seed. What it finds is told with seed and path; `--path` sends that one request alone, and
 * looks for the smallest that is answered as wrongly.
 */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const USAGE = 'npm run fuzz -- [--requests <number>] [--seed <whole number> [--path <path>]]'
const MOST = 10_000_000
const PER_SECOND = 20

const { requests, seed, path } = asked()
const test = fileURLToPath(new URL('../../platform/run-tests.ts', import.meta.url))
const started = performance.now()
const run = spawn(
  process.execPath,
  [
    '--conditions=stowage-source',
    test,
    `--timeout=${300 + Math.ceil(requests / PER_SECOND)}`,
    'tests/faults/fuzz.test.ts',
  ],
  {
    stdio: 'inherit',
    env: {
      ...process.env,
      FUZZ_REQUESTS: String(requests),
      FUZZ_SEED: String(seed),
      ...(path !== undefined && { FUZZ_PATH: path }),
    },
  },
)
for (const signal of ['SIGINT', 'SIGTERM', 'disconnect'] as const)
  process.once(signal, () => run.kill('SIGTERM'))
run.on('close', (code) => {
  const seconds = Math.round((performance.now() - started) / 1000)
  const end = code === 0 ? 'each answered as its schema says' : 'FAILED'
  process.stdout.write(`${requests} requests in ${seconds} s: ${end}\n`)
  process.exitCode = code ?? 1
  if (process.connected) process.disconnect()
})

/** What the command line asks for; anything else ends the process with a sentence. */
function asked() {
  const values = parsed()
  if (values.help === true) {
    process.stdout.write(`${USAGE}\n`)
    process.exit(0)
  }
  const requests = whole('requests', values.requests ?? '20000', 1)
  const seed = whole('seed', values.seed ?? String(Date.now() % 2 ** 31), -(2 ** 31))
  if (values.path !== undefined && !/^\d+(:\d+)*$/.test(values.path))
    refuse('--path is as it was told: 12:0:3.')
  return { requests, seed, path: values.path }
}

function whole(name: string, text: string, least: number): number {
  const value = Number(text)
  if (Number.isInteger(value) && value >= least && value <= Math.max(MOST, 2 ** 31)) return value
  return refuse(`--${name} is a whole number, not "${text}".`)
}

function parsed() {
  try {
    const options = {
      requests: { type: 'string' },
      seed: { type: 'string' },
      path: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    } as const
    return parseArgs({ options }).values
  } catch (error) {
    return refuse(`${(error as Error).message.split('. ')[0]!.replace(/\.$/, '')}: ${USAGE}`)
  }
}

function refuse(sentence: string): never {
  process.stderr.write(`${sentence}\n`)
  process.exit(2)
}
