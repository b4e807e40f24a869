import { readFile, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'

/** The account that PostgreSQL runs as. It refuses to run as root. */
export interface SystemAccount {
  readonly uid: number
  readonly gid: number
}

const NOBODY: SystemAccount = { uid: 65534, gid: 65534 }

/** `undefined` for a normal user, who runs it himself; for root the account `postgres`, or else nobody. */
export async function serverAccount(): Promise<SystemAccount | undefined> {
  if (process.getuid?.() !== 0) return undefined
  const accounts = await readFile('/etc/passwd', 'utf8').catch(() => '')
  const line = accounts.split('\n').find((one) => one.startsWith('postgres:'))
  if (line === undefined) return NOBODY
  const [, , uid, gid] = line.split(':')
  return { uid: Number(uid), gid: Number(gid) }
}

/** True if everybody may walk down to a folder and read it. */
export async function isOpenToAll(folder: string): Promise<boolean> {
  const { mode } = await stat(folder)
  return (mode & 0o005) === 0o005 && isReachableByAll(folder)
}

/** True if everybody may walk down to where a folder is, or will be. */
export async function isReachableByAll(folder: string): Promise<boolean> {
  for (let at = dirname(resolve(folder)); ; at = dirname(at)) {
    const found = await stat(at).catch(() => undefined)
    if (found !== undefined && (found.mode & 0o001) === 0) return false
    if (at === dirname(at)) return true
  }
}
