import type pg from 'pg'
import type { Manifest } from './manifest.ts'

/** A table whose rows are kept, before they were counted. */
export type KeptTable = Pick<Manifest['tables'][number], 'schema' | 'name' | 'columns'>

/**
 * The schemas of whatever ran migrations, and the queue's. `core` is made anew by the restore, and so is what
 * the queue's library notes of its own migrations.
 */
const OURS = `(n.nspname in (select plugin from core.migration) or n.nspname = 'graphile_worker')
  and (n.nspname, c.relname) <> ('graphile_worker', 'migrations')`

/** All tables with their columns, generated ones left out: PostgreSQL computes those again. */
export async function readTables(client: pg.Client): Promise<KeptTable[]> {
  const { rows } = await client.query<KeptTable>(`
    select n.nspname as schema, c.relname as name,
           array(select a.attname::text from pg_attribute a
                  where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
                  order by a.attnum) as columns
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and not c.relispartition and ${OURS}
       and not exists (select from pg_depend d
                        where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
     order by 1, 2`)
  return rows
}

/** The partitions, those that are divided again before what divides them. */
export async function readPartitions(client: pg.Client): Promise<Manifest['partitions']> {
  const { rows } = await client.query<Omit<Manifest['partitions'][number], 'key'> & { key: string | null }>(`
    select n.nspname as schema, c.relname as name, p.relname as parent,
           pg_get_expr(c.relpartbound, c.oid) as bound, pg_get_partkeydef(c.oid) as key
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_inherits i on i.inhrelid = c.oid join pg_class p on p.oid = i.inhparent
     where c.relispartition and c.relkind in ('r', 'p') and ${OURS}
     order by (select count(*) from pg_partition_ancestors(c.oid)), 1, 2`)
  return rows.map(({ key, ...partition }) => ({ ...partition, ...(key !== null && { key }) }))
}

/** How far the sequences are that were drawn from. Read after the rows, so that none is behind them. */
export async function readSequences(client: pg.Client): Promise<Manifest['sequences']> {
  const { rows } = await client.query<{ schema: string; name: string; last: string | null }>(`
    select n.nspname as schema, c.relname as name, pg_sequence_last_value(c.oid)::text as last
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'S' and ${OURS} order by 1, 2`)
  return rows.flatMap(({ last, ...sequence }) => (last === null ? [] : { ...sequence, last }))
}

/** Which versions of what made these tables. */
export async function readOrigin(
  client: pg.Client,
): Promise<Pick<Manifest, 'postgres' | 'plugins' | 'migrations' | 'queue'>> {
  const { rows: migrations } = await client.query<Manifest['migrations'][number]>(
    `select plugin, id, checksum as sha256 from core.migration where id <> 'table_rights' order by 1, 2`,
  )
  const { rows: plugins } = await client.query<Manifest['plugins'][number]>(
    'select name, version, is_enabled as "isOn" from host.plugin order by name',
  )
  const { rows } = await client.query<{ postgres: string; queue: number }>(
    `select current_setting('server_version') as postgres, max(id)::int as queue
       from graphile_worker.migrations`,
  )
  return { ...rows[0]!, plugins, migrations }
}
