import { spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { buildAdminEntry } from '../../../sdk/src/admin-build/build-admin-entry.ts'
import { type OwnNodeOptions, startOwnNode } from '../own-node.ts'
import { median } from '../rates.ts'
import type { HostBench } from './host-bench.ts'

const PLUGINS = 10
/** As deep as `plugins/`, and kept by nobody; from there a plugin finds the SDK. */
const INTO = '.stowage'
const root = fileURLToPath(new URL('../../../', import.meta.url))
const names = Array.from({ length: PLUGINS }, (_, n) => `bench-${process.pid}-${n}`)
const folderOf = (name: string): string => join(root, INTO, name)

/** How long a start takes, until it listens. */
export interface BootFigures {
  readonly boot_ms: number
  readonly boot_runs_ms: readonly number[]
}

/**
 * Milliseconds from the start of the process until it says where it listens, with ten plugins as
 * `plugin:new` writes them: each with a table, settings, routes, a guard, a projection and an invariant. The
 * database stands, and everything on it was migrated by the starts before.
 */
export async function measureBoot({ server, credentials, options }: HostBench): Promise<BootFigures> {
  const url = await server.createDatabase('boot')
  const home = await mkdtemp(join(tmpdir(), 'stowage-boot-'))
  try {
    for (const name of names) await writePlugin(name)
    const node = { url, home, credentials, plugins: names.map(folderOf) }
    await startOnce(node)
    await switchAllOn(url)
    await startOnce(node)
    const runs: number[] = []
    for (let round = 0; round < Math.max(3, options.rounds) && !options.stopped.aborted; round += 1) {
      runs.push(await startOnce(node))
    }
    return { boot_ms: Math.round(median(runs)), boot_runs_ms: runs.map(Math.round) }
  } finally {
    for (const name of names) await rm(folderOf(name), { recursive: true, force: true })
    await rm(home, { recursive: true, force: true })
    await server.dropDatabase('boot')
  }
}

async function writePlugin(name: string): Promise<void> {
  const generator = join(root, 'sdk/template/new-plugin.ts')
  const { status, stderr } = spawnSync(process.execPath, [generator, name, INTO], {
    cwd: root,
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`the plugin ${name} was not written: ${stderr}`)
  const admin = join(folderOf(name), 'admin')
  await buildAdminEntry({ entry: join(admin, 'index.tsx'), out: join(admin, 'dist') })
}

/** As if an administrator had switched them on one after the other; the next start migrates them. */
async function switchAllOn(connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  const { rowCount } = await client.query(
    "update host.plugin set is_enabled = true, state = 'on', enabled_at = now() where name = any ($1)",
    [names],
  )
  await client.query('update host.plugin_set set epoch = epoch + 1')
  await client.end()
  if (rowCount !== PLUGINS) throw new Error(`${rowCount} of ${PLUGINS} plugins were found`)
}

/** @returns the milliseconds until it listened */
async function startOnce(options: OwnNodeOptions): Promise<number> {
  const started = performance.now()
  const node = await startOwnNode(options)
  const ms = performance.now() - started
  await node.stop()
  return ms
}
