import type { PluginDeclaration, TableAccess } from '@stowage/sdk'
import pg from 'pg'
import { DatabaseSetUpError } from './set-up-error.ts'

/** The owners of the transaction's actor; the inner select makes the cast happen once a query. */
const ACTORS_OWNERS = "any ((select nullif(current_setting('stowage.owners', true), '')::int[])::int[])"

/**
 * Makes the row-level policies and grants of a plugin's tables from its declaration. Safe to run again.
 * Rights are given on parents only: a partition that is read directly would escape its parent's policy.
 * @throws DatabaseSetUpError when declaration and schema do not name the same tables
 */
export async function applyTableRights(client: pg.ClientBase, plugin: PluginDeclaration): Promise<void> {
  await checkAllDeclared(client, plugin)
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
  if (typeof access.rows === 'object') statements.push(`grant ${rights} on ${table} to stowage_app`)
  if (write === 'hooks') statements.push(`grant ${rights} on ${table} to stowage_hook`)
  return statements
}

/** Taking a right from a table takes it from its columns as well, so a shorter list leaves none behind. */
function writeRights({ columns }: TableAccess): string {
  if (columns === undefined) return 'insert, update, delete'
  const names = columns.map((name) => pg.escapeIdentifier(name)).join(', ')
  return `insert (${names}), update (${names})`
}

/** What an actor sees who is bound to some owners; what he writes must be theirs, never the house's. */
function actorPolicies(table: string, { rows }: TableAccess): string[] {
  if (typeof rows !== 'object') return policy(table, 'house', 'for select to stowage_app using (true)')
  const owner = pg.escapeIdentifier(rows.owner)
  const isTheirs = `${owner} = ${ACTORS_OWNERS}`
  return [
    ...policy(table, 'owners_read', `for select to stowage_app using (${owner} is null or ${isTheirs})`),
    ...policy(table, 'owners_insert', `for insert to stowage_app with check (${isTheirs})`),
    ...policy(
      table,
      'owners_update',
      `for update to stowage_app using (${isTheirs}) with check (${isTheirs})`,
    ),
    ...policy(table, 'owners_delete', `for delete to stowage_app using (${isTheirs})`),
  ]
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
