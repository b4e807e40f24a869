import { join } from 'node:path'
import { createServer, type ViteDevServer } from 'vite'
import { hostNames } from '../sdk/src/admin-build/host-names.ts'
import { screensFromSource } from './screens-from-source.ts'

/** What is served, and where to. */
export interface DevServerOptions {
  /** The node that answers all but the desk's own files. */
  readonly api: string
  readonly port: number
  /** Where sources of plugins' screens are: each a plugin, or full of them. */
  readonly pluginFolders: readonly string[]
}

/** What plugins' screens get from the desk is made ready with its own, not when the first of them asks. */
const known = Object.keys(hostNames).filter((name) => name !== '@stowage/admin')
const root = join(import.meta.dirname, '..')

/** Serves the desk and the screens of plugins from their sources: what is changed shows in the open page. */
export async function startDevServer({ api, port, pluginFolders }: DevServerOptions): Promise<ViteDevServer> {
  const proxied = Object.fromEntries(['/api', '/plugins', '/health', '/floor'].map((path) => [path, api]))
  const server = await createServer({
    configFile: join(import.meta.dirname, 'vite.config.ts'),
    mode: 'development',
    plugins: [screensFromSource(pluginFolders)],
    optimizeDeps: { include: [...known, 'react', 'react/jsx-runtime', 'react/jsx-dev-runtime'] },
    server: { port, host: '127.0.0.1', proxy: proxied, fs: { allow: [root, ...pluginFolders] } },
  })
  return server.listen()
}
