import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { freePort } from '../../core/src/embedded-postgres/free-port.ts'
import { SUPERUSER, startPostgres } from '../../core/src/embedded-postgres/postgres-server.ts'

/** A database server of the benchmark's own, with the settings that a business would run. */
export interface BenchServer {
  readonly port: number
  /** What the server says of itself: version and the settings that decide over speed. */
  readonly settings: Readonly<Record<string, string>>
  urlOf(database: string): string
  createDatabase(name: string): Promise<string>
  dropDatabase(name: string): Promise<void>
  /** The processes that serve the connections to a database. */
  backendsOf(name: string): Promise<number[]>
  /** Writes out all dirty pages, so that a run does not pay for the one before. */
  checkpoint(): Promise<void>
  stop(): Promise<void>
}

const password = 'bench-only-on-this-machine'

/** Safe settings: what was acknowledged is on the disk. The rest is a moderate server's. */
const settings = {
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  shared_buffers: '1GB',
  max_wal_size: '8GB',
  checkpoint_timeout: '15min',
  max_connections: '100',
}

export async function startBenchServer(): Promise<BenchServer> {
  const folder = await mkdtemp(join(tmpdir(), 'stowage-bench-'))
  // PostgreSQL may run as another account than ours, and must get in.
  await chmod(folder, 0o755)
  const port = await freePort()
  const options = { data: join(folder, 'data'), logFile: join(folder, 'log'), port, password, settings }
  const server = await startPostgres(options)
  const urlOf = (database: string): string =>
    `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/${database}`
  const admin = new pg.Client({ connectionString: urlOf('postgres') })
  await admin.connect()
  return {
    port,
    settings: await readSettings(admin),
    urlOf,
    async createDatabase(name) {
      await admin.query(`create database ${pg.escapeIdentifier(name)}`)
      return urlOf(name)
    },
    async dropDatabase(name) {
      await admin.query(`drop database if exists ${pg.escapeIdentifier(name)} with (force)`)
    },
    async backendsOf(name) {
      const { rows } = await admin.query(
        "select pid from pg_stat_activity where datname = $1 and backend_type = 'client backend'",
        [name],
      )
      return rows.map(({ pid }) => pid)
    },
    async checkpoint() {
      await admin.query('checkpoint')
    },
    async stop() {
      await admin.end()
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function readSettings(admin: pg.Client): Promise<Record<string, string>> {
  const names = ['server_version', ...Object.keys(settings)]
  const { rows } = await admin.query(
    'select name, current_setting(name) as value from unnest($1::text[]) name',
    [names],
  )
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]))
}
