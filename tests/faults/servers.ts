import { fileURLToPath } from 'node:url'
import type { Test } from 'tap'
import { freePort } from '../../core/src/embedded-postgres/free-port.ts'
import type { NodeDatabase } from '../platform/node-database.ts'
import { type RunningNode, startNode } from '../platform/node-process.ts'

const STOWAGE_PLUGINS = fileURLToPath(new URL('../contract/plugins/', import.meta.url))
/** The test server is quick and forgetful. */
export const UNSAFE = '--accept-data-loss'

/** A server, which may be another process after each blow. */
export interface Server {
  readonly env: Readonly<Record<string, string>>
  node: RunningNode
}

/** Starts one of several servers on a database, each at an address and with a home of its own. */
export async function startServer(
  t: Test,
  { env }: Pick<NodeDatabase, 'env'>,
  { n, more = {} }: { readonly n: number; readonly more?: Readonly<Record<string, string>> },
): Promise<Server> {
  const STOWAGE_HOME = `${env.STOWAGE_HOME}-${n}`
  const own = { ...env, STOWAGE_PLUGINS, STOWAGE_HOME, PORT: String(await freePort()), ...more }
  return { env: own, node: await startNode(t, own, [UNSAFE]) }
}
