import { spawn } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { DatabaseCredentials } from '../../core/src/database/database-access.ts'
import { serverNodeOptions } from './load-process.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** What a node is started with. */
export interface OwnNodeOptions {
  /** The superuser's URL of its database. */
  readonly url: string
  readonly home: string
  readonly credentials: DatabaseCredentials
  /** Folders of plugins beside the house's. */
  readonly plugins?: readonly string[]
}

/** A node as `stowage start` makes it, which listens. */
export interface OwnNode {
  readonly url: string
  /** The first administrator, where this start made one. */
  readonly logIn: { readonly email: string; readonly password: string } | undefined
  stop(): Promise<void>
}

/**
 * Starts a node as a process of its own, the way the launcher does.
 * @throws when it ends instead of listening
 */
export async function startOwnNode({
  url,
  home,
  credentials,
  plugins = [],
}: OwnNodeOptions): Promise<OwnNode> {
  const { ownerPassword, appPassword, appAllPassword, hookPassword, writerKey } = credentials
  const env = {
    PATH: process.env.PATH ?? '',
    PORT: '0',
    STOWAGE_HOME: home,
    DATABASE_URL: url,
    STOWAGE_LOG_LEVEL: 'warn',
    STOWAGE_OWNER_PASSWORD: ownerPassword,
    STOWAGE_APP_PASSWORD: appPassword,
    STOWAGE_APP_ALL_PASSWORD: appAllPassword,
    STOWAGE_HOOK_PASSWORD: hookPassword,
    STOWAGE_WRITER_KEY: writerKey,
    STOWAGE_PLUGINS: plugins.join(','),
  }
  const command = [join(root, 'core/bin/cli.js'), 'start', '--json', '--no-demo']
  const child = spawn(process.execPath, ['--conditions=stowage-source', ...serverNodeOptions, ...command], {
    cwd: tmpdir(),
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<string>((resolve) =>
    child.once('close', (code) => resolve(`it ended with ${code}`)),
  )
  const lines = createInterface({ input: child.stdout })
  const first = await Promise.race([new Promise<string>((resolve) => lines.once('line', resolve)), ended])
  if (!first.includes('"url"')) throw new Error(`the node did not start: ${first}`)
  const { url: address, logIn } = JSON.parse(first) as Pick<OwnNode, 'url' | 'logIn'>
  return {
    url: address,
    logIn,
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}
