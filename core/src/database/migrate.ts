import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import type { PluginDeclaration } from '@stowage/sdk'
import pg from 'pg'
import { indexFields } from '../host/fields/index-fields.ts'
import { connectionOf, type DatabaseAccess } from './database-access.ts'
import { migrateQueue } from './migrate-queue.ts'
import { checkBounds, isOfCore, lookAround } from './migration-bounds.ts'
import { DatabaseSetUpError } from './set-up-error.ts'
import { applyTableRights, describeTableRights } from './table-rights.ts'

const MIGRATE_LOCK = 7_261_002
const FILE_NAME = /^\d{4}_[a-z0-9_]+\.sql$/

/** What `migrate` did. */
export interface MigrateReport {
  readonly applied: readonly { readonly plugin: string; readonly id: string; readonly ms: number }[]
  readonly total: number
}

/** Whose migrations run, and where. */
export interface MigrateOptions {
  readonly access: DatabaseAccess
  /** In dependency order. */
  readonly plugins: readonly PluginDeclaration[]
  readonly onProgress?: (sentence: string) => void
  /** Take these credentials' writer key in the place of the one that the database knows. */
  readonly isResettingWriterKey?: boolean
  /**
   * Run these alone, as `plugin/id`: what a backup had run, before its rows come in. The rights of tables
   * are given by the migration that follows.
   */
  readonly only?: ReadonlySet<string>
}

/** A migration as it stands in its file. */
export interface MigrationFile {
  readonly id: string
  readonly sql: string
  readonly checksum: string
  readonly isBreaking: boolean
}

/**
 * Brings the database to the shape that the plugins declare: each file of `migrations/` once, in one
 * transaction with its own row in `core.migration`, and the row-level policies and grants of the plugin's
 * tables in the transaction that makes them. Forward only; a cut leaves either the whole file or nothing.
 * @throws DatabaseSetUpError when a file was changed after it ran, the database is ahead of this program by a
 *   breaking migration, or holds another program's tables
 */
export async function migrate(options: MigrateOptions): Promise<MigrateReport> {
  const { access, plugins, onProgress, only } = options
  const client = new pg.Client({ ...connectionOf(access, 'owner'), options: '-c timezone=UTC' })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATE_LOCK])
    await prepareRoom(client, only !== undefined)
    await migrateQueue(access)
    await keepWriterKey(client, access.credentials.writerKey, options.isResettingWriterKey === true)
    const applied = []
    let total = 0
    for (const plugin of plugins) {
      await makeExtensions(client, plugin)
      const all = await readMigrations(plugin)
      const files = only === undefined ? all : all.filter(({ id }) => only.has(`${plugin.name}/${id}`))
      total += files.length
      for (const file of await pendingOf(client, plugin, files)) {
        const start = performance.now()
        await applyFile(client, { plugin, file, isLast: only === undefined && file === files.at(-1) })
        applied.push({ plugin: plugin.name, id: file.id, ms: Math.round(performance.now() - start) })
        onProgress?.(`migrated ${plugin.name} ${file.id}`)
      }
      if (only !== undefined) continue
      await refreshTableRights(client, plugin)
      await indexFields(client, plugin)
    }
    return { applied, total }
  } finally {
    await client.end()
  }
}

/**
 * Makes the extensions that a plugin builds on, in a schema of their own: other plugins may use them, too.
 * @throws DatabaseSetUpError when the server does not have one, or does not let us make it
 */
async function makeExtensions(client: pg.Client, { name, database }: PluginDeclaration): Promise<void> {
  for (const extension of database?.extensions ?? []) {
    try {
      await client.query('create schema if not exists extensions; grant usage on schema extensions to public')
      await client.query(
        `create extension if not exists ${pg.escapeIdentifier(extension)} with schema extensions`,
      )
    } catch (cause) {
      const sentence =
        `The plugin ${name} builds on the PostgreSQL extension ${extension}, which could not be made ` +
        `(${(cause as Error).message}); have it installed on the server and made by a database administrator.`
      throw Object.assign(new DatabaseSetUpError('migration.extension', sentence), { cause })
    }
  }
}

/** Makes `core.migration`, unless the database belongs to somebody else, or a restore into it was cut. */
async function prepareRoom(client: pg.Client, isRestore: boolean): Promise<void> {
  const { rows } = await client.query(`
    select to_regclass('core.migration') is not null as is_ours,
      to_regclass('core.restore') is not null as is_half,
      (select format('%I.%I', schemaname, tablename) from pg_tables
        where schemaname not in ('pg_catalog', 'information_schema') and tablename <> 'spatial_ref_sys'
          and (schemaname, tablename) <> ('core', 'restore')
        order by 1 limit 1) as stranger`)
  if (rows[0].is_half && !isRestore) {
    throw new DatabaseSetUpError(
      'database.restore_unfinished',
      'A restore into this database was cut, or goes on just now; run `stowage restore` again.',
    )
  }
  if (rows[0].is_ours) return
  if (rows[0].stranger !== null) {
    throw new DatabaseSetUpError(
      'database.not_ours',
      `This database holds another program's tables (${rows[0].stranger}); give Stowage a database of its own.`,
    )
  }
  await client.query(`
    create schema if not exists core;
    create table core.migration (plugin text not null, id text not null, breaking boolean not null,
      checksum text not null, applied_at timestamptz not null default now(), primary key (plugin, id));
    comment on table core.migration is 'Which migrations ran; the row is written in the migration''s transaction';
    create table core.writer_key (one boolean primary key default true check (one), hash bytea not null);
    comment on table core.writer_key is 'What the ledger''s functions compare the writer''s key with';
    grant usage on schema core to stowage_ledger;
    grant select on core.writer_key to stowage_ledger;
    grant usage on schema core to stowage_app, stowage_app_all, stowage_hook;
    grant select on core.migration to stowage_app_all;`)
}

/** Stores the hash of the writer's key once; another deployment's key is refused rather than replaced. */
async function keepWriterKey(client: pg.Client, key: string, isResetting: boolean): Promise<void> {
  const hash = createHash('sha256').update(key).digest()
  const { rows } = await client.query('select hash from core.writer_key')
  if (rows[0] !== undefined && hash.equals(rows[0].hash)) return
  if (rows[0] !== undefined && !isResetting) {
    throw new DatabaseSetUpError(
      'database.other_writer_key',
      'This database was set up with another STOWAGE_WRITER_KEY; give that one, or run `stowage migrate --reset-roles`.',
    )
  }
  await client.query(
    'insert into core.writer_key (hash) values ($1) on conflict (one) do update set hash = excluded.hash',
    [hash],
  )
}

async function filesIn(plugin: string, folder: URL): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    const problem = code === 'ENOENT' ? 'is not there' : `cannot be read (${message})`
    throw new DatabaseSetUpError(
      'migration.folder_missing',
      `The folder of migrations that the plugin ${plugin} declares ${problem}: ${folder.pathname}; ` +
        'mend the path, or pack the folder with it.',
    )
  }
}

/**
 * Reads the migration files of a plugin, in their order.
 * @throws DatabaseSetUpError for names that do not say one order
 */
export async function readMigrations(plugin: PluginDeclaration): Promise<MigrationFile[]> {
  if (plugin.migrations === undefined) return []
  const names = (await filesIn(plugin.name, plugin.migrations)).filter((name) => name.endsWith('.sql')).sort()
  if (!isOfCore(plugin)) checkNumbers(plugin, names)
  return Promise.all(
    names.map(async (name) => {
      if (!FILE_NAME.test(name)) {
        throw new DatabaseSetUpError(
          'migration.bad_name',
          `The migration ${plugin.name}/${name} is not named like 0001_create_item.sql.`,
        )
      }
      const sql = await readFile(new URL(name, plugin.migrations), 'utf8')
      const checksum = createHash('sha256').update(sql).digest('hex')
      return { id: name.slice(0, -4), sql, checksum, isBreaking: sql.startsWith('-- breaking') }
    }),
  )
}

/** Two of one number would run in the order of their letters, which nobody meant. */
function checkNumbers({ name }: PluginDeclaration, files: readonly string[]): void {
  const second = files.findIndex(
    (file, index) => index > 0 && file.slice(0, 4) === files[index - 1]!.slice(0, 4),
  )
  if (second === -1) return
  throw new DatabaseSetUpError(
    'migration.same_number',
    `The plugin ${name} has two migrations of the number ${files[second]!.slice(0, 4)}, ` +
      `${files[second - 1]} and ${files[second]}, and which of them runs first is nowhere said; ` +
      'give the later one the next number.',
  )
}

async function pendingOf(
  client: pg.Client,
  plugin: PluginDeclaration,
  files: readonly MigrationFile[],
): Promise<MigrationFile[]> {
  const { rows } = await client.query<{ id: string; checksum: string; breaking: boolean }>(
    "select id, checksum, breaking from core.migration where plugin = $1 and id <> 'table_rights'",
    [plugin.name],
  )
  const done = new Map(rows.map((row) => [row.id, row]))
  const known = new Set(files.map((file) => file.id))
  const ahead = rows.find((row) => row.breaking && !known.has(row.id))
  if (ahead !== undefined) {
    throw new DatabaseSetUpError(
      'migration.database_ahead',
      `The database has ${plugin.name} ${ahead.id}, which this version of Stowage does not know and cannot ` +
        'live with; start the newer version.',
    )
  }
  const changed = files.find((file) => done.has(file.id) && done.get(file.id)!.checksum !== file.checksum)
  if (changed !== undefined) {
    throw new DatabaseSetUpError(
      'migration.changed',
      `The migration ${plugin.name}/${changed.id} was changed after it ran; put it back and add a new one.`,
    )
  }
  return files.filter((file) => !done.has(file.id))
}

interface FileRun {
  readonly plugin: PluginDeclaration
  readonly file: MigrationFile
  readonly isLast: boolean
}

async function applyFile(client: pg.Client, { plugin, file, isLast }: FileRun): Promise<void> {
  const schema = pg.escapeIdentifier(plugin.name)
  await client.query('begin')
  try {
    await client.query("set local lock_timeout = '5s'")
    await client.query(
      'insert into core.migration (plugin, id, breaking, checksum) values ($1, $2, $3, $4)',
      [plugin.name, file.id, file.isBreaking, file.checksum],
    )
    await client.query(`create schema if not exists ${schema}`)
    const path = plugin.database?.extensions === undefined ? schema : `${schema}, extensions`
    await client.query(`set local search_path = ${path}`)
    const migration = { plugin, ...file }
    const before = await lookAround(client, migration)
    await runFile(client, plugin, file)
    await checkBounds(client, migration, before)
    if (isLast) await applyTableRights(client, plugin)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  }
}

/** @throws DatabaseSetUpError with PostgreSQL's words: the file's author reads it */
async function runFile(client: pg.Client, { name }: PluginDeclaration, file: MigrationFile): Promise<void> {
  try {
    await client.query(file.sql)
  } catch (cause) {
    const { code, message } = cause as { code?: string; message: string }
    if (code === '55P03' || code === undefined) throw cause
    const sentence = `The migration ${name}/${file.id} failed (${message}) and nothing of it stands; mend the file.`
    throw Object.assign(new DatabaseSetUpError('migration.failed', sentence), { cause })
  }
}

/** Puts policies and grants in line with a declaration that changed without a migration. */
async function refreshTableRights(client: pg.Client, plugin: PluginDeclaration): Promise<void> {
  if (plugin.tables === undefined) return
  const checksum = createHash('sha256').update(describeTableRights(plugin)).digest('hex')
  const { rows } = await client.query(
    "select checksum from core.migration where plugin = $1 and id = 'table_rights'",
    [plugin.name],
  )
  if (rows[0]?.checksum === checksum) return
  await client.query('begin')
  try {
    await applyTableRights(client, plugin)
    await client.query(
      `insert into core.migration (plugin, id, breaking, checksum) values ($1, 'table_rights', false, $2)
       on conflict (plugin, id) do update set checksum = excluded.checksum, applied_at = now()`,
      [plugin.name, checksum],
    )
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  }
}
