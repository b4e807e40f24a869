import type pg from 'pg'
import { quoted } from './make-backup.ts'
import type { Manifest } from './manifest.ts'

/**
 * Takes triggers and foreign keys of tables aside, within a transaction. Whoever owns a table may do that; to
 * have PostgreSQL overlook them takes a superuser, which nobody here is.
 * @returns puts them back; foreign keys are proved by it
 */
export async function takeAside(client: pg.Client, tables: Manifest['tables']): Promise<() => Promise<void>> {
  const names = tables.map(quoted)
  for (const name of names) await client.query(`alter table ${name} disable trigger user`)
  const { rows: keys } = await client.query<{ table: string; name: string; definition: string }>(
    `select conrelid::regclass::text as table, quote_ident(conname) as name,
            pg_get_constraintdef(oid) as definition
       from pg_constraint
      where contype = 'f' and conparentid = 0
        and (conrelid = any ($1::regclass[]) or confrelid = any ($1::regclass[]))
      order by 1, 2`,
    [names],
  )
  for (const { table, name } of keys) await client.query(`alter table ${table} drop constraint ${name}`)
  return async () => {
    for (const { table, name, definition } of keys)
      await client.query(`alter table ${table} add constraint ${name} ${definition}`)
    for (const name of names) await client.query(`alter table ${name} enable trigger user`)
  }
}
