import { chmod, mkdtemp, rm, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { DatabaseAccess } from '../database/database-access.ts'
import { newCredentials } from '../database/database-access.ts'
import { migrate } from '../database/migrate.ts'
import { prepareDatabase } from '../database/roles.ts'
import { coreDeclarations } from '../declarations.ts'
import { freePort } from '../embedded-postgres/free-port.ts'
import { SUPERUSER, startPostgres } from '../embedded-postgres/postgres-server.ts'

/** What test files get: a list of them is in the environment variable TEST_PLATFORM. */
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

/** The template that whoever runs the tests made: of as many as run at a time, each test file has its own. */
export function readTemplate(): TestTemplate {
  const { TEST_PLATFORM, TAP_JOB_ID = '0' } = process.env
  if (TEST_PLATFORM !== undefined) {
    const templates: TestTemplate[] = JSON.parse(TEST_PLATFORM)
    return templates[Number(TAP_JOB_ID) % templates.length]!
  }
  throw new Error(
    'There is no database to test on: run `npx stowage-test` in the folder of a plugin, or ' +
      '`npm test -- path/to/file.test.ts` in the repository of Stowage.',
  )
}

/** Quick and forgetful: a test's data need not survive the machine. */
const FORGETFUL = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '300',
  autovacuum: 'off',
}

/** In memory a clone of the template costs a tenth of what its nine hundred files cost on a disk. */
const MEMORY = '/dev/shm'
const ROOM_BYTES = 2 * 1024 ** 3

/**
 * Starts a server, or uses the one of `url` (whose user must be a superuser), and makes the template.
 */
export async function startTestServer({ url }: { url: string | undefined }): Promise<TestServer> {
  const server = url === undefined ? await startOwn() : undefined
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

/** A server on data of its own, which go when it stops. */
async function startOwn() {
  const folder = await mkdtemp(join(await quickFolder(), 'stowage-tests-'))
  // The server may run under another account.
  await chmod(folder, 0o755)
  const remove = () => rm(folder, { recursive: true, force: true })
  try {
    const server = await startPostgres({
      data: join(folder, 'postgres'),
      port: await freePort(),
      logFile: join(folder, 'postgres.log'),
      settings: FORGETFUL,
    })
    return { port: server.port, stop: () => server.stop().finally(remove) }
  } catch (error) {
    await remove()
    throw error
  }
}

/** Where files live in memory, if this machine has such a place and enough of it. */
async function quickFolder(): Promise<string> {
  const room = await statfs(MEMORY).catch(() => undefined)
  return room !== undefined && room.bavail * room.bsize >= ROOM_BYTES ? MEMORY : tmpdir()
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
