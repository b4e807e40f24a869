import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type AppOptions, buildGeneration } from './app.ts'
import { CommandFailure } from './cli/command-failure.ts'
import { coreDeclarations } from './declarations.ts'
import { isPortFree } from './embedded-postgres/free-port.ts'
import { type NodeOptions, NodeRuntime } from './host/plugins/node-runtime.ts'

/** A node that lags so far behind turns requests away, so that those it has taken are answered. */
const MAX_EVENT_LOOP_DELAY_MS = 1_500
const ADMIN_FOLDER = fileURLToPath(new URL('../../admin/dist/', import.meta.url))

/** A node that answers requests. */
export interface Server {
  readonly url: string
  readonly node: NodeRuntime
  /** Takes no more requests, lets those in flight end, and closes. */
  close(): Promise<void>
}

/** What a node is made of. */
export interface ServerOptions {
  readonly node: NodeRuntime
  readonly host: string
  readonly port: number
}

/** What a node composes. */
export type Composition = Pick<NodeOptions, 'database' | 'log' | 'set' | 'discover' | 'removedFolder'> &
  Pick<AppOptions, 'secretKey' | 'filesFolder'>

/** Composes the platform with the screens, where they were built. */
export async function composeServer({
  discover,
  removedFolder,
  set,
  ...rest
}: Composition): Promise<NodeRuntime> {
  const { database, log } = rest
  const fixed = {
    ...rest,
    maxEventLoopDelayMs: MAX_EVENT_LOOP_DELAY_MS,
    ...(existsSync(join(ADMIN_FOLDER, 'index.html')) && { adminFolder: ADMIN_FOLDER }),
  }
  return NodeRuntime.make({
    database,
    log,
    set,
    discover,
    removedFolder,
    core: coreDeclarations,
    build: (options) => buildGeneration({ ...fixed, ...options }),
  })
}

/** Where a home keeps files. */
export function filesFolderOf(home: string): string {
  return join(home, 'files')
}

/** Where a home keeps what removed plugins had. */
export function removedFolderOf(home: string): string {
  return resolve(home, 'removed')
}

/**
 * Listens.
 * @throws CommandFailure when the port is taken
 */
export async function listen({ node, host, port }: ServerOptions): Promise<Server> {
  try {
    const url = await node.listen(host, port)
    return { url: url.replace('[::1]', 'localhost'), node, close: () => node.close() }
  } catch (error) {
    await node.close()
    throw portFailure(error, host, port)
  }
}

/**
 * Refuses a port that somebody else listens on, before anything is made or migrated.
 * @throws CommandFailure
 */
export async function checkPort(host: string, port: number): Promise<void> {
  if (port === 0 || (await isPortFree(port, host))) return
  throw portFailure({ code: 'EADDRINUSE' }, host, port)
}

function portFailure(error: unknown, host: string, port: number): unknown {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EADDRINUSE':
      return new CommandFailure('port', `Another program listens on ${host}:${port}; end it, or set PORT.`)
    case 'EACCES':
      return new CommandFailure('port', `Port ${port} may not be used by this account; set PORT above 1023.`)
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new CommandFailure('port', `This machine has no address ${host}; mend HOST.`)
    default:
      return error
  }
}
