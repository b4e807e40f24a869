import pg from 'pg'
import { connectionOf, type DatabaseAccess } from '../../database/database-access.ts'

const PACK_LOCK = 7_261_012
/** How long a month is over before it is packed: nobody is still posting into it. */
const CLOSED_FOR = '1 day'

interface Month {
  readonly month: string
  readonly suffix: string
}

/**
 * Packs the indexes of months that are over: written in the order of posting they are two thirds full,
 * rebuilt they are full. Only a table's owner may rebuild its indexes, and beside readers and writers only
 * outside of a transaction, so this is done by the role that migrates and by no function. Once a month,
 * remembered; a node that is killed meanwhile leaves an invalid copy, which the next one drops.
 * @returns the months that were packed
 */
export async function packMonths(access: DatabaseAccess): Promise<string[]> {
  const client = new pg.Client({ ...connectionOf(access, 'owner'), options: '-c timezone=UTC' })
  await client.connect()
  try {
    // Whoever holds a lock on the month for long has it packed the next day.
    await client.query("select set_config('lock_timeout', '30s', false)")
    const { rows } = await client.query('select pg_try_advisory_lock($1) as is_mine', [PACK_LOCK])
    if (rows[0].is_mine !== true) return []
    const packed = []
    for (const month of await closedMonths(client)) {
      await packMonth(client, month)
      packed.push(month.month)
    }
    return packed
  } finally {
    await client.end()
  }
}

async function closedMonths(client: pg.Client): Promise<Month[]> {
  const { rows } = await client.query<Month>(
    `select to_char(m.month, 'YYYY-MM-DD') as month, m.suffix
       from pg_inherits i
       join pg_class c on c.oid = i.inhrelid
       cross join lateral (select right(c.relname, 7) as suffix,
         to_date(right(c.relname, 7), 'YYYY_MM') as month) m
      where i.inhparent = 'ledger.line'::regclass and c.relname ~ '^line_\\d{4}_\\d\\d$'
        and m.month + interval '1 month' < now() - $1::interval
        and not exists (select from ledger.packed_month p where p.month = m.month)
      order by 1`,
    [CLOSED_FOR],
  )
  return rows
}

async function packMonth(client: pg.Client, { month, suffix }: Month): Promise<void> {
  const tables = [`line_${suffix}`, `movement_${suffix}`]
  const before = await indexBytes(client, tables)
  await dropRemains(client, tables)
  for (const index of await indexesOf(client, tables)) {
    await client.query(`alter index ${index} set (fillfactor = 100)`)
    await client.query(`reindex index concurrently ${index}`)
  }
  const after = await indexBytes(client, tables)
  await client.query(
    `insert into ledger.packed_month (month, bytes_before, bytes_after) values ($1, $2, $3)
         on conflict do nothing`,
    [month, before, after],
  )
}

/** What a rebuilding that was cut left behind: a copy under a name of its own that nobody reads. */
async function dropRemains(client: pg.Client, tables: readonly string[]): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name
       from pg_index x join pg_class c on c.oid = x.indexrelid join pg_class t on t.oid = x.indrelid
       join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'ledger' and t.relname = any ($1) and not x.indisvalid
        and c.relname ~ '_cc(new|old)\\d*$'`,
    [tables],
  )
  for (const { name } of rows) await client.query(`drop index concurrently ${name}`)
}

async function indexesOf(client: pg.Client, tables: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name
       from pg_index x join pg_class c on c.oid = x.indexrelid join pg_class t on t.oid = x.indrelid
       join pg_namespace n on n.oid = c.relnamespace join pg_am a on a.oid = c.relam
      where n.nspname = 'ledger' and t.relname = any ($1) and x.indisvalid and a.amname = 'btree'
      order by 1`,
    [tables],
  )
  return rows.map(({ name }) => name)
}

async function indexBytes(client: pg.Client, tables: readonly string[]): Promise<number> {
  const { rows } = await client.query(
    `select coalesce(sum(pg_indexes_size(format('ledger.%I', t)::regclass)), 0) as bytes
       from unnest($1::text[]) t`,
    [tables],
  )
  return Number(rows[0].bytes)
}
