import { randomBytes } from 'node:crypto'
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type DatabaseCredentials, newCredentials } from '../database/database-access.ts'
import type { Settings } from '../settings.ts'

/** What is made once for a deployment and kept in its home, readable by its owner alone. */
export interface HomeSecrets {
  readonly credentials: DatabaseCredentials
  /** Where the embedded server is; absent until it was first made. */
  readonly embedded?: EmbeddedPlace
  /** Set while the demo business is being loaded, so that a cut one is finished by the next start. */
  readonly isDemoUnfinished?: boolean
}

/** The embedded server's data folder, port and superuser password. */
export interface EmbeddedPlace {
  readonly data: string
  readonly port: number
  readonly password: string
}

/**
 * Reads what was made before, or makes it. Passwords in the settings come first, and are not written down.
 */
export async function readSecrets(settings: Settings): Promise<HomeSecrets> {
  const kept =
    (await readKept(settings.STOWAGE_HOME)) ??
    (await keepSecrets(settings.STOWAGE_HOME, { credentials: newCredentials() }))
  return { ...kept, credentials: withGiven(kept.credentials, settings) }
}

/** Changes what is kept. The file is replaced as a whole, so that a cut leaves the old one. */
export async function changeSecrets(home: string, change: Partial<HomeSecrets>): Promise<void> {
  const kept = await readKept(home)
  await keepSecrets(home, { ...(kept ?? { credentials: newCredentials() }), ...change })
}

/** A new secret: 192 random bits. */
export function newSecret(): string {
  return randomBytes(24).toString('base64url')
}

async function readKept(home: string): Promise<HomeSecrets | undefined> {
  const text = await readFile(join(home, 'database.json'), 'utf8').catch(() => undefined)
  return text === undefined ? undefined : JSON.parse(text)
}

async function keepSecrets(home: string, secrets: HomeSecrets): Promise<HomeSecrets> {
  await mkdir(home, { recursive: true })
  const file = join(home, 'database.json')
  const fresh = `${file}.${process.pid}`
  await writeFile(fresh, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 })
  await chmod(fresh, 0o600)
  await rename(fresh, file)
  return secrets
}

function withGiven(made: DatabaseCredentials, settings: Settings): DatabaseCredentials {
  return {
    ownerPassword: settings.STOWAGE_OWNER_PASSWORD ?? made.ownerPassword,
    appPassword: settings.STOWAGE_APP_PASSWORD ?? made.appPassword,
    appAllPassword: settings.STOWAGE_APP_ALL_PASSWORD ?? made.appAllPassword,
    hookPassword: settings.STOWAGE_HOOK_PASSWORD ?? made.hookPassword,
    writerKey: settings.STOWAGE_WRITER_KEY ?? made.writerKey,
  }
}
