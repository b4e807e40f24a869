import type pg from 'pg'
import { plainArray, textArray } from '../posting/array-literal.ts'
import type { Bucket } from '../posting/bucket-cache.ts'
import { microsOf } from '../posting/micros.ts'
import type { Candidates, Whence } from './act.ts'

/** How many balances a line may be spread over: one that takes from more is asked to be split. */
const AT_MOST = 400
/**
 * How many are looked at, one look after the other while they hold too little: most lines find theirs in the
 * first, and each one more costs 17 µs to find and 13 to lock.
 */
const LOOKS = [1, 8, AT_MOST]

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
  const found: Candidates[] = []
  let open = sought.map((wish, n) => ({ wish, n }))
  for (const limit of isAgain ? [AT_MOST] : LOOKS) {
    if (open.length === 0) break
    const rows = await look(
      client,
      open.map(({ wish }) => wish),
      limit,
    )
    const seen = open.map(({ wish, n }, i) => ({ wish, n, rows: rows[i]! }))
    for (const { n, rows } of seen) found[n] = candidatesOf(rows, limit)
    open = seen.filter(({ wish, rows }) => isShort(rows, wish, limit))
  }
  return found
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
      limit,
    ],
  })
  const found: Row[][] = sought.map(() => [])
  for (const row of rows) found[row.n - 1]!.push(row)
  return found
}

/** The function says which order, and why it stops so soon. */
const FIND = `
  select n, bucket, item, item_owner as "itemOwner", sku, step, has_lots as "hasLots", serials,
         catch_unit as "catchUnit", location, code, status, lot, lot_name as "lotName",
         handling_unit as "handlingUnit", unit_code as "unitCode", true as "isBalanced", free
    from ledger.find_candidates($1, $2, $3, $4, $5, $6, $7, $8)`
