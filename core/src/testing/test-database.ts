import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { atEnd, type TestScope } from '@stowage/sdk/testing'
import pg from 'pg'
import { type Database, openDatabase } from '../database/database.ts'
import type { DatabaseAccess } from '../database/database-access.ts'
import { readTemplate } from './test-server.ts'

const LEAVE_PATIENCE_MS = 10_000

/** A test's own database, gone when the test ends. */
export interface TestDatabase {
  readonly access: DatabaseAccess
  /** The pools of a node; closed by the test kit. */
  readonly database: Database
  /** The superuser's URL of this database, to look behind the platform's back. */
  readonly adminUrl: string
  /** Closes something that uses the database before the pools close. */
  beforeClose(close: () => Promise<unknown>): void
  /** Runs one statement as the superuser. */
  query<Row = Record<string, unknown>>(sql: string, values?: readonly unknown[]): Promise<Row[]>
}

/**
 * Clones the migrated template. When the test ends the pools are closed and the clone is dropped; a
 * connection that is still open then fails the test.
 */
export async function createTestDatabase(t: TestScope): Promise<TestDatabase> {
  const { serverUrl, access: template } = readTemplate()
  const name = `test_${randomBytes(6).toString('hex')}`
  const server = new pg.Client({ connectionString: `${serverUrl}/postgres` })
  await server.connect()
  try {
    await server.query(`create database ${name} template ${template.database} strategy file_copy`)
    await server.query(`grant connect, create on database ${name} to stowage_owner`)
  } catch (error) {
    await server.end()
    throw error
  }
  const access = { ...template, database: name }
  const database = openDatabase(access)
  const adminUrl = `${serverUrl}/${name}`
  const admin = new pg.Client({ connectionString: adminUrl, application_name: 'test kit' })
  let connected: Promise<unknown> | undefined
  const users: (() => Promise<unknown>)[] = []
  atEnd(t, async () => {
    for (const close of users.reverse()) await close()
    await database.close()
    if (connected !== undefined) await admin.end()
    const leaked = await connectionsLeft(server, name)
    await server.query(`drop database ${name} with (force)`)
    await server.end()
    if (leaked.length > 0) throw new Error(`connections were left open: ${leaked.join('; ')}`)
  })
  return {
    access,
    database,
    adminUrl,
    beforeClose: (close) => users.push(close),
    async query<Row>(sql: string, values: readonly unknown[] = []) {
      connected ??= admin.connect()
      await connected
      return (await admin.query(sql, [...values])).rows as Row[]
    },
  }
}

/** What is still connected; a closed connection's server process needs a moment to go. */
async function connectionsLeft(server: pg.Client, name: string): Promise<string[]> {
  for (const until = Date.now() + LEAVE_PATIENCE_MS; ; await pause(20)) {
    const { rows } = await server.query(
      'select application_name, query from pg_stat_activity where datname = $1',
      [name],
    )
    if (rows.length === 0 || Date.now() > until)
      return rows.map((row) => `${row.application_name}: ${row.query}`)
  }
}
