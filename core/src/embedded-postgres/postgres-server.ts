import { type ChildProcess, spawn } from 'node:child_process'
import { chown, mkdir, open, readFile, rename, rm, stat, unlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { DatabaseSetUpError } from '../database/set-up-error.ts'
import { findBinaries, type PostgresBinaries } from './binaries.ts'
import { isPortFree } from './free-port.ts'
import { runningServer } from './running-server.ts'
import { type SystemAccount, serverAccount } from './system-account.ts'

const START_PATIENCE_MS = 60_000
const STOP_PATIENCE_MS = 30_000
const POLL_MS = 15
const LARGEST_LOG = 10 * 1024 * 1024
/**
 * A killed server's children hold its shared memory for a moment, and a new one refuses until they are gone.
 */
const START_TRIES = 20
const RETRY_MS = 250

/** Where a server keeps its data and how it runs. */
export interface ServerOptions {
  readonly data: string
  readonly port: number
  readonly logFile: string
  /** The superuser `stowage_admin`. Without a password everybody on this machine may come in: tests alone. */
  readonly password?: string
  /** Further settings, such as `{ fsync: 'off' }`. */
  readonly settings?: Readonly<Record<string, string>>
}

/** A server that this process started. */
export interface PostgresServer {
  readonly port: number
  readonly pid: number
  /** Resolves when the server has ended, whoever ended it. */
  readonly ended: Promise<void>
  /** Ends it in good order: open transactions are rolled back, everything is written. */
  stop(): Promise<void>
}

/** The superuser of every embedded server. */
export const SUPERUSER = 'stowage_admin'

/**
 * Starts PostgreSQL on a data folder, making it first where there is none. A server that still runs on this
 * data, because whoever started it was killed, is stopped first: there is never a second one.
 * @throws DatabaseSetUpError with the end of the server's own log when it does not start
 */
export async function startPostgres(options: ServerOptions): Promise<PostgresServer> {
  const account = await serverAccount()
  const binaries = await findBinaries(account)
  await stopOrphan(options.data)
  if (!(await isData(options.data))) await makeData(options, binaries, account)
  await shortenLog(options.logFile)
  for (let tries = 1; ; tries++) {
    const server = await launch(options, binaries, account)
    if (typeof server !== 'string') return server
    const mayPass = server.includes('shared memory') || server.includes('lock file')
    if (!mayPass || tries === START_TRIES) throw notStarted(server)
    await pause(RETRY_MS)
  }
}

/** Stops the server of a data folder that somebody else left running. */
async function stopOrphan(data: string): Promise<void> {
  const orphan = await runningServer(data)
  if (orphan === undefined) return
  process.kill(orphan.pid, 'SIGINT')
  if (await isGone(data, orphan.pid, STOP_PATIENCE_MS)) return
  process.kill(orphan.pid, 'SIGQUIT')
  if (await isGone(data, orphan.pid, STOP_PATIENCE_MS)) return
  throw new DatabaseSetUpError(
    'database.embedded_stuck',
    `The PostgreSQL server ${orphan.pid} on ${data} does not stop; end it by hand and start again.`,
  )
}

async function isGone(data: string, pid: number, patienceMs: number): Promise<boolean> {
  for (const until = Date.now() + patienceMs; Date.now() < until; await pause(POLL_MS)) {
    if ((await runningServer(data))?.pid !== pid) return true
  }
  return false
}

async function isData(data: string): Promise<boolean> {
  return stat(join(data, 'PG_VERSION')).then(
    () => true,
    () => false,
  )
}

/** initdb beside the final place, then a rename, so that an interrupt leaves nothing half. */
async function makeData(
  options: ServerOptions,
  binaries: PostgresBinaries,
  account: SystemAccount | undefined,
) {
  const fresh = `${options.data}.new`
  const passwordFile = `${options.data}.password`
  await mkdir(dirname(options.data), { recursive: true })
  await rm(fresh, { recursive: true, force: true })
  await mkdir(fresh, { mode: 0o700 })
  await writeFile(passwordFile, `${options.password ?? ''}\n`, { mode: 0o600 })
  if (account !== undefined) {
    for (const path of [fresh, passwordFile]) await chown(path, account.uid, account.gid)
  }
  const isForTests = options.password === undefined
  const args = ['-D', fresh, '-U', SUPERUSER, '--encoding=UTF8', '--locale-provider=builtin']
  args.push('--builtin-locale=C.UTF-8', '--locale=C', `--auth=${isForTests ? 'trust' : 'scram-sha-256'}`)
  args.push(...(isForTests ? ['--no-sync'] : [`--pwfile=${passwordFile}`]))
  try {
    const child = spawnServerProgram(binaries.initdb, args, { account, output: 'pipe' })
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk) => {
        output += chunk
      })
    const code = await new Promise((resolve) => child.once('error', resolve).once('close', resolve))
    if (code !== 0) throw notStarted(`initdb ended with ${code}. ${output.trim().slice(-800)}`)
  } finally {
    await unlink(passwordFile)
  }
  await rename(fresh, options.data)
}

/** @returns the server once it takes connections, or the end of its log when it ended instead */
async function launch(
  options: ServerOptions,
  binaries: PostgresBinaries,
  account: SystemAccount | undefined,
): Promise<PostgresServer | string> {
  const settings = { listen_addresses: '127.0.0.1', unix_socket_directories: '', ...options.settings }
  const args = ['-D', options.data, '-p', String(options.port)]
  for (const [name, value] of Object.entries(settings)) args.push('-c', `${name}=${value}`)
  const log = await open(options.logFile, 'a', 0o600)
  const logStart = (await log.stat()).size
  const child = spawnServerProgram(binaries.postgres, args, { account, output: log.fd })
  await log.close()
  let hasEnded = false
  const ended = new Promise<void>((resolve) => {
    child.once('error', () => resolve()).once('exit', () => resolve())
  }).then(() => {
    hasEnded = true
  })
  for (const until = Date.now() + START_PATIENCE_MS; !hasEnded; await pause(POLL_MS)) {
    const server = await runningServer(options.data)
    if (server?.isReady && server.pid === child.pid) {
      return { port: options.port, pid: server.pid, ended, stop: () => stop(child, ended) }
    }
    if (Date.now() > until) await stop(child, ended)
  }
  const said = (await readFile(options.logFile, 'utf8')).slice(logStart).trim()
  const isPortTaken = !(await isPortFree(options.port))
  return isPortTaken ? `port ${options.port} is in use. ${said.slice(-400)}` : said.slice(-800)
}

/**
 * A group of its own (so that Ctrl-C reaches us alone, and we drain before it stops), a folder that every
 * account can read, and nothing of our environment.
 */
function spawnServerProgram(
  program: string,
  args: string[],
  { account, output }: { account: SystemAccount | undefined; output: 'pipe' | number },
): ChildProcess {
  return spawn(program, args, {
    ...account,
    cwd: '/',
    detached: true,
    env: { LC_ALL: 'C', TZ: 'UTC' },
    stdio: ['ignore', output, output],
  })
}

async function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
  child.kill('SIGINT')
  const isLate = await Promise.race([ended, pause(STOP_PATIENCE_MS, true, { ref: false })])
  if (isLate === true) child.kill('SIGQUIT')
  await ended
}

async function shortenLog(logFile: string): Promise<void> {
  const found = await stat(logFile).catch(() => undefined)
  if (found !== undefined && found.size > LARGEST_LOG) await rename(logFile, `${logFile}.1`)
}

function notStarted(why: string): DatabaseSetUpError {
  return new DatabaseSetUpError(
    'database.embedded_not_started',
    `The embedded PostgreSQL did not start: ${why}`,
  )
}
