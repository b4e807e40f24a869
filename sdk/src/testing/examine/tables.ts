import type { PluginDeclaration } from '../../plugin/declaration.ts'
import type { TableAccess } from '../../plugin/tables.ts'
import type { TestPlatform } from '../test-kit.ts'

/** Numbers that no owner and no site has. */
const OWN = 1_000_001
const FOREIGN = 1_000_002

type Database = Pick<TestPlatform, 'query'>

/** Looks at each table with the eyes of somebody who is bound to one owner, or to one site. */
export async function openTables(database: Database, { name, tables = {} }: PluginDeclaration) {
  const faults: string[] = []
  for (const [table, access] of Object.entries(tables)) {
    faults.push(...(await openTable(database, `"${name}"."${table}"`, access)))
  }
  return faults
}

async function openTable(database: Database, table: string, { rows }: TableAccess): Promise<string[]> {
  const [facts] = await database.query<{ guarded: boolean; readable: boolean }>(
    `select c.relrowsecurity and exists (select from pg_policy p where p.polrelid = c.oid) as guarded,
            has_table_privilege('stowage_app', c.oid, 'select') as readable
       from pg_class c where c.oid = $1::regclass`,
    [table],
  )
  if (!facts!.guarded) return [`${table} has no row-level policies.`]
  if (rows === 'house') return []
  if (rows === 'staff') return facts!.readable ? [`${table} is for staff, and others may read it.`] : []
  const { site } = rows
  const owner = typeof rows.owner === 'object' ? rows.owner.column : rows.owner
  return [
    ...(owner === undefined ? [] : await foreignRows(database, { table, column: owner, bound: 'owners' })),
    ...(typeof site === 'string' ? await foreignRows(database, { table, column: site, bound: 'sites' }) : []),
  ]
}

interface Bound {
  readonly table: string
  readonly column: string
  /** By what whoever looks is bound. */
  readonly bound: 'owners' | 'sites'
}

/**
 * Puts a row of his own and a foreign one there and looks. Both are empty but for the column in question, so
 * that it works with every table: its constraints are taken off first, in a transaction that is rolled back.
 */
async function foreignRows({ query }: Database, { table, column, bound }: Bound): Promise<string[]> {
  const faults: string[] = []
  await query('begin')
  try {
    await query(WITHOUT_CONSTRAINTS.replaceAll('the_table', table))
    await query(`insert into ${table} ("${column}") values (${OWN}), (${FOREIGN})`)
    const [owners, sites] = bound === 'owners' ? [`{${OWN}}`, '*'] : ['*', `{${OWN}}`]
    await query(`select set_config('stowage.owners', $1, true), set_config('stowage.sites', $2, true)`, [
      owners,
      sites,
    ])
    await query('set local role stowage_app')
    const seen = await query<{ number: number }>(`select "${column}" as number from ${table}`)
    if (seen.some(({ number }) => number === FOREIGN)) faults.push(`${table} shows rows of foreign ${bound}.`)
    const isLetIn = await query(`insert into ${table} ("${column}") values (${FOREIGN})`).then(
      () => true,
      () => false,
    )
    if (isLetIn) faults.push(`${table} takes rows for foreign ${bound}.`)
  } finally {
    await query('rollback')
  }
  return faults
}

const WITHOUT_CONSTRAINTS = `
do $do$
declare
  one record;
begin
  for one in select conname from pg_constraint
              where conrelid = 'the_table'::regclass and contype in ('p', 'u', 'c', 'f', 'x') loop
    execute format('alter table the_table drop constraint if exists %I cascade', one.conname);
  end loop;
  for one in select attname from pg_attribute
              where attrelid = 'the_table'::regclass and attnum > 0 and not attisdropped and attnotnull
                and attidentity = '' and attgenerated = '' loop
    execute format('alter table the_table alter column %I drop not null', one.attname);
  end loop;
  alter table the_table disable trigger user;
end $do$`
