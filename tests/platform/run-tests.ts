/*
 * `npm test`: everything, or the files given.
 *   1. for each file that runs at a time a PostgreSQL starts (or the one of TEST_DATABASE_URL is used), quick
 *      and forgetful: what one file leaves open would hold back the order of events of all others;
 *   2. one template database gets roles and migrations; each test clones it;
 *   3. tap, which compiles itself for the plugins that .taprc leaves on, does so once per install;
 *   4. tap runs by .taprc, which files says test-files.ts; its output is handed on; meanwhile the types are
 *      checked;
 *   5. of everything, the few files that failed run once more, alone: what fails again has failed, and what
 *      passes then is named as unsteady, to be mended;
 *   6. the last line is "N passed, N failed".
 */
import { spawn } from 'node:child_process'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startTestServer, type TestServer } from '../../core/src/testing/test-server.ts'
import { allTests, testsIn } from './test-files.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const TOTALS = /# \{ total: \d+(?:, pass: (?<pass>\d+))?(?:, fail: (?<fail>\d+))?/g
const TAIL = 20_000
const TELL_EVERY_MS = 10_000
/** As many as .taprc has jobs. */
const LANES = 3
/** More than these did not fail by a slow machine. */
const AGAIN_MAX = 3
/** Where tap writes which files failed. */
const FAILED_FILES = join(root, '.tap', 'failed-files')

const given = process.argv.slice(2).flatMap((path) => testsIn(root, path))
const isWhole = given.length === 0
const files = isWhole ? allTests(root) : given
const url = process.env.TEST_DATABASE_URL
const lanes = url !== undefined || files.length === 1 ? 1 : LANES
const servers = await startServers(lanes)
const interrupt = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'disconnect']) process.once(signal, () => interrupt.abort())
try {
  process.exitCode = await runAll()
} finally {
  await Promise.all(servers.map((server) => server.stop()))
}
if (process.connected) process.disconnect()

async function runAll(): Promise<number> {
  await compileTap()
  const TEST_PLATFORM = JSON.stringify(servers.map(({ template }) => template))
  const env = { ...testEnvironment(), TEST_PLATFORM }
  const stopTelling = tellOnLogs()
  const types = isWhole ? runTool({ tool: 'typescript/bin/tsc', args: ['-b'], env }) : undefined
  await rm(FAILED_FILES, { force: true })
  const first = await runTap([...files, ...(isWhole ? [`--save=${FAILED_FILES}`] : [])], env)
  const tap = first.failed === 0 ? first : await runAgain(first, env)
  stopTelling()
  const checked = await types
  if (checked !== undefined && checked.code !== 0)
    process.stdout.write(`\nThe types do not fit:\n${checked.output}\n`)
  const passed = tap.passed + (checked?.code === 0 ? 1 : 0)
  const failed = tap.failed + (checked !== undefined && checked.code !== 0 ? 1 : 0)
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`)
  return failed === 0 && tap.passed > 0 ? 0 : 1
}

interface Totals {
  readonly passed: number
  readonly failed: number
}

/** Runs tests, and counts; a run that ended badly without a failed test is one that failed. */
async function runTap(args: readonly string[], env: NodeJS.ProcessEnv): Promise<Totals> {
  const tap = await runTool({ tool: 'tap/dist/esm/run.mjs', args, env, isShown: true })
  const { pass, fail } = [...tap.output.matchAll(TOTALS)].at(-1)?.groups ?? {}
  const failed = Number(fail ?? 0)
  return { passed: Number(pass ?? 0), failed: tap.code !== 0 && failed === 0 ? 1 : failed }
}

/**
 * A screen that has to come within half a minute comes later now and then on a machine that does much else.
 * @returns what the first run counted, with the second's failures instead of its own
 */
async function runAgain(first: Totals, env: NodeJS.ProcessEnv): Promise<Totals> {
  const again = (await readFile(FAILED_FILES, 'utf8').catch(() => '')).trim().split('\n').filter(Boolean)
  if (again.length === 0 || again.length > AGAIN_MAX) return first
  process.stdout.write(`\nOnce more, alone: ${again.join(', ')}\n`)
  const second = await runTap(['--jobs=1', ...again], env)
  if (second.failed === 0) process.stdout.write(`\nUnsteady, passed the second time: ${again.join(', ')}\n`)
  return { passed: first.passed + (second.failed === 0 ? first.failed : 0), failed: second.failed }
}

/** All of them, or none. */
async function startServers(count: number): Promise<TestServer[]> {
  const started = await Promise.allSettled(Array.from({ length: count }, () => startTestServer({ url })))
  const servers = started.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  const failed = started.find((one) => one.status === 'rejected')
  if (failed === undefined) return servers
  await Promise.all(servers.map((server) => server.stop()))
  throw failed.reason
}

/**
 * On a terminal tap redraws its lines; a log gets them once. What one file compiled, the next one need not.
 */
function testEnvironment(): NodeJS.ProcessEnv {
  const NODE_COMPILE_CACHE = join(root, 'node_modules', '.cache', 'node-compile')
  return { ...process.env, NODE_COMPILE_CACHE, ...(!process.stdout.isTTY && { CI: 'true' }) }
}

/** A log is told now and then that the tests go on. @returns ends it */
function tellOnLogs(): () => void {
  if (process.stdout.isTTY) return () => {}
  const begun = Date.now()
  const tell = () => process.stderr.write(`Testing … ${Math.round((Date.now() - begun) / 1000)} s\n`)
  const timer = setInterval(tell, TELL_EVERY_MS)
  return () => clearInterval(timer)
}

/** Without it tap's first run after an install still loads the plugin that .taprc switches off, and fails. */
async function compileTap(): Promise<void> {
  const compiled = join(root, 'node_modules/@tapjs/test/test-built/dist/esm/index.js')
  const built = (await readFile(compiled, 'utf8')).match(/signature = `([^`]*)`/)?.[1]?.split('\n')
  const unwanted = (await readFile(join(root, '.taprc'), 'utf8')).matchAll(/"!([^"]+)"/g)
  if ([...unwanted].every(([, plugin]) => !built?.includes(plugin!))) return
  const build = await runTool({ tool: 'tap/dist/esm/run.mjs', args: ['build'], env: process.env })
  if (build.code !== 0) throw new Error(`tap could not be compiled:\n${build.output}`)
}

interface ToolRun {
  readonly tool: string
  readonly args: readonly string[]
  readonly env: NodeJS.ProcessEnv
  /** Its output is handed on as it comes. */
  readonly isShown?: boolean
}

/** Runs a program of node_modules in the root, and keeps the end of what it says. */
async function runTool({
  tool,
  args,
  env,
  isShown,
}: ToolRun): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [join(root, 'node_modules', tool), ...args], {
    cwd: root,
    env,
    signal: interrupt.signal,
  })
  let output = ''
  const take = (to: NodeJS.WriteStream) => (chunk: Buffer) => {
    output = (output + chunk.toString()).slice(-TAIL)
    if (isShown) to.write(chunk)
  }
  child.stdout.on('data', take(process.stdout))
  child.stderr.on('data', take(process.stderr))
  const code = await new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(null)).once('close', (ending) => resolve(ending))
  })
  return { code, output }
}
