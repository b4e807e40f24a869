import type pg from 'pg'

/** A monthly partition that stands outside its table and without indexes, to be filled quickly. */
export interface LoosePartition {
  readonly table: string
  readonly parent: string
  readonly bound: string
  /** The statements that make its indexes and keys again, exactly as they were. */
  readonly makeIndexes: readonly string[]
}

/** The month of an instant as partitions are named by it. */
export function monthOf(micros: number): string {
  return new Date(micros / 1000).toISOString().slice(0, 7).replace('-', '_')
}

/** The first instant of the month after. */
export function nextMonth(micros: number): number {
  const date = new Date(micros / 1000)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1) * 1000
}

/** Takes a partition out of its table and drops its indexes, remembering both. */
export async function loosenPartition(
  client: pg.Client,
  parent: string,
  month: string,
): Promise<LoosePartition> {
  const table = `${parent}_${month}`
  const { rows } = await client.query<{ bound: string }>(
    'select pg_get_expr(relpartbound, oid) as bound from pg_class where oid = $1::regclass',
    [table],
  )
  await client.query(`alter table ${parent} detach partition ${table}`)
  const makeIndexes = await dropIndexes(client, table)
  return { table, parent, bound: rows[0]!.bound, makeIndexes }
}

/**
 * Makes the indexes of a filled partition and puts it back: the table then finds what it wants there already.
 */
export async function fastenPartition(client: pg.Client, partition: LoosePartition): Promise<void> {
  const { table, parent, bound, makeIndexes } = partition
  for (const statement of makeIndexes) await client.query(statement)
  await client.query(`alter table ${parent} attach partition ${table} ${bound}`)
}

/**
 * Drops the indexes and keys of a table, or those alone that nothing else leans on.
 * @returns the statements that make them again
 */
export async function dropIndexes(
  client: pg.Client,
  table: string,
  isPrimaryKept = false,
): Promise<string[]> {
  const { rows } = await client.query<{ make: string; remove: string }>(
    `select case when c.oid is null then pg_get_indexdef(i.indexrelid)
                 else format('alter table %s add constraint %I %s', i.indrelid::regclass, c.conname,
                   pg_get_constraintdef(c.oid)) end as make,
            case when c.oid is null then format('drop index %s', i.indexrelid::regclass)
                 else format('alter table %s drop constraint %I', i.indrelid::regclass, c.conname)
                 end as remove
       from pg_index i left join pg_constraint c on c.conindid = i.indexrelid and c.contype in ('p', 'u')
      where i.indrelid = $1::regclass and not (i.indisprimary and $2)
        order by i.indisprimary desc, i.indexrelid`,
    [table, isPrimaryKept],
  )
  for (const { remove } of rows) await client.query(remove)
  return rows.map(({ make }) => make)
}
