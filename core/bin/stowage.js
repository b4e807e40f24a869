#!/usr/bin/env node
/*
 * The launcher. Any Node from 18 on can run it, before anything is installed:
 *   1. the command is looked up; one that is none of these may be a plugin's, which the command line knows;
 *   2. Node 24 is found, or taken from npm into .stowage/runtime;
 *   3. the packages of package-lock.json are installed, if they are not;
 *   4. the admin's pages and the screens of plugins are built, if the command serves them and their sources
 *      changed;
 *   5. the command runs under Node 24, and its exit code is ours.
 */
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildAdmin } from './build-admin.js'
import { buildPluginScreens } from './build-plugin-screens.js'
import { installPackages } from './install-packages.js'
import { ensureNode } from './node-runtime.js'
import { StepFailure } from './progress.js'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

/** What each command runs, and whether the admin's pages are served. */
const COMMANDS = {
  // What a request makes is forgotten at once: with this room it is seldom moved, a seventh more movements a
  // second.
  start: { entry: 'core/bin/cli.js', servesAdmin: true, nodeOptions: ['--max-semi-space-size=64'] },
  migrate: { entry: 'core/bin/cli.js' },
  verify: { entry: 'core/bin/cli.js' },
  // A year of trade makes much that is soon forgotten: this keeps it to 320 MiB instead of 540.
  demo: { entry: 'core/bin/cli.js', nodeOptions: ['--max-semi-space-size=32', '--heap-growing-percent=100'] },
  user: { entry: 'core/bin/cli.js' },
  plugins: { entry: 'core/bin/cli.js' },
  // What is switched on may have come after the server's start.
  plugin: { entry: 'core/bin/cli.js', buildsScreens: true },
  help: { entry: 'core/bin/cli.js' },
  dev: { entry: 'core/bin/dev.js', servesAdmin: true, isTool: true },
  test: { entry: 'tests/platform/run-tests.ts', servesAdmin: true, isTool: true },
  gallery: { entry: 'tests/browser/gallery/main.ts', servesAdmin: true, isTool: true },
  pictures: { entry: 'tests/browser/pictures.ts', servesAdmin: true, isTool: true },
  bench: { entry: 'tests/bench/main.ts', isTool: true },
  'plugin:new': { entry: 'sdk/template/new-plugin.ts', isTool: true },
  'plugin:pack': { entry: 'sdk/template/pack-plugin.ts', isTool: true },
  soak: { entry: 'tests/faults/soak.ts', isTool: true },
  fuzz: { entry: 'tests/faults/fuzz/main.ts', isTool: true },
}

const [given = 'help', ...rest] = process.argv.slice(2)
const name = ['--help', '-h'].includes(given) ? 'help' : given
const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : { entry: 'core/bin/cli.js' }

try {
  const node = await ensureNode(root)
  await installPackages(root, node)
  if (needsAdmin()) {
    await buildAdmin(root, node)
    await buildPluginScreens(root, node)
  } else if (command.buildsScreens) {
    await buildPluginScreens(root, node)
  }
  await run(node)
} catch (error) {
  if (!(error instanceof StepFailure)) throw error
  process.stderr.write(`stowage: ${error.message}\n`)
  process.exit(1)
}

/** Some test files need no browser: whoever runs those alone waits for no build. One benchmark needs one. */
function needsAdmin() {
  if (name === 'bench') return rest[0] === 'admin'
  const isNarrow = name === 'test' && rest.length > 0
  return isNarrow ? rest.some((file) => file.includes('browser')) : command.servesAdmin
}

/**
 * Runs the command under the given Node and ends as it ends. The channel between the two tells the command
 * when this process is gone, so that even a killed launcher leaves no server behind.
 * @param {string} node the path of Node 24
 */
async function run(node) {
  const args = command.isTool ? rest : [name, ...rest]
  const child = spawn(
    node,
    ['--conditions=stowage-source', ...(command.nodeOptions ?? []), join(root, command.entry), ...args],
    { stdio: ['inherit', 'inherit', 'inherit', 'ipc'], env: environmentFor(node) },
  )
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  const [code, signal] = await new Promise((resolve) => child.once('exit', (...ending) => resolve(ending)))
  process.exit(code ?? 128 + (constants.signals[signal] ?? 0))
}

/**
 * The chosen Node comes first on the path, so that the tools a command starts run under it, too; and the home
 * is the repository's, from whichever folder the command was called.
 */
function environmentFor(node) {
  const separator = process.platform === 'win32' ? ';' : ':'
  const PATH = `${dirname(node)}${separator}${process.env.PATH ?? ''}`
  return { STOWAGE_HOME: join(root, '.stowage'), ...process.env, PATH }
}
