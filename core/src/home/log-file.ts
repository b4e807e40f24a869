import { fchmodSync, mkdirSync, openSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Opens the log of a home, to be written on. It is its owner's alone to read, also where it stood there before
 * with other rights: it says who did what, and when.
 * @returns the descriptor
 */
export function openLogFile(home: string): number {
  mkdirSync(home, { recursive: true })
  const file = openSync(join(home, 'stowage.log'), 'a', 0o600)
  fchmodSync(file, 0o600)
  return file
}
