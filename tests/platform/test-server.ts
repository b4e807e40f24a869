import { join } from 'node:path'
import pg from 'pg'
import type { DatabaseAccess } from '../../core/src/database/database-access.ts'
import { newCredentials } from '../../core/src/database/database-access.ts'
import { migrate } from '../../core/src/database/migrate.ts'
import { prepareDatabase } from '../../core/src/database/roles.ts'
import { coreDeclarations } from '../../core/src/declarations.ts'
import { freePort } from '../../core/src/embedded-postgres/free-port.ts'
import { SUPERUSER, startPostgres } from '../../core/src/embedded-postgres/postgres-server.ts'

/** What test files get, in the environment variable TEST_PLATFORM. */
export interface TestTemplate {
  /** The superuser's URL, without a database. */
  readonly serverUrl: string
  /** The template's own access: name and role passwords. */
  readonly access: DatabaseAccess
}

/** A server with one migrated template database. */
export interface TestServer {
  readonly template: TestTemplate
  stop(): Promise<void>
}

/** Quick and forgetful: a test's data need not survive the machine. */
const FORGETFUL = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '300',
  autovacuum: 'off',
}

/**
 * Starts a server in the folder, or uses the one of `url` (whose user must be a superuser), and makes the
 * template.
 */
export async function startTestServer({
  folder,
  url,
}: {
  folder: string
  url: string | undefined
}): Promise<TestServer> {
  const server = url === undefined ? await startOwn(folder) : undefined
  const serverUrl =
    url === undefined ? `postgres://${SUPERUSER}@127.0.0.1:${server!.port}` : url.replace(/\/[^/]*$/, '')
  const name = `stowage_template_${process.pid}`
  await command(serverUrl, `create database ${name}`)
  const drop = () => command(serverUrl, `drop database if exists ${name} with (force)`)
  try {
    const access = await prepareDatabase({
      adminUrl: `${serverUrl}/${name}`,
      credentials: newCredentials(),
      isUnsafeServerAllowed: true,
    })
    await migrate({ access, plugins: coreDeclarations })
    return { template: { serverUrl, access }, stop: () => (server ? server.stop() : drop()) }
  } catch (error) {
    await (server ? server.stop() : drop())
    throw error
  }
}

async function startOwn(folder: string) {
  const logFile = join(folder, 'postgres.log')
  return startPostgres({
    data: join(folder, 'postgres'),
    port: await freePort(),
    logFile,
    settings: FORGETFUL,
  })
}

/** Runs one statement on the server's own database. */
export async function command(serverUrl: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: `${serverUrl}/postgres` })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
