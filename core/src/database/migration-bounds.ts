import type { PluginDeclaration } from '@stowage/sdk'
import type pg from 'pg'
import { DatabaseSetUpError } from './set-up-error.ts'

const CORE = new URL('../../migrations/', import.meta.url).href

/** Whether they are the migrations that all others stand on. */
export function isOfCore({ migrations }: PluginDeclaration): boolean {
  return migrations?.href.startsWith(CORE) === true
}

/** What stands outside of a plugin’s schema before its migration runs. */
export interface Surroundings {
  /** Each thing outside of the plugin's schema, with a digest of what it is. */
  readonly things: ReadonlyMap<string, string>
  /** How many rows the session wrote, by table. */
  readonly written: ReadonlyMap<string, number>
}

/** A migration of a plugin. */
export interface PluginMigration {
  readonly plugin: PluginDeclaration
  readonly id: string
  readonly sql: string
}

/**
 * Tables, views, functions, triggers, policies and schemas with their rights; partitions come by
 * themselves.
 */
const SURROUNDINGS = `
  with elsewhere as (
    select oid, nspname, nspacl from pg_namespace
     where nspname not in ($1, 'pg_catalog', 'information_schema', 'pg_toast', 'extensions',
                           'graphile_worker')
       and nspname not like 'pg\\_temp%' and nspname not like 'pg\\_toast%')
  select format('the schema %I', nspname) as name, md5(nspacl::text) as digest from elsewhere
   union all
  select format('the %s %I.%I', case c.relkind when 'v' then 'view' else 'table' end, n.nspname, c.relname),
         md5(concat_ws(' ', c.relacl, c.relowner, c.relrowsecurity, c.relforcerowsecurity, c.reloptions,
                       c.relnatts, case when c.relkind = 'r' then c.relfilenode end))
    from pg_class c join elsewhere n on n.oid = c.relnamespace
   where c.relkind in ('r', 'p', 'v', 'm') and not c.relispartition
   union all
  select format('the function %I.%I(%s)', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid)),
         md5(concat_ws(' ', p.proacl, p.proowner, p.prosecdef, p.proconfig, p.prosrc))
    from pg_proc p join elsewhere n on n.oid = p.pronamespace
   union all
  select format('the trigger %I on %I.%I', t.tgname, n.nspname, c.relname),
         md5(concat_ws(' ', t.tgenabled, t.tgfoid))
    from pg_trigger t join pg_class c on c.oid = t.tgrelid join elsewhere n on n.oid = c.relnamespace
   where not t.tgisinternal and not c.relispartition
   union all
  select format('the policy %I on %I.%I', y.polname, n.nspname, c.relname),
         md5(concat_ws(' ', y.polroles, y.polcmd, pg_get_expr(y.polqual, y.polrelid),
                       pg_get_expr(y.polwithcheck, y.polrelid)))
    from pg_policy y join pg_class c on c.oid = y.polrelid join elsewhere n on n.oid = c.relnamespace`

/** What a plugin's SQL may not say: each file is one transaction, of the role that migrates. */
const CONTROL = new RegExp(
  `(?:^|;)\\s*(${[
    ...['begin', 'start\\s+transaction', 'commit', 'end', 'rollback', 'abort', 'savepoint', 'release'],
    ...['prepare\\s+transaction', 'set\\s+(?:session|local\\s+role|role)', 'reset\\s+role'],
  ].join('|')})\\b`,
  'i',
)

/**
 * Looks at a migration before it runs, and at what stands around it.
 * @returns nothing for core's own, which make what the others stand on
 * @throws DatabaseSetUpError `migration.transaction`
 */
export async function lookAround(
  client: pg.Client,
  { plugin, id, sql }: PluginMigration,
): Promise<Surroundings | undefined> {
  if (isOfCore(plugin)) return undefined
  const word = CONTROL.exec(withoutTexts(sql))?.[1]
  if (word !== undefined) {
    throw new DatabaseSetUpError(
      'migration.transaction',
      `The migration ${plugin.name}/${id} says "${word.toLowerCase()}", and each file is one transaction, ` +
        'all of it or nothing; take the word out.',
    )
  }
  return { things: await thingsAround(client, plugin), written: await rowsWritten(client, plugin) }
}

/**
 * Holds a migration that has run to its own schema: it changed nothing elsewhere, wrote no rows elsewhere,
 * and made nothing that lends the rights of who migrates to whoever asks.
 * @throws DatabaseSetUpError
 */
export async function checkBounds(
  client: pg.Client,
  { plugin, id }: PluginMigration,
  before: Surroundings | undefined,
): Promise<void> {
  if (before === undefined) return
  const after = await thingsAround(client, plugin)
  const changed = [...new Set([...after.keys(), ...before.things.keys()])].find(
    (thing) => after.get(thing) !== before.things.get(thing),
  )
  if (changed !== undefined) {
    const isTable = changed.startsWith('the table') && !before.things.has(changed)
    throw new DatabaseSetUpError(
      isTable ? 'plugin.table_elsewhere' : 'plugin.changes_elsewhere',
      `The migration ${plugin.name}/${id} makes or changes ${changed}, and a plugin makes what it needs ` +
        'in its own schema alone; write names without a schema, and take the rest out.',
    )
  }
  await checkRows(client, { plugin, id }, before.written)
  await checkLentRights(client, { plugin, id })
}

type Named = Pick<PluginMigration, 'plugin' | 'id'>

/** The session's counts hold for up to a second what its transactions before this one wrote. */
const ROWS_WRITTEN = `
  select format('%I.%I', schemaname, relname) as name, n_tup_ins + n_tup_upd + n_tup_del as written
    from pg_stat_xact_user_tables
   where n_tup_ins + n_tup_upd + n_tup_del > 0 and schemaname <> $1
     and not (schemaname = 'core' and relname = 'migration')`

async function rowsWritten(client: pg.Client, { name }: PluginDeclaration): Promise<Map<string, number>> {
  const { rows } = await client.query<{ name: string; written: string }>(ROWS_WRITTEN, [name])
  return new Map(rows.map((row) => [row.name, Number(row.written)]))
}

async function checkRows(
  client: pg.Client,
  { plugin, id }: Named,
  written: ReadonlyMap<string, number>,
): Promise<void> {
  const rows = [...(await rowsWritten(client, plugin))].flatMap(([name, count]) =>
    count > (written.get(name) ?? 0) ? [{ name }] : [],
  )
  if (rows[0] === undefined) return
  throw new DatabaseSetUpError(
    'plugin.rows_elsewhere',
    `The migration ${plugin.name}/${id} writes rows of ${rows[0].name}, and ` +
      'a plugin writes its own tables alone; do it by a service or a route, so that it is checked and told in the audit.',
  )
}

async function checkLentRights(client: pg.Client, { plugin, id }: Named): Promise<void> {
  const { rows } = await client.query<{ name: string; way: string }>(
    `select format('the view %I', c.relname) as name, 'make it "with (security_invoker = true)"' as way
       from pg_class c where c.relnamespace = to_regnamespace($1) and c.relkind = 'v'
        and not coalesce(c.reloptions, '{}') @> array['security_invoker=true']
        and not coalesce(c.reloptions, '{}') @> array['security_invoker=on']
      union all
     select format('the materialized view %I', c.relname), 'make it a table, which has policies'
       from pg_class c where c.relnamespace = to_regnamespace($1) and c.relkind = 'm'
      union all
     select format('the function %I', p.proname), 'leave "security definer" out'
       from pg_proc p where p.pronamespace = to_regnamespace($1) and p.prosecdef`,
    [`"${plugin.name}"`],
  )
  if (rows[0] === undefined) return
  const { name, way } = rows[0]
  throw new DatabaseSetUpError(
    'plugin.lends_rights',
    `The migration ${plugin.name}/${id} makes ${name}, which shows or changes rows with the rights of who ` +
      `migrates, whoever asks; ${way}.`,
  )
}

async function thingsAround(client: pg.Client, { name }: PluginDeclaration): Promise<Surroundings['things']> {
  const { rows } = await client.query<{ name: string; digest: string }>(SURROUNDINGS, [name])
  return new Map(rows.map((row) => [row.name, row.digest]))
}

/** The SQL without comments, texts and the bodies of functions. */
function withoutTexts(sql: string): string {
  return sql.replace(/--[^\n]*|\/\*[\s\S]*?\*\/|\$(\w*)\$[\s\S]*?\$\1\$|'(?:[^']|'')*'/g, ' ')
}
