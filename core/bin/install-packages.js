/** Installs what package-lock.json names, unless node_modules holds just that. */
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { npm } from './npm.js'
import { runStep, StepFailure } from './progress.js'

const WAIT_MS = 250
const PATIENCE_MS = 15 * 60 * 1000

/**
 * @param {string} root the repository
 * @param {string} node the Node that runs the packages' own install scripts
 * @throws {StepFailure} when npm cannot install
 */
export async function installPackages(root, node) {
  if (isInstalled(root)) return
  const release = await takeTurn(join(root, '.stowage', 'install.lock'))
  try {
    if (isInstalled(root)) return
    const { program, args } = npm()
    const separator = process.platform === 'win32' ? ';' : ':'
    await runStep({
      title: 'Installing packages',
      program,
      args: [
        ...args,
        'ci',
        '--include=dev',
        '--include=optional',
        '--no-audit',
        '--no-fund',
        '--loglevel=error',
      ],
      cwd: root,
      env: { ...process.env, PATH: `${dirname(node)}${separator}${process.env.PATH ?? ''}` },
      failure: 'The packages could not be installed',
    })
  } finally {
    release()
  }
}

/** npm keeps a list of what it installed; it must hold every package of the lock file at its version. */
function isInstalled(root) {
  const installed = packagesOf(join(root, 'node_modules', '.package-lock.json'))
  const wanted = packagesOf(join(root, 'package-lock.json'))
  if (!installed || !wanted) return false
  return Object.entries(wanted).every(([path, one]) => {
    if (!path.includes('node_modules/') || one.optional || one.devOptional || one.peer) return true
    return one.link ? Boolean(installed[path]?.link) : installed[path]?.version === one.version
  })
}

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages
  } catch {
    return undefined
  }
}

/** `npm start` and `npm test` begun together on a new clone: one installs, the other waits for it. */
async function takeTurn(lock) {
  mkdirSync(dirname(lock), { recursive: true })
  const until = Date.now() + PATIENCE_MS
  while (!create(lock)) {
    if (isAbandoned(lock)) rmSync(lock, { force: true })
    else if (Date.now() > until) throw new StepFailure(`Another install has run too long; see ${lock}.`)
    else await new Promise((resolve) => setTimeout(resolve, WAIT_MS))
  }
  return () => rmSync(lock, { force: true })
}

function create(lock) {
  try {
    const file = openSync(lock, 'wx')
    writeSync(file, String(process.pid))
    closeSync(file)
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

function isAbandoned(lock) {
  try {
    const pid = Number(readFileSync(lock, 'utf8'))
    if (!pid) return Date.now() - statSync(lock).mtimeMs > WAIT_MS * 4
    process.kill(pid, 0)
    return false
  } catch (error) {
    return error.code === 'ESRCH' && existsSync(lock)
  }
}
