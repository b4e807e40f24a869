import type { PluginDeclaration } from '@stowage/sdk'
import pg from 'pg'
import { connectionOf, type DatabaseAccess } from '../../database/database-access.ts'
import { choosePlugins } from '../../plugin-host/choose-plugins.ts'
import type { PluginCatalog } from '../../plugin-host/discover.ts'

/** Whoever changes the set of plugins holds this lock for himself; every posting shares it. */
export const PLUGIN_SET_LOCK = 7_261_020

/** The set that is on, composed, with its number. */
export interface PluginSet {
  readonly epoch: number
  readonly plugins: readonly PluginDeclaration[]
}

/** What is put together. */
export interface ReadSetOptions {
  readonly access: DatabaseAccess
  readonly core: readonly PluginDeclaration[]
  readonly catalog: PluginCatalog
}

/** A set of plugins by names, as the database has it. */
export interface EnabledNames {
  readonly epoch: number
  readonly names: readonly string[]
  /** Where each of them was last read from: `package /srv/stowage/node_modules/@acme/hoists`. */
  readonly sources: ReadonlyMap<string, string>
}

/**
 * Reads which plugins are on, and composes them.
 * @throws HostError when one that is on cannot be
 */
export async function readPluginSet({ access, core, catalog }: ReadSetOptions): Promise<PluginSet> {
  const { epoch, names, sources } = await asOwner(access, readEnabled)
  return { epoch, plugins: choosePlugins({ core, catalog, enabled: names, sources }) }
}

/** The names of what is on, and the number of this set, in one statement. */
export async function readEnabled(client: pg.ClientBase): Promise<EnabledNames> {
  const { rows } = await client.query<{ epoch: string; sources: Record<string, string> }>(`
    select s.epoch, coalesce((select json_object_agg(p.name, p.source order by p.name) from host.plugin p
           where p.is_enabled), '{}') as sources
      from host.plugin_set s`)
  const sources = new Map(Object.entries(rows[0]!.sources))
  return { epoch: Number(rows[0]!.epoch), names: [...sources.keys()], sources }
}

/** Keeps a row for each plugin that was found, so that it can be switched on. */
export async function keepFound(access: DatabaseAccess, catalog: PluginCatalog): Promise<void> {
  const found = [...catalog.found.values()].filter(({ origin, fault }) => origin !== 'gone' && !fault)
  if (found.length === 0) return
  await asOwner(access, (client) =>
    client.query(
      `insert into host.plugin as p (name, version, source)
         select * from unnest($1::text[], $2::text[], $3::text[])
       on conflict (name) do update
          set version = excluded.version, source = excluded.source, updated_at = now()
        where (p.version, p.source) is distinct from (excluded.version, excluded.source)`,
      [
        found.map(({ declaration }) => declaration.name),
        found.map(({ declaration }) => declaration.version),
        found.map(({ origin, path }) => (path === '' ? origin : `${origin} ${path}`)),
      ],
    ),
  )
}

/** Works on a connection of its own as the role that owns the tables. */
export async function asOwner<Result>(
  access: DatabaseAccess,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({
    ...connectionOf(access, 'owner'),
    statement_timeout: 30_000,
    options: '-c timezone=UTC',
  })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
