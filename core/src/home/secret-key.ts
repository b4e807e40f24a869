import { randomBytes, randomUUID } from 'node:crypto'
import { chmod, link, mkdir, readFile, stat, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CommandFailure } from '../cli/command-failure.ts'
import type { Settings } from '../settings.ts'

const NAME = 'secret-key'
const OTHERS = 0o077
const KEY = /^[A-Za-z0-9_-]{43}$/

/**
 * Reads the key that secrets in settings are encrypted with: STOWAGE_SECRET_KEY, the file of
 * STOWAGE_SECRET_KEY_FILE, or the one of the home, which is made at the first start.
 * @returns 32 bytes
 * @throws CommandFailure for what is no such key, or a file that others on this machine may read
 */
export async function readSecretKey(settings: Settings): Promise<Buffer> {
  if (settings.STOWAGE_SECRET_KEY !== undefined)
    return keyOf(settings.STOWAGE_SECRET_KEY, 'STOWAGE_SECRET_KEY')
  const given = settings.STOWAGE_SECRET_KEY_FILE
  const file = given ?? join(settings.STOWAGE_HOME, NAME)
  if (given === undefined) await makeKeyFile(settings.STOWAGE_HOME, file)
  const found = await stat(file).catch(() => undefined)
  if (found === undefined)
    throw failure(`There is no file ${file}; put the key there, or mend STOWAGE_SECRET_KEY_FILE.`)
  if (process.platform !== 'win32' && (found.mode & OTHERS) !== 0) {
    throw failure(
      `Others on this machine may read the key ${file} that secrets are encrypted with; ` +
        'take that right away: chmod 600.',
    )
  }
  return keyOf((await readFile(file, 'utf8')).trim(), file)
}

/** A link is made whole or not at all: of two who start at once on one home, both get the same key. */
async function makeKeyFile(home: string, file: string): Promise<void> {
  if ((await stat(file).catch(() => undefined)) !== undefined) return
  await mkdir(home, { recursive: true })
  const draft = `${file}.${randomUUID()}`
  await writeFile(draft, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 })
  await chmod(draft, 0o600)
  await link(draft, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await unlink(draft)
}

function keyOf(text: string, where: string): Buffer {
  if (KEY.test(text)) return Buffer.from(text, 'base64url')
  throw failure(`${where} is no key: it takes 32 random bytes as base64url, which are 43 characters.`)
}

function failure(sentence: string): CommandFailure {
  return new CommandFailure('settings', sentence)
}
