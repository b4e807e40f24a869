import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { stringify } from 'csv-stringify/sync'
import pg from 'pg'

const BATCH = 2_000
/** What others keep on its rows goes with them as well. */
const OF_ITS_ROWS = " or split_part(entity, '.', 1) = $1"

/** What a plugin kept, and where it stands now. */
export interface PluginExport {
  readonly folder: string
  readonly tables: readonly { readonly name: string; readonly rows: number }[]
}

/** Whose rows are written out, and to where. */
export interface ExportWish {
  readonly plugin: string
  readonly folder: string
}

/**
 * Writes all that a plugin kept into CSV files, a file for each table, as of one moment: its own tables, the
 * fields that it kept on rows of others, and what it was set up with, secrets left out. Texts stand in quotes
 * and what is null does not, so that PostgreSQL reads the files back as they were:
 * `copy … with (format csv, header)`.
 */
export async function exportPlugin(client: pg.Client, { plugin, folder }: ExportWish): Promise<PluginExport> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await client.query('begin isolation level repeatable read read only')
  try {
    const tables: { name: string; rows: number }[] = []
    for (const { name, sql, values = [] } of await sourcesOf(client, plugin)) {
      const rows = await exportRows(client, { sql, values, file: join(folder, `${name}.csv`) })
      tables.push({ name, rows })
    }
    return { folder, tables }
  } finally {
    await client.query('rollback')
  }
}

interface Source {
  readonly name: string
  readonly sql: string
  readonly values?: readonly string[]
}

async function sourcesOf(client: pg.Client, plugin: string): Promise<Source[]> {
  const { rows } = await client.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = $1 and c.relkind in ('r', 'p') and not c.relispartition order by 1`,
    [plugin],
  )
  const own = rows.map(({ name }) => ({
    name,
    sql: `select * from ${pg.escapeIdentifier(plugin)}.${pg.escapeIdentifier(name)}`,
  }))
  const kept = {
    'host.field_value': ['entity, id, plugin, owner, said, updated_at', OF_ITS_ROWS],
    'host.setting_value': ['scope, place, said, updated_at', ''],
    'host.setting_instance': ['id, name, said, updated_at', ''],
  }
  const inHost = Object.entries(kept).map(([table, [columns, more]]) => ({
    name: table,
    sql: `select ${columns} from ${table} where plugin = $1${more}`,
    values: [plugin],
  }))
  return [...own, ...inHost]
}

interface RowsToFile {
  readonly sql: string
  readonly values: readonly string[]
  readonly file: string
}

async function exportRows(client: pg.Client, { sql, values, file }: RowsToFile): Promise<number> {
  const { fields } = await client.query(`select * from (${sql}) q limit 0`, [...values])
  const columns = fields.map(({ name }) => name)
  // As text, which is exact for every type, an array or a bytea too.
  const asText = columns.map((name) => `${pg.escapeIdentifier(name)}::text`).join(', ')
  await client.query(`declare rows_out no scroll cursor for select ${asText} from (${sql}) q`, [...values])
  let count = 0
  async function* lines() {
    yield csv([columns])
    for (;;) {
      const { rows } = await client.query({ text: `fetch ${BATCH} from rows_out`, rowMode: 'array' })
      if (rows.length === 0) return
      count += rows.length
      yield csv(rows)
    }
  }
  await pipeline(Readable.from(lines()), createWriteStream(file, { mode: 0o600 }))
  await client.query('close rows_out')
  return count
}

function csv(rows: readonly unknown[][]): string {
  return stringify([...rows], { quoted_string: true })
}
