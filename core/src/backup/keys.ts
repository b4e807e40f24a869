import { mkdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { sealKeyOfFile } from '../home/seal-key.ts'
import { keysIn } from '../home/secret-key.ts'
import { secretKeyIds } from '../host/secrets/secret-box.ts'
import type { Settings } from '../settings.ts'
import type { Manifest } from './manifest.ts'
import { writeSynced } from './write-synced.ts'

/** The two keys of a home that no database holds, as text, where they are at hand. */
export interface HomeKeys {
  readonly 'secret-key': string | undefined
  readonly 'seal-key.pem': string | undefined
}

const NAMES = ['secret-key', 'seal-key.pem'] as const

/** Reads the keys where the settings or the home have them, and makes none. */
export async function readHomeKeys(settings: Settings): Promise<HomeKeys> {
  const { STOWAGE_HOME: home, STOWAGE_SECRET_KEY, STOWAGE_SECRET_KEY_FILE, STOWAGE_SEAL_KEY_FILE } = settings
  const read = (file: string) => readFile(file, 'utf8').catch(() => undefined)
  return {
    'secret-key': STOWAGE_SECRET_KEY ?? (await read(STOWAGE_SECRET_KEY_FILE ?? join(home, 'secret-key'))),
    'seal-key.pem': await read(STOWAGE_SEAL_KEY_FILE ?? join(home, 'seal-key.pem')),
  }
}

/** The names of keys, by which one is told from another and which give nothing away. */
export function keyIds(keys: HomeKeys): Pick<Manifest['keys'], 'secretKey' | 'sealKey'> {
  const { 'secret-key': secret, 'seal-key.pem': seal } = keys
  return {
    secretKey: secret === undefined ? null : (secretKeyIds(keysIn(secret))[0] ?? null),
    sealKey: seal === undefined ? null : (sealKeyOfFile(seal)?.id ?? null),
  }
}

/** Writes the keys into a backup, or only their names. */
export async function backUpKeys(keys: HomeKeys, folder: string | undefined): Promise<Manifest['keys']> {
  if (folder !== undefined) {
    await mkdir(join(folder, 'keys'), { mode: 0o700 })
    for (const name of NAMES) {
      const text = keys[name]
      if (text !== undefined) await writeSynced(join(folder, 'keys', name), text)
    }
  }
  return { areIncluded: folder !== undefined, ...keyIds(keys) }
}

/**
 * Puts the keys of a backup into a home that has none of its own; never over one that is there.
 * @returns which were put
 */
export async function restoreKeys(folder: string, home: string): Promise<string[]> {
  const put: string[] = []
  for (const name of NAMES) {
    const text = await readFile(join(folder, 'keys', name), 'utf8').catch(() => undefined)
    const place = join(home, name)
    if (text === undefined || (await stat(place).catch(() => undefined)) !== undefined) continue
    await mkdir(home, { recursive: true })
    await writeSynced(place, text)
    put.push(name)
  }
  return put
}
