import { runMigrations } from 'graphile-worker'
import pg from 'pg'
import { connectionOf, type DatabaseAccess } from './database-access.ts'
import { queueLogger } from './queue-logger.ts'

/**
 * Brings the queue's own tables to the shape of its library, as their owner, and lets `stowage_app_all` work
 * on them: they have row-level security without policies, so that nobody else sees a row.
 */
export async function migrateQueue(access: DatabaseAccess): Promise<void> {
  const pool = new pg.Pool({ ...connectionOf(access, 'owner'), max: 1 })
  // One that is lost fails the statement on it, which is what counts.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  try {
    await runMigrations({ pgPool: pool, logger: queueLogger })
    await pool.query(RIGHTS)
  } finally {
    await pool.end()
  }
}

/** Touches only tables that have no policy yet, because making one waits for whoever works on the table. */
const RIGHTS = `
do $$ declare
  bare regclass;
begin
  for bare in select c.oid from pg_class c
    where c.relnamespace = 'graphile_worker'::regnamespace and c.relkind = 'r'
      and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'queue')
  loop
    execute format('alter table %s enable row level security', bare);
    execute format('create policy queue on %s to stowage_app_all using (true) with check (true)', bare);
    execute format('grant select, insert, update, delete on %s to stowage_app_all', bare);
    grant usage on schema graphile_worker to stowage_app_all;
    grant usage, select on all sequences in schema graphile_worker to stowage_app_all;
    grant select on graphile_worker.jobs to stowage_app_all;
  end loop;
end $$`
