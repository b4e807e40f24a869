import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'

/** A new folder for one file of tests. `t.testdir()` is one for all files of a process, and empties it. */
export function ownFolder(): string {
  mkdirSync(t.testdirName, { recursive: true })
  const folder = mkdtempSync(join(t.testdirName, 'own-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  return folder
}
