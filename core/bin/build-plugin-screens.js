/** Builds the screens of plugins that bring sources of their own, unless they were built from just these. */
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { hashOf } from './build-admin.js'
import { runStep, StepFailure } from './progress.js'

/**
 * A plugin whose screens do not build is told of, and started as it was built last: without screens at all
 * it is
 * refused by name.
 * @param {string} root the repository
 * @param {string} node the Node to build with
 */
export async function buildPluginScreens(root, node) {
  for (const folder of foldersWithScreens(root)) {
    const stamp = join(folder, 'admin', 'dist', '.built-from')
    const sources = hashOf([join(folder, 'admin'), join(root, 'sdk/src/admin-build')], root)
    if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) continue
    try {
      await build(root, node, folder)
      writeFileSync(stamp, sources)
    } catch (error) {
      if (!(error instanceof StepFailure)) throw error
      process.stderr.write(`${error.message}\n`)
    }
  }
}

async function build(root, node, folder) {
  await runStep({
    title: `Building the screens of ${folder.split(/[\\/]/).at(-1)}`,
    program: node,
    args: ['--conditions=stowage-source', join(root, 'sdk/src/admin-build/build-screens.ts'), folder],
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production', NO_COLOR: '1' },
    failure: `The screens of ${folder} could not be built`,
  })
}

/** House plugins, and those of the setting STOWAGE_PLUGINS: each folder a plugin, or full of them. */
function foldersWithScreens(root) {
  const given = (process.env.STOWAGE_PLUGINS ?? '').split(',').filter(Boolean)
  const folders = [join(root, 'plugins'), ...given.map((folder) => resolve(folder.trim()))].filter(isFolder)
  const all = folders.flatMap((folder) => [folder, ...readdirSync(folder).map((name) => join(folder, name))])
  return all.filter((folder) => existsSync(join(folder, 'admin', 'index.tsx')))
}

function isFolder(path) {
  return existsSync(path) && statSync(path).isDirectory()
}
