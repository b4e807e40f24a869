import type pg from 'pg'
import { NIL_ID } from '../../database/ids.ts'
import { figureArray, plainArray, textArray } from '../posting/array-literal.ts'
import type { Bucket } from '../posting/bucket-cache.ts'
import { microsOf } from '../posting/micros.ts'
import type { Candidates, Whence } from './act.ts'

/** How many balances are looked at for a line at first; most find theirs among them. */
const AT_FIRST = 4
/** How many at most: a line that takes from more is asked to be split. */
const AT_MOST = 400

/** What stock is looked for. */
export interface Sought {
  readonly item: string
  readonly owner: number
  readonly micros: number
  readonly whence: Whence
}

interface Row extends Omit<Bucket, 'id' | 'stepMicros' | 'itemOwner'> {
  readonly n: number
  readonly bucket: number
  readonly itemOwner: number | null
  readonly step: number
  readonly free: number
}

/**
 * Finds balances with free stock that may be allocated, the oldest lot first, many demands at once. Nothing
 * is locked: it is judged again when the balances are.
 * @param isAgain the first look did not suffice: look at as many as may be looked at
 * @returns for each, in order, balances that hold at least twice what is sought, or all there are
 */
export async function findCandidates(
  client: pg.Client,
  sought: readonly Sought[],
  isAgain: boolean,
): Promise<Candidates[]> {
  if (sought.length === 0) return []
  if (isAgain) return (await look(client, sought, AT_MOST)).map((rows) => candidatesOf(rows, AT_MOST))
  const found = await look(client, sought, AT_FIRST)
  const again = sought.flatMap((_, n) => (isShort(found[n]!, sought[n]!, AT_FIRST) ? n : []))
  if (again.length === 0) return found.map((rows) => candidatesOf(rows, AT_FIRST))
  const more = await look(
    client,
    again.map((n) => sought[n]!),
    AT_MOST,
  )
  const wider = new Map(again.map((n, i) => [n, more[i]!]))
  return found.map((rows, n) => {
    const all = wider.get(n)
    return all === undefined ? candidatesOf(rows, AT_FIRST) : candidatesOf(all, AT_MOST)
  })
}

/** Twice as much as is sought lets one other come first without another look. */
function isShort(rows: readonly Row[], { micros }: Sought, limit: number): boolean {
  const free = rows.reduce((sum, row) => sum + microsOf(row.free), 0)
  return rows.length === limit && free < 2 * micros
}

function candidatesOf(rows: readonly Row[], limit: number): Candidates {
  return { buckets: rows.map(bucketOf), isCut: rows.length === limit && limit < AT_MOST }
}

function bucketOf({ n: _, bucket: id, step, free: __, ...row }: Row): Bucket {
  return { ...row, id, stepMicros: microsOf(step) }
}

async function look(client: pg.Client, sought: readonly Sought[], limit: number): Promise<Row[][]> {
  const dimension = (name: keyof Whence) => sought.map(({ whence }) => whence[name] ?? null)
  const { rows } = await client.query<Row>({
    name: 'ledger.find_candidates',
    text: FIND,
    values: [
      plainArray(sought.map(({ item }) => item)),
      plainArray(sought.map(({ owner }) => owner)),
      plainArray(dimension('location')),
      plainArray(dimension('within')),
      plainArray(dimension('lot')),
      plainArray(dimension('handlingUnit')),
      textArray(dimension('status')),
      figureArray(sought.map(({ micros }) => micros)),
      NIL_ID,
      limit,
    ],
  })
  const found: Row[][] = sought.map(() => [])
  for (const row of rows) found[row.n - 1]!.push(row)
  return found
}

/**
 * An item's balances are read and put in order first, and only then asked whether their status and place
 * allow it: the other way round a plan reads every place, 705,000 pages for 100 lines at 100,000 balances
 * instead of 20,000.
 */
const FIND = `
  select a.n::int, c.* from unnest($1::uuid[], $2::int[], $3::uuid[], $4::uuid[], $5::uuid[], $6::uuid[], $7::text[],
      $8::numeric[]) with ordinality a (item, owner, location, within, lot, unit, status, wanted, n)
  left join locations.location w on w.id = a.within
  join items.item i on i.id = a.item and i.lifecycle <> 'blocked'
  cross join lateral (
    select b.bucket, b.item, i.owner as "itemOwner", i.sku, i.step, i.has_lots as "hasLots", i.serials,
           i.catch_unit as "catchUnit", b.location, l.code, s.name as status, nullif(b.lot, $9) as lot,
           b.lot_name as "lotName", nullif(b.handling_unit, $9) as "handlingUnit", u.code as "unitCode",
           true as "isBalanced", b.free
      from (
        select b.bucket, b.item, b.location, b.status, b.lot, b.handling_unit, b.on_hand - b.allocated as free,
               t.name as lot_name, t.manufactured_on
          from ledger.balance b left join items.lot t on t.id = nullif(b.lot, $9)
         where b.item = a.item and b.owner = a.owner and b.on_hand > b.allocated
           and (a.location is null or b.location = a.location) and (a.lot is null or b.lot = a.lot)
           and (a.unit is null or b.handling_unit = a.unit)
         order by t.manufactured_on nulls last, b.lot, b.bucket offset 0) b
      join ledger.status s on s.no = b.status and s.allocatable
      join locations.location l on l.id = b.location and l.is_active
      join locations.kind k on k.name = l.kind and k.allocatable
      left join locations.handling_unit u on u.id = b.handling_unit
     where (a.status is null or s.name = a.status)
       and (a.within is null or l.path = w.path or (l.path > w.path || '/' and l.path < w.path || '0'))
     order by b.manufactured_on nulls last, b.lot, b.bucket
     limit $10) c
 order by a.n`
