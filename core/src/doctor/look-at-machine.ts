import { mkdtemp, readFile, rm, stat, statfs } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { isPortFree } from '../embedded-postgres/free-port.ts'
import { homeHolder } from '../home/home-lock.ts'
import type { Settings } from '../settings.ts'
import { type Finding, fault, hint } from './finding.ts'

const OLDEST_NODE = 24
const MEGABYTE = 1024 * 1024
/** A posting needs a few kilobytes; PostgreSQL stops the whole server where it cannot write. */
const FULL_MB = 256
const NEARLY_FULL_MB = 2048
const OTHERS = 0o077

/** What the machine says, without a database. */
export async function lookAtMachine(settings: Settings): Promise<Finding[]> {
  const found = await Promise.all([
    lookAtNode(process.versions.node),
    lookAtPort(settings),
    lookAtHome(settings),
    lookAtDisk(settings),
    lookAtKeys(settings),
    lookAtAddress(settings),
  ])
  return found.flat()
}

/** Whether this Node runs Stowage. */
export function lookAtNode(version: string): Finding[] {
  if (Number(version.split('.')[0]) >= OLDEST_NODE) return []
  return [
    fault(
      'node',
      `This is Node ${version}, and Stowage needs ${OLDEST_NODE} or newer.`,
      'Call it by npx stowage or npm start, which take Node 24 from npm, or install it from nodejs.org.',
    ),
  ]
}

async function lookAtPort({ HOST, PORT, STOWAGE_HOME }: Settings): Promise<Finding[]> {
  if (PORT === 0 || (await isPortFree(PORT, HOST))) return []
  const holder = await homeHolder(STOWAGE_HOME)
  if (holder?.url !== undefined && new URL(holder.url).port === String(PORT)) return []
  return [
    fault(
      'port',
      `Another program listens on ${HOST}:${PORT}, so that this server would not start.`,
      'End that program (ss -ltnp names it), or set PORT.',
    ),
  ]
}

async function lookAtHome({ STOWAGE_HOME }: Settings): Promise<Finding[]> {
  const home = await nearest(STOWAGE_HOME)
  if (home === undefined) {
    return [
      fault('home', `${STOWAGE_HOME} is no folder.`, 'Set STOWAGE_HOME to a folder, or move that file away.'),
    ]
  }
  try {
    const probe = await mkdtemp(join(home, '.stowage-doctor-'))
    await rm(probe, { recursive: true })
    return []
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOSPC' || code === 'EDQUOT') return []
    return [
      fault(
        'home',
        `${home} may not be written by this account (${code}).`,
        `Give it to the account that runs Stowage: chown -R, or set STOWAGE_HOME to another folder.`,
      ),
    ]
  }
}

async function lookAtDisk({ STOWAGE_HOME }: Settings): Promise<Finding[]> {
  const home = await nearest(STOWAGE_HOME)
  if (home === undefined) return []
  const { bavail, bsize } = await statfs(home)
  const freeMb = Math.floor((bavail * bsize) / MEGABYTE)
  const mend = 'Make room on it (removed/ and old backups/ first), or move STOWAGE_HOME to a larger disk.'
  if (freeMb < FULL_MB) return [fault('disk', `The disk of ${home} is full: ${freeMb} MB are left.`, mend)]
  if (freeMb >= NEARLY_FULL_MB) return []
  return [hint('disk', `The disk of ${home} is nearly full: ${freeMb} MB are left.`, mend)]
}

async function lookAtKeys(settings: Settings): Promise<Finding[]> {
  if (process.platform === 'win32') return []
  const { STOWAGE_HOME: home, STOWAGE_SEAL_KEY_FILE, STOWAGE_SECRET_KEY_FILE } = settings
  const files = [
    STOWAGE_SEAL_KEY_FILE ?? join(home, 'seal-key.pem'),
    STOWAGE_SECRET_KEY_FILE ?? join(home, 'secret-key'),
    join(home, 'database.json'),
  ]
  const findings: Finding[] = []
  for (const file of files) {
    const mode = (await stat(file).catch(() => undefined))?.mode ?? 0
    if ((mode & OTHERS) === 0) continue
    const sentence = `Others on this machine may read ${file} (${(mode & 0o777).toString(8)}).`
    findings.push(fault('keys', sentence, `chmod 600 ${file}`))
  }
  if (!(await isJson(join(home, 'database.json')))) {
    const mend = 'Put it back from a copy, or move it away and run npx stowage migrate --reset-roles.'
    findings.push(fault('keys', `${join(home, 'database.json')} cannot be read as JSON.`, mend))
  }
  return findings
}

function lookAtAddress({ HOST }: Settings): Finding[] {
  if (['127.0.0.1', '::1', 'localhost'].includes(HOST)) return []
  return [
    hint(
      'address',
      `The server listens on ${HOST} and speaks http: passwords cross the network as they are.`,
      'Put a proxy with TLS before it, and leave HOST at 127.0.0.1 where that is on the same machine.',
    ),
  ]
}

async function isJson(file: string): Promise<boolean> {
  const text = await readFile(file, 'utf8').catch(() => '{}')
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** The home, or the nearest folder above it that is there; nothing where a file stands in the way. */
async function nearest(home: string): Promise<string | undefined> {
  for (let at = resolve(home); ; at = dirname(at)) {
    const found = await stat(at).catch((error: NodeJS.ErrnoException) =>
      error.code === 'ENOTDIR' ? ('file' as const) : undefined,
    )
    if (found === 'file' || (found !== undefined && !found.isDirectory())) return undefined
    if (found !== undefined || at === dirname(at)) return at
  }
}
