import { refuse } from '@stowage/sdk'
import type pg from 'pg'
import { plainArray } from './array-literal.ts'
import { microsOf } from './micros.ts'

/** How many later lines one group looks at; a bucket with more is corrected forward, not in the past. */
const LATER_LINES_MAX = 50_000

/** One change of a bucket after an instant that a late fact is about. */
export interface LaterLine {
  readonly effective: number
  readonly at: number
  readonly change: number
}

/**
 * The lines of buckets that late facts touch, by bucket. Movements of the same group are added as they are
 * judged, because they are not in the database yet.
 */
export type LaterLines = Map<number, LaterLine[]>

/**
 * Reads what happened to buckets after given instants: both sides of every line with a later effective
 * instant. Such a line was posted after that instant too, so the index on (bucket, at) serves.
 * @param since per bucket the earliest effective instant in question, in microseconds
 * @throws `ledger.too_long_ago` when there are more than 50,000
 */
export async function readLaterLines(
  client: pg.Client,
  since: ReadonlyMap<number, number>,
): Promise<LaterLines> {
  const later: LaterLines = new Map([...since.keys()].map((bucket) => [bucket, []]))
  if (since.size === 0) return later
  const { rows } = await client.query<{ bucket: number; effective: number; at: number; change: number }>({
    name: 'ledger.read_later_lines',
    text: `
      select b.bucket, ledger.micros(l.effective_at) as effective, ledger.micros(l.at) as at,
      -l.quantity as change
        from unnest($1::bigint[], $2::bigint[]) b (bucket, since)
        join ledger.line l on l.from_bucket = b.bucket and l.from_after is not null
         and l.at > ledger.instant(b.since) and l.effective_at > ledger.instant(b.since)
      union all
      select b.bucket, ledger.micros(l.effective_at), ledger.micros(l.at), l.quantity
        from unnest($1::bigint[], $2::bigint[]) b (bucket, since)
        join ledger.line l on l.to_bucket = b.bucket and l.to_after is not null
         and l.at > ledger.instant(b.since) and l.effective_at > ledger.instant(b.since)
       limit $3`,
    values: [plainArray([...since.keys()]), plainArray([...since.values()]), LATER_LINES_MAX + 1],
  })
  if (rows.length > LATER_LINES_MAX) throw refuse('ledger.too_long_ago', { linesMax: LATER_LINES_MAX })
  for (const { bucket, effective, at, change } of rows) {
    later.get(bucket)!.push({ effective, at, change: microsOf(change) })
  }
  return later
}

/**
 * The lowest balance that a bucket had from an instant on, by the order in which things happened.
 * The balance at the instant is what it is now less all that happened since.
 */
export function lowestLater(
  lines: readonly LaterLine[],
  onHand: number,
  instant: number,
): { readonly onHand: number; readonly at: number } {
  const since = lines.filter(({ effective }) => effective > instant)
  since.sort((a, b) => a.effective - b.effective || a.at - b.at)
  let running = onHand
  for (const { change } of since) running -= change
  let lowest = { onHand: running, at: instant }
  for (const { change, effective } of since) {
    running += change
    if (running < lowest.onHand) lowest = { onHand: running, at: effective }
  }
  return lowest
}
