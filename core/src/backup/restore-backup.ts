/*
 * How a backup comes back, all of it or nothing:
 *   1. the target is empty, or holds what a restore left that was cut: that is dropped;
 *   2. a mark is set, by which every other command sees that this database is not whole;
 *   3. the migrations that the backup had run make its tables, and the contents of files are put in place;
 *   4. one transaction takes all rows in, and the mark away;
 *   5. the migrations that are newer run on it, as with any other update.
 */
import { createReadStream } from 'node:fs'
import { mkdir, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import pg from 'pg'
import { connectionOf, type DatabaseAccess } from '../database/database-access.ts'
import { migrate } from '../database/migrate.ts'
import { contentName } from './back-up-files.ts'
import { listedFiles, type Watch } from './check-contents.ts'
import type { Fit } from './check-fit.ts'
import { copyIn, countBytes } from './copy-rows.ts'
import { checkTarget, clearTarget, lockTarget, markTarget } from './empty-target.ts'
import { columnList, quoted } from './make-backup.ts'
import { type Manifest, tableFile, unfit } from './manifest.ts'
import { takeAside } from './take-aside.ts'
import { writeSynced } from './write-synced.ts'

/** What is restored, and into what. */
export interface RestoreWish extends Watch {
  readonly folder: string
  readonly manifest: Manifest
  readonly fit: Fit
  readonly without: readonly string[]
  /** A database whose roles are made. */
  readonly access: DatabaseAccess
  readonly filesFolder: string
}

/**
 * Restores a backup that was checked.
 * @throws CommandFailure where the target is in use; whatever stops it, the target is empty again
 */
export async function restoreBackup(wish: RestoreWish): Promise<void> {
  const { access, folder, fit, tell, signal } = wish
  await asRestorer(access, async (client) => {
    await clearTarget(client)
    await markTarget(client, folder)
  })
  try {
    await asRestorer(access, async (client) => {
      // What waits for a lock hears of nothing else.
      signal.addEventListener('abort', () => void client.end().catch(() => {}))
      await lockTarget(client)
      await migrate({ access, plugins: fit.plugins, only: fit.migrations, onProgress: tell })
      await putFiles(wish)
      await takeRowsIn(client, wish)
    })
  } catch (error) {
    // Where that fails as well, the mark is there still, and the next restore does it.
    await asRestorer(access, clearTarget).catch(() => {})
    throw error
  }
}

/**
 * Looks whether a database may be restored into, and changes nothing.
 * @throws CommandFailure where it is in use
 */
export async function requireEmpty(access: DatabaseAccess): Promise<void> {
  await asRestorer(access, checkTarget)
}

async function asRestorer(access: DatabaseAccess, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({
    ...connectionOf(access, 'owner'),
    application_name: 'stowage restore',
    options:
      '-c timezone=UTC -c datestyle=ISO -c idle_in_transaction_session_timeout=0 -c statement_timeout=0',
  })
  client.on('error', () => {})
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end().catch(() => {})
  }
}

/** A content is put under its name when all of it is on disk; one that is there already is the same. */
async function putFiles({ folder, filesFolder, manifest, tell, signal }: RestoreWish): Promise<void> {
  let done = 0
  for await (const file of listedFiles(folder)) {
    signal.throwIfAborted()
    tell(`file ${++done} of ${manifest.files.count}`)
    const place = join(filesFolder, contentName(file))
    if ((await stat(place).catch(() => undefined)) !== undefined) continue
    await mkdir(join(place, '..'), { recursive: true, mode: 0o700 })
    const draft = join(filesFolder, `${file.id}.${process.pid}`)
    await writeSynced(draft, createReadStream(join(folder, 'files', contentName(file))))
    await rename(draft, place)
  }
}

/**
 * Triggers and foreign keys are aside meanwhile: the rows passed them once, and the keys are proved when they
 * come back. All are let in, or none.
 */
async function takeRowsIn(client: pg.Client, wish: RestoreWish): Promise<void> {
  const { manifest, without } = wish
  const tables = manifest.tables.filter(({ schema }) => !without.includes(schema))
  await client.query('begin')
  await client.query("set local maintenance_work_mem = '256MB'")
  await checkColumns(client, tables)
  const putBack = await takeAside(client, tables)
  await client.query(`truncate ${tables.map(quoted).join(', ')}`)
  await makePartitions(client, manifest, without)
  for (const [n, table] of tables.entries()) {
    await takeTableIn(client, table, {
      ...wish,
      tell: (rows) => wish.tell(`table ${n + 1} of ${tables.length}, ${table.schema}.${table.name}${rows}`),
    })
  }
  for (const { schema, name, last } of manifest.sequences) {
    if (without.includes(schema)) continue
    await client.query('select setval($1, $2)', [quoted({ schema, name }), last])
  }
  await adaptToServer(client)
  wish.tell('foreign keys')
  await putBack()
  await client.query('drop table core.restore')
  await client.query('commit')
  wish.tell('statistics')
  await client.query(`analyze ${tables.map(quoted).join(', ')}`)
}

async function takeTableIn(
  client: pg.Client,
  table: Manifest['tables'][number],
  { folder, tell, signal }: Pick<RestoreWish, 'folder' | 'tell' | 'signal'>,
): Promise<void> {
  tell('')
  if (table.rows === 0) return
  const { stream, rows } = copyIn(client, `copy ${quoted(table)} (${columnList(table)}) from stdin`)
  await pipeline(
    createReadStream(join(folder, tableFile(table)), { highWaterMark: 256 * 1024 }),
    createGunzip({ chunkSize: 256 * 1024 }),
    countBytes((bytes) => tell(`, ${Math.round(bytes / 1e6)} MB`)),
    stream,
    { signal },
  )
  if (rows() === table.rows) return
  throw unfit(
    `${tableFile(table)} holds ${rows()} rows, and the manifest says ${table.rows}; nothing was restored.`,
  )
}

/** The queue's tables are made by its library, whose version may be another one. */
async function checkColumns(client: pg.Client, tables: Manifest['tables']): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select format('%s.%s.%s', w.schema, w.name, w.column) as name
       from jsonb_to_recordset($1) as t(schema text, name text, columns text[])
       cross join lateral unnest(t.columns) as c(name)
       cross join lateral (select t.schema, t.name, c.name as column) w
      where not exists (select from pg_attribute a
                         where a.attrelid = to_regclass(format('%I.%I', w.schema, w.name))
                           and a.attname = w.column and not a.attisdropped)
      limit 1`,
    [JSON.stringify(tables.map(({ schema, name, columns }) => ({ schema, name, columns })))],
  )
  if (rows[0] === undefined) return
  throw unfit(
    `This backup has ${rows[0].name}, which this version does not; restore it with the version that made it.`,
  )
}

const BOUND = /^(DEFAULT|FOR VALUES (FROM|IN|WITH) [^;]*)$/
const KEY = /^(RANGE|LIST|HASH) \([^;]*\)$/

/** Those that the migrations made stand already, under the same names. */
async function makePartitions(client: pg.Client, manifest: Manifest, without: readonly string[]) {
  for (const { schema, name, parent, bound, key } of manifest.partitions) {
    if (without.includes(schema)) continue
    if (!BOUND.test(bound) || (key !== undefined && !KEY.test(key)))
      throw unfit(`The bound of the partition ${schema}.${name} is none: ${bound}`)
    await client.query(
      `create table if not exists ${quoted({ schema, name })} ` +
        `partition of ${quoted({ schema, name: parent })} ${bound}` +
        (key === undefined ? '' : ` partition by ${key}`),
    )
  }
}

/**
 * What counts on from elsewhere on another server: transactions. What has no position yet gets one as if this
 * transaction had written it.
 */
async function adaptToServer(client: pg.Client): Promise<void> {
  for (const { rows, row, positions, sequencer } of [
    { rows: 'ledger.movement', row: 'movement', positions: 'ledger.position', sequencer: 'ledger.sequencer' },
    {
      rows: 'host.outbox',
      row: 'event',
      positions: 'host.outbox_position',
      sequencer: 'host.outbox_sequencer',
    },
  ]) {
    await client.query(
      `update ${rows} r set tx = pg_current_xact_id()
        where not exists (select from ${positions} p where p.${row} = r.id)`,
    )
    await client.query(
      `update ${sequencer} set from_tx = pg_current_xact_id(), until_tx = null, next_tx = null`,
    )
  }
  await client.query('update ledger.sequencer set after_at = null, after_id = null')
  await client.query('update host.outbox_sequencer set after_event = null')
}
