import pg from 'pg'
import { median, rounded } from '../rates.ts'
import { monthOf, nextMonth } from './month-partitions.ts'
import type { StockPlan } from './stock-plan.ts'

const INSERTED = 100_000

/** What an index takes, and what it is for. */
export interface IndexCost {
  readonly name: string
  readonly bytesPerLine: number
  readonly microsecondsPerLine: number
  readonly usedBy: string
}

/** What a line takes on the disk, and each index in time. */
export interface LineCosts {
  readonly bytes_per_line: Readonly<Record<string, unknown>>
  readonly index_cost: readonly IndexCost[]
}

/** The query in the code that each index is there for, by its columns and condition. */
const uses: Readonly<Record<string, string>> = {
  'line (id, at)':
    'the primary key: the line that a return brings back (posting), ' +
    'lists of lines in pages by id (line.list.ts)',
  'line (movement)':
    'the lines of a movement (movement.routes.ts), its reversal, digests of the seal, verify',
  'line (from_bucket, at) where from_after':
    'known_at, happened_at, later lines of a late fact (later-lines.ts), history of a bucket (line.list.ts)',
  'line (to_bucket, at) where to_after':
    'known_at, happened_at, later lines of a late fact (later-lines.ts), history of a bucket (line.list.ts)',
  'line (from_bucket, effective_at) where from_late':
    'happened_at: late lines posted after the last one in order',
  'line (to_bucket, effective_at) where to_late':
    'happened_at: late lines posted after the last one in order',
  'line (returns_line) where returns_line': 'what came back of a line already (posting of returns)',
  'movement (id)':
    'a movement by its id, ids that are taken (first-round.ts), lines with their movement (line.list.ts)',
  'movement (source_type, source_id) where source_id': 'the movements of a document (movement.list.ts)',
  'movement (at, id)': 'movements in pages by time (movement.list.ts), a backlog of the sequencer',
  'movement (owner, at, id)': 'the same for whoever is bound to some owners (owner-by-owner.ts)',
  'line (owner, id)': 'lists of lines in pages for whoever is bound to some owners (owner-by-owner.ts)',
  'movement (tx)': 'the sequencer: what has no position yet, under the transaction horizon',
}

interface Index {
  readonly name: string
  readonly shape: string
  readonly remove: string
  readonly bytes: number
}

/**
 * Measures on copies of one month, made in the order of posting with all indexes in place, so that they are
 * as full as those of an open month; a closed month is the partition itself.
 */
export async function measureLineCosts(url: string, plan: StockPlan, rounds: number): Promise<LineCosts> {
  const client = new pg.Client({ connectionString: url, options: '-c timezone=UTC' })
  await client.connect()
  try {
    const month = nextMonth(plan.start)
    const closed = await bytesOf(client, `ledger.line_${monthOf(month)}`)
    await client.query('drop schema if exists bench_copy cascade; create schema bench_copy')
    const costs = []
    let open: TableBytes | undefined
    for (const table of ['line', 'movement']) {
      await copyMonth(client, table, month)
      if (table === 'line') open = await bytesOf(client, 'bench_copy.line')
      costs.push(...(await indexCosts(client, { table, month: nextMonth(month), rounds })))
    }
    await client.query('drop schema bench_copy cascade')
    return {
      bytes_per_line: { open: open!.all, closed: closed.all, of_open: open, of_closed: closed },
      index_cost: costs,
    }
  } finally {
    await client.end()
  }
}

interface TableBytes {
  readonly all: number
  readonly heap: number
  readonly indexes: Readonly<Record<string, number>>
}

async function bytesOf(client: pg.Client, table: string): Promise<TableBytes> {
  const { rows } = await client.query(
    `select count(*)::int as rows, pg_relation_size('${table}')::float8 as heap from ${table}`,
  )
  const { rows: count, heap } = rows[0]
  const indexes = await indexesOf(client, table)
  const perLine = (bytes: number): number => Math.round((bytes / count) * 10) / 10
  const sizes = Object.fromEntries(indexes.map(({ shape, bytes }) => [shape, perLine(bytes)]))
  const all = indexes.reduce((sum, { bytes }) => sum + bytes, heap)
  return { all: perLine(all), heap: perLine(heap), indexes: sizes }
}

/** Empty at first, with every index; filled a thousand at a time, as groups come in. */
async function copyMonth(client: pg.Client, table: string, month: number): Promise<void> {
  const copy = `bench_copy.${table}`
  const rank = table === 'line' ? 'at' : 'id'
  await client.query(`create table ${copy} (like ledger.${table} including all excluding identity)`)
  await client.query(`
    do $$ declare step interval := interval '2 hours'; t timestamptz := to_timestamp(${month / 1_000_000});
    begin while t < to_timestamp(${nextMonth(month) / 1_000_000}) loop
      insert into ${copy} select * from ledger.${table} where at >= t and at < t + step order by ${rank};
      t := t + step;
    end loop; end $$`)
  await client.query(`vacuum analyze ${copy}`)
}

async function indexCosts(
  client: pg.Client,
  { table, month, rounds }: { table: string; month: number; rounds: number },
): Promise<IndexCost[]> {
  const copy = `bench_copy.${table}`
  await client.query(`create table ${copy}_more as select * from ledger.${table}
    where at >= to_timestamp(${month / 1_000_000}) order by at limit ${INSERTED}`)
  const { rows } = await client.query(`select count(*)::int as n from ${copy}`)
  const indexes = await indexesOf(client, copy)
  const costs: IndexCost[] = []
  for (const { shape, remove, bytes } of indexes) {
    const differences: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      const withIt = await insertionMs(client, copy)
      const without = await insertionMs(client, copy, remove)
      differences.push(((withIt - without) * 1000) / INSERTED)
    }
    costs.push({
      name: shape,
      bytesPerLine: rounded(bytes / rows[0].n),
      microsecondsPerLine: Math.round(median(differences) * 100) / 100,
      usedBy: uses[shape] ?? 'unknown to the benchmark',
    })
  }
  return costs
}

/** Inserts, measures, and takes it all back. */
async function insertionMs(client: pg.Client, copy: string, removeFirst?: string): Promise<number> {
  await client.query(`vacuum ${copy}`)
  await client.query('begin')
  if (removeFirst !== undefined) await client.query(removeFirst)
  const start = performance.now()
  await client.query(`insert into ${copy} select * from ${copy}_more`)
  const ms = performance.now() - start
  await client.query('rollback')
  return ms
}

async function indexesOf(client: pg.Client, table: string): Promise<Index[]> {
  const { rows } = await client.query<Index & { definition: string }>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition,
            pg_relation_size(i.indexrelid)::float8 as bytes,
            coalesce((select format('alter table %s drop constraint %I', c.conrelid::regclass, c.conname)
              from pg_constraint c where c.conindid = i.indexrelid and c.contype = 'p'),
              format('drop index %s', i.indexrelid::regclass)) as remove
       from pg_index i where i.indrelid = $1::regclass order by i.indisprimary desc, i.indexrelid`,
    [table],
  )
  const name = table.includes('movement') ? 'movement' : 'line'
  return rows.map(({ definition, ...index }) => ({ ...index, shape: `${name} ${shapeOf(definition)}` }))
}

/** `(from_bucket, at) where from_after` of an index's definition. */
function shapeOf(definition: string): string {
  const [, columns, condition] = /USING \w+ (\([^)]*\))(?: WHERE \(?\(?(\w+).*)?$/.exec(definition) ?? []
  return condition === undefined ? `${columns}` : `${columns} where ${condition}`
}
