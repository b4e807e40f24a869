/**
 * `npm run dev`, for whoever changes Stowage or a plugin:
 *   1. the node runs from source, and again whenever a file of it is changed;
 *   2. beside it, vite serves the desk, the floor (at /floor) and the screens of plugins from their
 *      sources, so that what is changed shows in the open page.
 * Ctrl-C ends both.
 */
import { spawn } from 'node:child_process'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'

const root = join(import.meta.dirname, '..', '..')
const { PORT = '3000', SCREENS_PORT = '5173', STOWAGE_PLUGINS = '' } = process.env

const node = spawn(
  process.execPath,
  [
    '--conditions=stowage-source',
    '--watch',
    '--watch-preserve-output',
    join(import.meta.dirname, 'cli.js'),
    'start',
    ...process.argv.slice(2),
  ],
  { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] },
)
const { startDevServer } = await import(pathToFileURL(join(root, 'admin', 'dev-server.ts')).href)
const given = STOWAGE_PLUGINS.split(',').filter((folder) => folder.trim() !== '')
const screens = await startDevServer({
  api: `http://127.0.0.1:${PORT}`,
  port: Number(SCREENS_PORT),
  pluginFolders: [join(root, 'plugins'), ...given.map((folder) => resolve(folder.trim()))],
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect']) {
  process.on(signal, () => node.kill(signal === 'disconnect' ? 'SIGTERM' : signal))
}
node.once('exit', async (code) => {
  await screens.close()
  process.exit(code ?? 1)
})

// Said last, so that it stands below what the node says of itself.
while (!(await isReady())) await pause(300)
process.stdout.write(`  Screens that follow every change: ${screens.resolvedUrls?.local[0]}\n\n`)

async function isReady() {
  const answer = await fetch(`http://127.0.0.1:${PORT}/health/ready`).catch(() => undefined)
  return answer?.ok === true
}
