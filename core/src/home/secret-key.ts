import { randomBytes, randomUUID } from 'node:crypto'
import { chmod, link, mkdir, readFile, rename, stat, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeSynced } from '../backup/write-synced.ts'
import { CommandFailure } from '../cli/command-failure.ts'
import type { Settings } from '../settings.ts'

const NAME = 'secret-key'
const OTHERS = 0o077
const BYTES = 32
const KEY = /^[A-Za-z0-9_-]{43}$/

/**
 * Reads what secrets in settings are encrypted with: STOWAGE_SECRET_KEY, the file of
 * STOWAGE_SECRET_KEY_FILE, or the one of the home, which is made at the first start.
 * @returns 32 bytes, or while keys are changed several times 32, the newest key first
 * @throws CommandFailure for what is no such key, or a file that others on this machine may read
 */
export async function readSecretKey(settings: Settings): Promise<Buffer> {
  if (settings.STOWAGE_SECRET_KEY !== undefined)
    return keysOf(settings.STOWAGE_SECRET_KEY, 'STOWAGE_SECRET_KEY')
  const given = settings.STOWAGE_SECRET_KEY_FILE
  const file = secretKeyFile(settings)
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
  return keysOf(await readFile(file, 'utf8'), file)
}

/** Where the keys are, unless a setting has them. */
export function secretKeyFile({ STOWAGE_HOME, STOWAGE_SECRET_KEY_FILE }: Settings): string {
  return STOWAGE_SECRET_KEY_FILE ?? join(STOWAGE_HOME, NAME)
}

/** A new key. */
export function newSecretKey(): Buffer {
  return randomBytes(BYTES)
}

/** Writes keys, the newest first. The file is replaced as a whole, so that a cut leaves the old one. */
export async function replaceKeyFile(file: string, keys: Buffer): Promise<void> {
  const draft = `${file}.${randomUUID()}`
  await writeSynced(draft, `${inLines(keys).join('\n')}\n`)
  await rename(draft, file)
}

/** The keys in a text, one a line, without asking whether they are any. */
export function keysIn(text: string): Buffer {
  return Buffer.concat(wordsIn(text).map((word) => Buffer.from(word, 'base64url')))
}

function inLines(keys: Buffer): string[] {
  const starts = Array.from({ length: keys.length / BYTES }, (_, at) => at * BYTES)
  return starts.map((start) => keys.subarray(start, start + BYTES).toString('base64url'))
}

/** A link is made whole or not at all: of two who start at once on one home, both get the same key. */
async function makeKeyFile(home: string, file: string): Promise<void> {
  if ((await stat(file).catch(() => undefined)) !== undefined) return
  await mkdir(home, { recursive: true })
  const draft = `${file}.${randomUUID()}`
  await writeFile(draft, `${newSecretKey().toString('base64url')}\n`, { mode: 0o600 })
  await chmod(draft, 0o600)
  await link(draft, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await unlink(draft)
}

function keysOf(text: string, where: string): Buffer {
  const words = wordsIn(text)
  if (words.length > 0 && words.every((word) => KEY.test(word))) return keysIn(text)
  throw failure(
    `${where} is no key: it takes 32 random bytes as base64url, which are 43 characters; while keys are ` +
      'changed also several with spaces between, the newest first.',
  )
}

function wordsIn(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '')
}

function failure(sentence: string): CommandFailure {
  return new CommandFailure('settings', sentence)
}
