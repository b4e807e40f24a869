import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { PluginDeclaration } from '@stowage/sdk'
import { HostError } from '../../plugin-host/host-error.ts'

const MAX_BYTES = 5 * 1024 * 1024

/** The built module of a plugin's screens. */
export interface ScreenEntry {
  /** `/plugins/<name>/<hash>.js`: other contents have another address. */
  readonly url: string
  readonly code: Buffer
}

const known = new WeakMap<URL, ScreenEntry>()

/**
 * Reads what a plugin's `admin.entry` leads to, once.
 * @throws HostError when no built file is there, or more than one
 */
export function screenEntryOf({ name, admin }: PluginDeclaration): ScreenEntry | undefined {
  const address = admin?.entry
  if (address === undefined) return undefined
  const read = known.get(address) ?? readEntry(name, address)
  known.set(address, read)
  return read
}

function readEntry(name: string, address: URL): ScreenEntry {
  try {
    const file = builtFile(address)
    const { size } = statSync(file)
    if (size > MAX_BYTES) throw new Error(`it has ${size} bytes, and ${MAX_BYTES} is the most`)
    const code = readFileSync(file)
    const hash = createHash('sha256').update(code).digest('hex').slice(0, 20)
    return { url: `/plugins/${name}/${hash}.js`, code }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    const sentence =
      `The screens of the plugin "${name}" could not be read: ${reason}. Build them with ` +
      `buildAdminEntry.`
    throw new HostError('host.admin_entry_unreadable', name, sentence)
  }
}

/** The file itself, or the one that the build put into the folder. */
function builtFile(address: URL): string {
  const path = fileURLToPath(address)
  if (!address.pathname.endsWith('/')) return path
  const built = readdirSync(path).filter((file) => /^admin-[\w-]+\.js$/.test(file))
  if (built.length !== 1) throw new Error(`${path} holds ${built.length} built files, and one is needed`)
  return path + built[0]
}
