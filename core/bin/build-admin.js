/** Builds the admin's pages into admin/dist, unless they were built from just these sources. */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { runStep, StepFailure } from './progress.js'

const SOURCES = ['admin', 'sdk/src', 'package-lock.json']
const NOT_SOURCES = new Set(['node_modules', 'dist', 'test'])

/**
 * @param {string} root the repository
 * @param {string} node the Node to build with
 */
export async function buildAdmin(root, node) {
  if (!existsSync(join(root, 'admin', 'src', 'main.tsx'))) return
  const stamp = join(root, 'admin', 'dist', '.built-from')
  const sources = hashOf(
    SOURCES.map((source) => join(root, source)),
    root,
  )
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return
  try {
    await build(root, node)
    writeFileSync(stamp, sources)
  } catch (error) {
    if (!(error instanceof StepFailure)) throw error
    process.stderr.write(`${error.message}\nGoing on with the pages as they were built last, if ever.\n`)
  }
}

/** The desk's pages empty the folder that the floor's are beneath, so they come first. */
async function build(root, node) {
  for (const [pages, folder] of [
    ['admin pages', join(root, 'admin')],
    ['pages of the floor', join(root, 'admin', 'floor')],
  ]) {
    await runStep({
      title: `Building the ${pages}`,
      program: node,
      args: [join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', '--logLevel', 'warn'],
      cwd: folder,
      env: { ...process.env, NODE_ENV: 'production', NO_COLOR: '1' },
      failure: `The ${pages} could not be built`,
    })
  }
}

/**
 * The contents of all source files, in one hash: dates say nothing after a clone or a switch of branches.
 * @param {string[]} sources files and folders
 * @param {string} root what their names are told from
 */
export function hashOf(sources, root) {
  const hash = createHash('sha256')
  for (const source of sources)
    for (const file of filesUnder(source)) {
      hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0')
    }
  return hash.digest('hex')
}

function filesUnder(path) {
  const entries = entriesOf(path)
  if (!entries) return existsSync(path) ? [path] : []
  return entries
    .filter((entry) => !NOT_SOURCES.has(entry.name) && !entry.name.startsWith('.'))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => filesUnder(join(path, entry.name)))
}

function entriesOf(path) {
  try {
    return readdirSync(path, { withFileTypes: true })
  } catch {
    return undefined
  }
}
