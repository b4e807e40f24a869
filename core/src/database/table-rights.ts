import type { PluginDeclaration, RowsOfSome, TableAccess } from '@stowage/sdk'
import pg from 'pg'
import { columnOf } from '../plugin-host/resources/column-of.ts'
import { DatabaseSetUpError } from './set-up-error.ts'

/**
 * The owners of the transaction's actor; the inner select makes the cast happen once a query. A star is all
 * of them, for an actor bound to sites alone: as a list, so that indexes on the owner still serve.
 */
const ACTORS_OWNERS = `any ((select case current_setting('stowage.owners', true)
  when '*' then access.all_owners() else nullif(current_setting('stowage.owners', true), '')::int[] end)::int[])`
const SEES_ALL_OWNERS = "(select current_setting('stowage.owners', true) = '*')"
const SEES_ALL_SITES = "(select current_setting('stowage.sites', true) = '*')"
const ACTORS_SITES =
  "any ((select nullif(nullif(current_setting('stowage.sites', true), '*'), '')::int[])::int[])"

/**
 * Makes the row-level policies and grants of a plugin's tables from its declaration. Safe to run again.
 * Rights are given on parents only: a partition that is read directly would escape its parent's policy.
 * @throws DatabaseSetUpError when declaration and schema do not name the same tables
 */
export async function applyTableRights(client: pg.ClientBase, plugin: PluginDeclaration): Promise<void> {
  await checkAllDeclared(client, plugin)
  await checkColumns(client, plugin)
  await client.query(describeTableRights(plugin))
}

/** The same as SQL text, from which a changed declaration is recognised. */
export function describeTableRights(plugin: PluginDeclaration): string {
  const schema = pg.escapeIdentifier(plugin.name)
  const tables = Object.entries(plugin.tables ?? {})
  return [
    `grant usage on schema ${schema} to stowage_app, stowage_app_all, stowage_hook, stowage_ledger`,
    ...tables.flatMap(([name, access]) => tableStatements(`${schema}.${pg.escapeIdentifier(name)}`, access)),
  ].join(';\n')
}

/** The column of a row's owner, where rows have one. */
export function ownerColumnOf({ rows }: TableAccess): string | undefined {
  if (typeof rows !== 'object') return undefined
  return typeof rows.owner === 'object' ? rows.owner.column : rows.owner
}

function tableStatements(table: string, access: TableAccess): string[] {
  const write = access.write ?? 'hooks'
  const isForStaffAlone = access.rows === 'staff'
  const isHiddenFromHooks = isForStaffAlone && write !== 'hooks'
  const readers = ['stowage_app_all']
  if (!isForStaffAlone) readers.push('stowage_app', 'stowage_ledger')
  if (!isHiddenFromHooks) readers.push('stowage_hook')
  const statements = [
    `alter table ${table} enable row level security`,
    `revoke insert, update, delete on ${table} from stowage_app, stowage_app_all, stowage_hook`,
    `grant select on ${table} to ${readers.join(', ')}`,
    ...policy(table, 'all_owners', 'to stowage_app_all using (true) with check (true)'),
    ...policy(table, 'functions', 'to stowage_ledger using (true) with check (true)'),
  ]
  if (!isForStaffAlone) statements.push(...actorPolicies(table, access))
  if (!isHiddenFromHooks) statements.push(...hookPolicies(table, write))
  if (write === 'functions') return statements
  const rights = writeRights(access)
  statements.push(`grant ${rights} on ${table} to stowage_app_all`)
  if (ownerColumnOf(access) !== undefined) statements.push(`grant ${rights} on ${table} to stowage_app`)
  if (write === 'hooks') statements.push(`grant ${rights} on ${table} to stowage_hook`)
  return statements
}

/** Taking a right from a table takes it from its columns as well, so a shorter list leaves none behind. */
function writeRights({ columns }: TableAccess): string {
  if (columns === undefined) return 'insert, update, delete'
  const names = columns.map((name) => pg.escapeIdentifier(name)).join(', ')
  return `insert (${names}), update (${names})`
}

/**
 * What an actor sees who is bound to some owners or sites; what he writes must be theirs, and the house's
 * only where he sees all owners.
 */
function actorPolicies(table: string, access: TableAccess): string[] {
  const { rows } = access
  if (typeof rows !== 'object') return policy(table, 'house', 'for select to stowage_app using (true)')
  const inScope = scopeCondition(rows)
  const column = ownerColumnOf(access)
  if (column === undefined) {
    return policy(table, 'house', `for select to stowage_app using (${inScope})`)
  }
  const owner = pg.escapeIdentifier(column)
  const isOwners = `${owner} = ${ACTORS_OWNERS}`
  const sees = `(${owner} is null or ${isOwners}) and ${inScope}`
  const inSites = siteCondition(rows.site)
  const writes = `(${isOwners} or (${owner} is null and ${SEES_ALL_OWNERS})) and ${inSites}`
  return [
    ...policy(table, 'owners_read', `for select to stowage_app using (${sees})`),
    ...policy(table, 'owners_insert', `for insert to stowage_app with check (${writes})`),
    ...policy(table, 'owners_update', `for update to stowage_app using (${writes}) with check (${writes})`),
    ...policy(table, 'owners_delete', `for delete to stowage_app using (${writes})`),
  ]
}

/** What has to hold beside the owner's number. */
function scopeCondition({ owner, site }: RowsOfSome): string {
  const inSites = siteCondition(site)
  return typeof owner === 'object' ? `(${SEES_ALL_OWNERS} or (${owner.when})) and ${inSites}` : inSites
}

/** Whoever is bound to no site never gets beyond the first comparison, which is made once a query. */
function siteCondition(site: RowsOfSome['site']): string {
  if (site === undefined) return 'true'
  if (typeof site === 'object') return `(${SEES_ALL_SITES} or ${site.when})`
  const column = pg.escapeIdentifier(site)
  return `(${SEES_ALL_SITES} or ${column} is null or ${column} = ${ACTORS_SITES})`
}

function hookPolicies(table: string, write: TableAccess['write']): string[] {
  const scope = write === 'hooks' ? 'for all to stowage_hook using (true) with check (true)' : undefined
  return policy(table, 'hooks', scope ?? 'for select to stowage_hook using (true)')
}

function policy(table: string, name: string, definition: string): string[] {
  return [`drop policy if exists ${name} on ${table}`, `create policy ${name} on ${table} ${definition}`]
}

async function checkAllDeclared(client: pg.ClientBase, plugin: PluginDeclaration): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = $1 and c.relkind in ('r', 'p') and not c.relispartition`,
    [plugin.name],
  )
  const existing = new Set(rows.map((row) => row.name))
  const declared = new Set(Object.keys(plugin.tables ?? {}))
  const undeclared = [...existing].find((name) => !declared.has(name))
  if (undeclared !== undefined) {
    throw new DatabaseSetUpError(
      'plugin.table_undeclared',
      `The plugin ${plugin.name} has a table ${undeclared} that its declaration does not name; say in \`tables\` ` +
        'who may see its rows.',
    )
  }
  const missing = [...declared].find((name) => !existing.has(name))
  if (missing !== undefined) {
    throw new DatabaseSetUpError(
      'plugin.table_missing',
      `The plugin ${plugin.name} declares a table ${missing} that none of its migrations makes.`,
    )
  }
}

/** What every resource keeps of a row, beside the members that it declares. */
const OF_EVERY_RESOURCE = ['id', 'version', 'createdAt', 'updatedAt']

/**
 * Policies and resources read these columns; PostgreSQL's word for a missing one names neither plugin nor
 * table, and that of a resource would come with its first request.
 */
async function checkColumns(client: pg.ClientBase, plugin: PluginDeclaration): Promise<void> {
  const ofResources = Object.entries(plugin.resources ?? {}).flatMap(([table, { members }]) =>
    [...OF_EVERY_RESOURCE, ...Object.keys(members.properties)].map((member) => ({
      table,
      column: columnOf(member),
    })),
  )
  const read = Object.entries(plugin.tables ?? {}).flatMap(([table, access]) => {
    const site = typeof access.rows === 'object' ? access.rows.site : undefined
    const columns = [
      ownerColumnOf(access),
      typeof site === 'string' ? site : undefined,
      ...(access.columns ?? []),
    ]
    return columns.flatMap((column) => (column === undefined ? [] : [{ table, column }]))
  })
  const named = new Set(Object.keys(plugin.tables ?? {}))
  read.push(...ofResources.filter(({ table }) => named.has(table)))
  const { rows } = await client.query<{ table: string; column: string }>(
    `select d.table, d.column from jsonb_to_recordset($2) as d("table" text, "column" text)
      where not exists (select from pg_attribute a
        where a.attrelid = format('%I.%I', $1::text, d.table)::regclass and a.attname = d.column
          and a.attnum > 0 and not a.attisdropped)`,
    [plugin.name, JSON.stringify(read)],
  )
  const [missing] = rows
  if (missing === undefined) return
  throw new DatabaseSetUpError(
    'plugin.column_missing',
    `The plugin ${plugin.name} declares the column ${missing.column} of its table ${missing.table}, ` +
      'which has none of that name; mend the declaration, or the migration that makes the table.',
  )
}
