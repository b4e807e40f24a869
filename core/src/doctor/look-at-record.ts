import { createHash } from 'node:crypto'
import type { PluginDeclaration } from '@stowage/sdk'
import type pg from 'pg'
import type { DatabaseAccess } from '../database/database-access.ts'
import { readMigrations } from '../database/migrate.ts'
import { coreDeclarations } from '../declarations.ts'
import { asOwner, type EnabledNames, readEnabled } from '../host/plugins/plugin-set.ts'
import { missing } from '../plugin-host/choose-plugins.ts'
import type { PluginCatalog } from '../plugin-host/discover.ts'
import { type Finding, fault, hint } from './finding.ts'

const SEALED_LATE_MINUTES = 60

/** A database that its owner can open, and the programs around it. */
export interface RecordLook {
  readonly access: DatabaseAccess
  readonly catalog: PluginCatalog
}

/** Whether what is in the database fits this program. */
export async function lookAtRecord({ access, catalog }: RecordLook): Promise<Finding[]> {
  return asOwner(access, async (client) => {
    const { rows } = await client.query<{ is_cut: boolean; is_made: boolean }>(
      `select to_regclass('core.restore') is not null as is_cut,
              to_regclass('ledger.sequencer') is not null as is_made`,
    )
    if (rows[0]!.is_cut) {
      const sentence = 'A restore into this database was cut, or goes on just now.'
      return [fault('restore', sentence, 'npx stowage restore <backup> begins it anew.')]
    }
    if (!rows[0]!.is_made) {
      return [hint('migrations', 'This database has no tables yet.', 'npx stowage start makes them.')]
    }
    const { names, sources } = await readEnabled(client)
    return [
      ...(await lookAtMigrations(client, catalog, names)),
      ...lookAtPlugins(catalog, { names, sources }),
      ...(await lookAtWriterKey(client, access)),
      ...(await lookAtPartitions(client)),
      ...(await lookAtSeals(client)),
    ]
  })
}

async function lookAtMigrations(
  client: pg.Client,
  catalog: PluginCatalog,
  names: readonly string[],
): Promise<Finding[]> {
  const { rows } = await client.query<{ plugin: string; id: string; checksum: string }>(
    "select plugin, id, checksum from core.migration where id <> 'table_rights'",
  )
  const found = names.flatMap((name) => catalog.found.get(name)?.declaration ?? [])
  const waiting: string[] = []
  const findings: Finding[] = []
  for (const plugin of [...coreDeclarations, ...found]) {
    const ran = new Map(rows.filter((row) => row.plugin === plugin.name).map((row) => [row.id, row.checksum]))
    const files = await readMigrations(plugin)
    waiting.push(...files.filter(({ id }) => !ran.has(id)).map(({ id }) => `${plugin.name}/${id}`))
    findings.push(...strangeMigrations(plugin, ran, files))
  }
  if (waiting.length === 0) return findings
  const some = waiting.slice(0, 3).join(', ')
  const sentence = `${waiting.length} migrations have not run (${some}${waiting.length > 3 ? ', …' : ''}).`
  return [
    ...findings,
    fault('migrations', sentence, 'npx stowage backup, then npx stowage migrate, or start.'),
  ]
}

type Files = Awaited<ReturnType<typeof readMigrations>>

function strangeMigrations(
  { name }: PluginDeclaration,
  ran: ReadonlyMap<string, string>,
  files: Files,
): Finding[] {
  const known = new Map(files.map(({ id, checksum }) => [id, checksum]))
  const newer = [...ran.keys()].filter((id) => !known.has(id))
  const changed = files.filter(({ id, checksum }) => ran.has(id) && ran.get(id) !== checksum)
  return [
    ...newer.map((id) =>
      fault(
        'migrations',
        `The database is newer than this program: ${name}/${id} ran, and is not known here.`,
        'Start the newer version; a database does not go back.',
      ),
    ),
    ...changed.map(({ id }) =>
      fault(
        'migrations',
        `The migration ${name}/${id} was changed after it ran.`,
        'Put the file back as it was.',
      ),
    ),
  ]
}

function lookAtPlugins(
  catalog: PluginCatalog,
  { names, sources }: Pick<EnabledNames, 'names' | 'sources'>,
): Finding[] {
  return names.flatMap((name) => {
    if (catalog.found.has(name)) return []
    const why = catalog.faulty.find((faulty) => faulty.name === name)?.error
    const { message } = why ?? missing(name, sources.get(name))
    return fault('plugins', message, `npx stowage start --without ${name} starts with the rest.`)
  })
}

async function lookAtWriterKey(client: pg.Client, { credentials }: DatabaseAccess): Promise<Finding[]> {
  const hash = createHash('sha256').update(credentials.writerKey).digest()
  const { rows } = await client.query<{ hash: Buffer }>('select hash from core.writer_key')
  if (rows[0] === undefined || hash.equals(rows[0].hash)) return []
  return [
    fault(
      'roles',
      "The writer's key of this home is not the one that the database knows: nothing could be posted.",
      'Give it by STOWAGE_WRITER_KEY, put database.json back, or npx stowage migrate --reset-roles.',
    ),
  ]
}

async function lookAtPartitions(client: pg.Client): Promise<Finding[]> {
  const { rows } = await client.query<{ month: string; is_now: boolean }>(`
    select to_char(m, 'YYYY_MM') as month, m = date_trunc('month', now() at time zone 'UTC') as is_now
      from generate_series(date_trunc('month', now() at time zone 'UTC'),
                           date_trunc('month', now() at time zone 'UTC') + interval '1 month',
                           interval '1 month') m
     where to_regclass('ledger.line_' || to_char(m, 'YYYY_MM')) is null order by 1`)
  const mend = 'npx stowage start makes them, and then once a day; look for "the daily upkeep" in the log.'
  return rows.map(({ month, is_now }) =>
    (is_now ? fault : hint)(
      'partitions',
      `There is no room for movements of ${month.replace('_', '-')}` +
        `${is_now ? ': nothing can be posted' : ''}.`,
      mend,
    ),
  )
}

async function lookAtSeals(client: pg.Client): Promise<Finding[]> {
  const { rows } = await client.query<{ waiting: string; minutes: number | null }>(`
    select (select last_position from ledger.sequencer) - coalesce(max(to_position), 0) as waiting,
           (extract(epoch from now() - (select at from ledger.position
             where position = coalesce(max(to_position), 0) + 1)) / 60)::int as minutes
      from ledger.seal`)
  const { waiting, minutes } = rows[0]!
  if (minutes === null || minutes < SEALED_LATE_MINUTES) return []
  return [
    hint(
      'seal',
      `${waiting} movements wait for their seal, the oldest for ${minutes} minutes.`,
      'A running server seals by itself: start it, and look for "seal" in its log.',
    ),
  ]
}
