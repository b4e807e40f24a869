import type pg from 'pg'
import { CommandFailure } from '../cli/command-failure.ts'

const RESTORE_LOCK = 7_261_040

/** What stands in a database that somebody works with, whatever else may. */
const SIGNS = ['access.account', 'items.item', 'locations.site', 'ledger.movement'] as const

/**
 * Makes sure that a database may be restored into: it is empty, was only migrated, or a restore into
 * it was cut. What the last two left is dropped.
 * @throws CommandFailure for every other database, which is left as it is
 */
export async function clearTarget(client: pg.Client): Promise<void> {
  await lockTarget(client)
  await checkTarget(client)
  const { rows: schemas } = await client.query<{ name: string }>(
    `select quote_ident(nspname) as name from pg_namespace
      where nspowner = (select oid from pg_roles where rolname = current_user) and nspname !~ '^pg_'`,
  )
  if (schemas.length === 0) return
  await client.query(`drop schema ${schemas.map(({ name }) => name).join(', ')} cascade`)
}

/** Keeps the target for this session. @throws CommandFailure where another restore works on it */
export async function lockTarget(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ ok: boolean }>('select pg_try_advisory_lock($1) as ok', [
    RESTORE_LOCK,
  ])
  if (rows[0]?.ok !== true) throw new CommandFailure('running', 'Another restore works on this database.')
}

/** Sets the mark that the transaction takes away which lets the rows in. */
export async function markTarget(client: pg.Client, folder: string): Promise<void> {
  await client.query(`
    create schema core;
    create table core.restore (backup text not null, begun_at timestamptz not null default now());
    comment on table core.restore is 'A restore into this database has begun, and has not ended'`)
  await client.query('insert into core.restore (backup) values ($1)', [folder])
}

/** Looks whether it may be restored into. @throws CommandFailure where it is in use */
export async function checkTarget(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ is_cut: boolean; is_ours: boolean; stranger: string | null }>(`
    select to_regclass('core.restore') is not null as is_cut,
      to_regclass('core.migration') is not null as is_ours,
      (select format('%I.%I', schemaname, tablename) from pg_tables
        where schemaname not in ('pg_catalog', 'information_schema') and tablename <> 'spatial_ref_sys'
        order by 1 limit 1) as stranger`)
  const { is_cut, is_ours, stranger } = rows[0]!
  if (is_cut) return
  if (!is_ours && stranger !== null) {
    throw inUse(`This database holds another program's tables (${stranger})`)
  }
  for (const table of SIGNS) {
    const { rows: there } = await client.query<{ is_there: boolean }>(
      'select to_regclass($1) is not null as is_there',
      [table],
    )
    if (there[0]?.is_there !== true) continue
    const { rowCount } = await client.query(`select from ${table} limit 1`)
    if (rowCount !== 0) throw inUse(`This database is in use (there are rows in ${table})`)
  }
}

function inUse(what: string): CommandFailure {
  return new CommandFailure(
    'refused',
    `${what}, and a restore writes over nothing. ` +
      'Give it an empty database by DATABASE_URL, or another STOWAGE_HOME.',
  )
}
