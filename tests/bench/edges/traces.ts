import pg from 'pg'
import { buildGeneration, type Generation, orderPlugins } from '../../../core/src/app.ts'
import { openDatabase } from '../../../core/src/database/database.ts'
import { migrate } from '../../../core/src/database/migrate.ts'
import traceability from '../../../plugins/traceability/index.ts'
import { makeBins, prepareDatabaseFor } from '../prepared-platform.ts'
import { percentile, rounded } from '../rates.ts'
import type { EdgeBench } from './edge-bench.ts'
import { keyFor } from './reader-key.ts'

const DATABASE = 'traces'
/** Received, turned into another lot, split, moved, and sent to sixteen customers. */
const MOVEMENTS_OF_A_FAMILY = 20
const ASKED = 100

/**
 * What a trace costs among a million movements: from a lot that came in to all who were sent what was made of
 * it, and back from that and from a pallet with it, in turns, over HTTP as it goes through the node.
 */
export async function measureTraces({ server, credentials, options }: EdgeBench): Promise<object> {
  const { isQuick, rounds, stopped, say } = options
  const movements = isQuick ? 20_000 : 1_000_000
  const access = await prepareDatabaseFor(server, DATABASE, credentials)
  await migrate({ access, plugins: orderPlugins({ plugins: [traceability] }) })
  await makeBins(server.urlOf(DATABASE))
  const subjects = await makeHistory(server.urlOf(DATABASE), movements / MOVEMENTS_OF_A_FAMILY)
  const database = openDatabase(access)
  const generation = await buildGeneration({ database, plugins: [traceability] })
  try {
    const ask = asker(generation, await keyFor(generation))
    const taken: number[] = []
    for (let round = 0; round <= rounds; round += 1) {
      for (const query of subjects) {
        stopped.throwIfAborted()
        taken.push(await ask(query))
      }
    }
    // Each connection plans the query first.
    const warm = taken.slice(subjects.length)
    const p50 = percentile(warm, 0.5)
    const p99 = percentile(warm, 0.99)
    say(`a trace among ${movements} movements: ${p50} ms, p99 ${p99} ms, first ${taken[0]} ms`)
    return { trace_p99_ms: rounded(p99), traces: { movements, p50_ms: p50, first_ms: rounded(taken[0]!) } }
  } finally {
    await generation.app.close()
    await database.close()
    await server.dropDatabase(DATABASE)
  }
}

function asker({ app }: Generation, key: string): (query: string) => Promise<number> {
  return async (query) => {
    const began = performance.now()
    const answer = await app.inject({
      url: `/api/v1/traceability/trace?${query}`,
      headers: { authorization: `Bearer ${key}` },
    })
    const ms = performance.now() - began
    const { departures } = answer.json()
    const least = query.startsWith('unit') ? 8 : 16
    if (departures === undefined || departures.length < least) throw new Error(answer.body)
    return ms
  }
}

/** By SQL: how fast movements are posted is measured elsewhere. @returns what is asked about */
async function makeHistory(url: string, families: number): Promise<string[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  for (const statement of HISTORY) {
    // Who has no parameter to fill takes none.
    await client.query(statement, statement.includes('$1') ? [families] : [])
  }
  await client.query('vacuum analyze')
  const { rows } = await client.query<{ grain: string; bread: string; unit: string }>(
    `select grain, bread, unit from family where f % ($1::int / ${ASKED}) = 0 limit ${ASKED}`,
    [families],
  )
  await client.end()
  return rows.flatMap(({ grain, bread, unit }) => [`lot=${grain}`, `lot=${bread}`, `unit=${unit}`])
}

const NOBODYS = `'00000000-0000-0000-0000-000000000000'::uuid`
const OUTSIDE = (end: string) => `'00000000-0000-7000-8000-0000000000${end}'::uuid`

/** Buckets of a family, by their number: 1 to 3 of grain, 4 to 8 of bread. */
const HISTORY = [
  `create table public.family as
     select f, uuidv7() as grain, uuidv7() as bread, uuidv7() as unit
       from generate_series(0, $1::int - 1) f`,
  `insert into items.item (id, sku, name, base_unit, has_lots)
     values (${OUTSIDE('a1')}, 'GRAIN', 'Grain', 'kg', true), (${OUTSIDE('a2')}, 'BREAD', 'Bread',
       'kg', true)`,
  `insert into items.lot (id, item, name)
     select grain, ${OUTSIDE('a1')}, 'G-' || f from family
      union all select bread, ${OUTSIDE('a2')}, 'B-' || f from family`,
  `create table public.bin as
     select id, site, row_number() over (order by id) - 1 as n, count(*) over () as bins
       from locations.location where kind = 'bin'`,
  `insert into locations.handling_unit (id, code, kind, location)
     select unit, 'P-' || f, 'pallet', bin.id from family join bin on n = f % bins`,
  `insert into ledger.bucket (id, item, location, lot, handling_unit, owner, status)
     overriding system value
     select f * 8 + k, case when k <= 3 then ${OUTSIDE('a1')} else ${OUTSIDE('a2')} end,
            case k when 1 then ${OUTSIDE('11')} when 3 then ${OUTSIDE('16')} when 5 then ${OUTSIDE('16')}
                   when 7 then ${OUTSIDE('12')} when 8 then other.id else bin.id end,
            case when k <= 3 then grain else bread end, case k when 6 then unit else ${NOBODYS} end,
            (select min(no) from access.owner), 1
       from family cross join generate_series(1, 8) k
       join bin on bin.n = f % bin.bins join bin other on other.n = (f + 1) % other.bins`,
  `insert into ledger.balance (bucket, item, location, site, owner, status, lot, handling_unit,
    on_hand, version)
     select b.id, b.item, b.location, bin.site, b.owner, b.status, b.lot, b.handling_unit,
            case when b.id % 8 in (4, 6) then 10 else 0 end, 1
       from ledger.bucket b join bin on bin.id = b.location`,
  `create table public.step as
     select f, k, uuidv7(-(interval '1 s' * (families - f + 1) - interval '1 ms' * k)) as id,
            now() - (interval '1 s' * (families - f + 1) - interval '1 ms' * k) as at
       from (select f, count(*) over () as families from family) f cross join generate_series(0, 19) k`,
  `insert into ledger.movement (id, at, effective_at, owner, kind, actor, source_type, source_id)
     select id, at, at, (select min(no) from access.owner),
            case when k = 0 then 'receipt' when k <= 2 then 'transformation'
              when k = 3 then 'transfer' else 'issue' end,
            ${OUTSIDE('01')}, case when k = 0 then 'purchase' when k > 3 then 'order' end,
            case when k = 0 or k > 3 then k || '-' || f end
       from step`,
  `insert into ledger.line (at, effective_at, from_bucket, to_bucket, movement, owner, n, quantity,
    from_after, to_after)
     select at, at, f * 8 + a, f * 8 + b, id, (select min(no) from access.owner), n, 5,
            case when a in (2, 4, 6, 8) then 0 end, case when b in (2, 4, 6, 8) then 5 end
       from step
       join (values (0, 1, 1, 2), (1, 1, 2, 3), (1, 2, 5, 4), (2, 1, 4, 5), (2, 2, 5, 6), (3, 1, 4,
         8)) move (at_k, n, a, b)
         on at_k = k
      union all
     select at, at, f * 8 + case when k < 12 then 6 else 8 end, f * 8 + 7, id, (select min(no)
       from access.owner), 1, 5, 0, null
       from step where k > 3`,
  `insert into ledger.transformation (id, kind, at)
     select id, case k when 1 then 'production' else 'split' end, at from step where k in (1, 2)`,
  `insert into ledger.transformation_edge
     (transformation, movement, n, direction, owner, item, lot, handling_unit, quantity)
     select s.id, s.id, n, d::"char", (select min(no) from access.owner), b.item, b.lot, b.handling_unit, 5
       from step s join (values (1, 1, 'i', 2), (1, 2, 'o', 4), (2, 1, 'i', 4), (2, 2, 'o',
         6)) e (at_k, n, d, bucket)
         on at_k = k join ledger.bucket b on b.id = f * 8 + e.bucket`,
]
