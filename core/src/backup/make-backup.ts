/*
 * How a backup is made, while everything goes on:
 *   1. one transaction sees the database as of one instant, until the end;
 *   2. the contents of files come first, because what is forgotten meanwhile is swept from the disk;
 *   3. each table's rows leave as PostgreSQL's own COPY text, packed, one table after the other;
 *   4. the manifest is written last, then all is read again and held against it;
 *   5. the folder gets its name. Whatever cuts it before leaves none that looks like a backup.
 */
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { hostname, userInfo } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import pg from 'pg'
import { CommandFailure } from '../cli/command-failure.ts'
import { connectionOf, type DatabaseAccess } from '../database/database-access.ts'
import { birthOf } from '../embedded-postgres/process-identity.ts'
import { headText } from '../ledger/sequence/head.ts'
import { PLATFORM_VERSION } from '../plugin-host/sort-declarations.ts'
import { backUpFiles } from './back-up-files.ts'
import { checkContents } from './check-contents.ts'
import { copyOut, countBytes } from './copy-rows.ts'
import { backUpKeys, type HomeKeys } from './keys.ts'
import { FORMAT, type Manifest, tableFile, writeManifest } from './manifest.ts'
import { type KeptTable, readOrigin, readPartitions, readSequences, readTables } from './read-catalog.ts'
import { syncFolder, writeSynced } from './write-synced.ts'

/** What is backed up, and to where. */
export interface BackupWish {
  readonly access: DatabaseAccess
  readonly filesFolder: string
  readonly keys: HomeKeys
  readonly areKeysIncluded: boolean
  /** The folder of the backup; there is none of that name yet. */
  readonly folder: string
  readonly tell: (detail: string) => void
  readonly signal: AbortSignal
}

/**
 * Makes a backup.
 * @throws CommandFailure where the folder is there already, or the disk is full; nothing is left then
 */
export async function makeBackup(wish: BackupWish): Promise<Manifest> {
  const { folder } = wish
  await mkdir(dirname(folder), { recursive: true, mode: 0o700 })
  if ((await stat(folder).catch(() => undefined)) !== undefined) {
    throw new CommandFailure(
      'input',
      `${folder} is there already, and nothing is written over; give another folder.`,
    )
  }
  await removeCutOnes(dirname(folder))
  const draft = `${folder}.unfinished-${process.pid}`
  await mkdir(draft, { mode: 0o700 })
  try {
    const manifest = await fill(draft, wish)
    await checkContents(draft, manifest, { tell: wish.tell, signal: wish.signal })
    for (const room of ['database', 'files', '.']) await syncFolder(join(draft, room))
    await rename(draft, folder)
    await syncFolder(dirname(folder))
    return manifest
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    throw asFailure(error, wish)
  }
}

/** The folder of a backup that begins now. */
export function backupName(now: Date): string {
  return `stowage-${now.toISOString().slice(0, 19).replaceAll(':', '')}Z`
}

async function fill(draft: string, wish: BackupWish): Promise<Manifest> {
  const { access, tell, signal } = wish
  const started = Date.now()
  const client = new pg.Client({
    ...connectionOf(access, 'owner'),
    application_name: 'stowage backup',
    options:
      '-c timezone=UTC -c datestyle=ISO -c idle_in_transaction_session_timeout=0 -c statement_timeout=0',
  })
  client.on('error', () => {})
  // What waits for a lock hears of nothing else.
  signal.addEventListener('abort', () => void client.end().catch(() => {}))
  await client.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    const { rows } = await client.query<{ at: Date }>('select now() as at')
    const origin = await readOrigin(client)
    const files = await backUpFiles({
      client,
      from: wish.filesFolder,
      to: draft,
      tell: (done) => tell(`${done} files`),
      signal,
    })
    const partitions = await readPartitions(client)
    const tables = await backUpTables(client, { draft, tell, signal })
    const manifest: Manifest = {
      format: FORMAT,
      stowage: PLATFORM_VERSION,
      madeAt: rows[0]!.at.toISOString(),
      madeBy: `${userInfo().username}@${hostname()}`,
      seconds: (Date.now() - started) / 1000,
      ...origin,
      tables,
      partitions,
      sequences: await readSequences(client),
      files,
      ledger: await readLedger(client, tables),
      keys: await backUpKeys(wish.keys, wish.areKeysIncluded ? draft : undefined),
    }
    await writeManifest(draft, manifest)
    return manifest
  } finally {
    await client.end().catch(() => {})
  }
}

type Work = Pick<BackupWish, 'tell' | 'signal'> & { readonly draft: string }

async function backUpTables(client: pg.Client, work: Work): Promise<Manifest['tables']> {
  await mkdir(join(work.draft, 'database'), { mode: 0o700 })
  const tables = await readTables(client)
  const kept: Manifest['tables'] = []
  for (const [n, table] of tables.entries()) {
    const tell = (bytes: number) =>
      work.tell(
        `table ${n + 1} of ${tables.length}, ${table.schema}.${table.name}, ${Math.round(bytes / 1e6)} MB`,
      )
    kept.push(await backUpTable(client, table, { ...work, tell }))
  }
  return kept
}

async function backUpTable(
  client: pg.Client,
  table: KeptTable,
  { draft, tell, signal }: Omit<Work, 'tell'> & { tell: (bytes: number) => void },
): Promise<Manifest['tables'][number]> {
  const { stream, rows } = copyOut(
    client,
    `copy (select ${columnList(table)} from ${quoted(table)}) to stdout`,
  )
  const written = { bytes: 0, sha256: '' }
  tell(0)
  await pipeline(
    stream,
    countBytes(tell),
    createGzip({ level: 1, chunkSize: 256 * 1024 }),
    async (packed: AsyncIterable<Buffer>) => {
      Object.assign(written, await writeSynced(join(draft, tableFile(table)), packed))
    },
    { signal },
  )
  return { ...table, rows: rows(), ...written }
}

/** A table's name as SQL. */
export function quoted({ schema, name }: Pick<KeptTable, 'schema' | 'name'>): string {
  return `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`
}

/** A table's columns as SQL. */
export function columnList({ columns }: Pick<KeptTable, 'columns'>): string {
  return columns.map((column) => pg.escapeIdentifier(column)).join(', ')
}

async function readLedger(client: pg.Client, tables: Manifest['tables']): Promise<Manifest['ledger']> {
  const rowsOf = (table: string) =>
    tables.find(({ schema, name }) => schema === 'ledger' && name === table)?.rows ?? 0
  const { rows } = await client.query<{ position: string; head: Buffer; key: string; signature: Buffer }>(
    `select to_position as position, head, key, signature from ledger.seal order by to_position desc limit 1`,
  )
  const seal = rows[0]
  const counts = { movements: rowsOf('movement'), lines: rowsOf('line'), positions: rowsOf('position') }
  if (seal === undefined) return { ...counts, sealedPosition: 0, head: null }
  const position = Number(seal.position)
  const head = headText({ position, hash: seal.head, keyId: seal.key, signature: seal.signature })
  return { ...counts, sealedPosition: position, head }
}

/** What a killed backup left: its process is gone, and nobody can use it. */
async function removeCutOnes(room: string): Promise<void> {
  for (const name of await readdir(room)) {
    const pid = /^stowage-.+\.unfinished-(\d+)$/.exec(name)?.[1]
    if (pid === undefined || (await birthOf(Number(pid))) !== undefined) continue
    await rm(join(room, name), { recursive: true, force: true })
  }
}

function asFailure(error: unknown, { folder, signal }: BackupWish): unknown {
  const { code } = error as NodeJS.ErrnoException
  if (signal.aborted)
    return new CommandFailure('input', 'It was stopped, and nothing of this backup is left.')
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    const sentence =
      `The disk of ${dirname(folder)} is full; nothing of ${basename(folder)} is left. ` +
      'Make room, or give a folder on another disk.'
    return new CommandFailure('input', sentence)
  }
  return error
}
