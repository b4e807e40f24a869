import type { AddressInfo } from 'node:net'
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

/**
 * Serves the desk, the floor and the screens of plugins from their sources: what is changed shows in the open
 * page.
 */
export async function startDevServer({ api, port, pluginFolders }: DevServerOptions): Promise<ViteDevServer> {
  const floor = await startFloorServer()
  const proxied = Object.fromEntries(['/api', '/plugins', '/health'].map((path) => [path, api]))
  const server = await createServer({
    configFile: join(import.meta.dirname, 'vite.config.ts'),
    mode: 'development',
    plugins: [screensFromSource(pluginFolders)],
    optimizeDeps: { include: [...known, 'react', 'react/jsx-runtime', 'react/jsx-dev-runtime'] },
    server: {
      port,
      host: '127.0.0.1',
      proxy: { ...proxied, '/floor': toFloor(floor) },
      fs: { allow: [root, ...pluginFolders] },
    },
  })
  server.httpServer?.once('close', () => void floor.close())
  return server.listen()
}

/** The floor is a build of its own, so a server of its own makes it, on whatever port is free. */
async function startFloorServer(): Promise<ViteDevServer> {
  const server = await createServer({
    configFile: join(import.meta.dirname, 'floor', 'vite.config.ts'),
    mode: 'development',
    server: { port: 0, host: '127.0.0.1', fs: { allow: [root] } },
  })
  return server.listen()
}

/** Its page stands at `/floor`, all else beneath; changes are told over a socket that comes the same way. */
function toFloor(floor: ViteDevServer) {
  const { port } = floor.httpServer!.address() as AddressInfo
  return {
    target: `http://127.0.0.1:${port}`,
    ws: true,
    rewrite: (path: string) => path.replace(/^\/floor(?=$|\?)/, '/floor/'),
  }
}
