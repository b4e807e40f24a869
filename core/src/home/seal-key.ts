import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomUUID,
} from 'node:crypto'
import { chmod, link, mkdir, readFile, stat, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CommandFailure } from '../cli/command-failure.ts'
import type { Settings } from '../settings.ts'

const NAME = 'seal-key.pem'
const OTHERS = 0o077

/**
 * The pair that the heads of the ledger's chain are signed with. The private half never leaves this process.
 */
export interface SealKey {
  /** Names the key: the first sixteen digits of the public half's SHA-256. */
  readonly id: string
  readonly privateKey: KeyObject
  /** The public half as PEM. */
  readonly publicPem: string
}

/**
 * Reads the key of STOWAGE_SEAL_KEY_FILE, or the one of the home, which is made at the first start.
 * @throws CommandFailure for a file that is no Ed25519 key, or that others on this machine may read
 */
export async function readSealKey(settings: Settings): Promise<SealKey> {
  const given = settings.STOWAGE_SEAL_KEY_FILE
  if (given !== undefined) return readKeyFile(given)
  const file = join(settings.STOWAGE_HOME, NAME)
  await makeKeyFile(settings.STOWAGE_HOME, file)
  return readKeyFile(file)
}

/** The public half of a private key, under its id. */
export function sealKeyOf(privateKey: KeyObject): SealKey {
  const publicKey = createPublicKey(privateKey)
  return {
    id: keyIdOf(publicKey),
    privateKey,
    publicPem: String(publicKey.export({ type: 'spki', format: 'pem' })),
  }
}

/** The same from the text of a key's file; nothing where that is no such key. */
export function sealKeyOfFile(pem: string): SealKey | undefined {
  const privateKey = parseKey(pem)
  return privateKey?.asymmetricKeyType === 'ed25519' ? sealKeyOf(privateKey) : undefined
}

/** Names a public key. */
function keyIdOf(publicKey: KeyObject): string {
  const der = publicKey.export({ type: 'spki', format: 'der' })
  return createHash('sha256').update(der).digest('hex').slice(0, 16)
}

/** A link is made whole or not at all: of two who start at once on one home, both get the same key. */
async function makeKeyFile(home: string, file: string): Promise<void> {
  if ((await stat(file).catch(() => undefined)) !== undefined) return
  await mkdir(home, { recursive: true })
  const { privateKey } = generateKeyPairSync('ed25519')
  const draft = `${file}.${randomUUID()}`
  await writeFile(draft, String(privateKey.export({ type: 'pkcs8', format: 'pem' })), { mode: 0o600 })
  await chmod(draft, 0o600)
  await link(draft, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await unlink(draft)
}

async function readKeyFile(file: string): Promise<SealKey> {
  const found = await stat(file).catch(() => undefined)
  if (found === undefined)
    throw failure(`There is no file ${file}; put the key there, or mend STOWAGE_SEAL_KEY_FILE.`)
  if (process.platform !== 'win32' && (found.mode & OTHERS) !== 0) {
    throw failure(
      `Others on this machine may use the key ${file} that seals the ledger ` +
        `(${(found.mode & 0o777).toString(8)}); ` +
        'take that right away: chmod 600.',
    )
  }
  const key = sealKeyOfFile(await readFile(file, 'utf8'))
  if (key !== undefined) return key
  throw failure(
    `${file} is no Ed25519 private key as PEM; make one: openssl genpkey -algorithm ed25519 -out ${file}`,
  )
}

function parseKey(pem: string): KeyObject | undefined {
  try {
    return createPrivateKey(pem)
  } catch {
    return undefined
  }
}

function failure(sentence: string): CommandFailure {
  return new CommandFailure('settings', sentence)
}
