import { systemActor } from '../../../core/src/access/system-actor.ts'
import type { DatabaseAccess } from '../../../core/src/database/database-access.ts'
import { compose } from '../compose.ts'
import { percentile } from '../rates.ts'
import { BUCKETS_OF_ITEM, BUSY_ITEMS, type StockPlan } from './stock-plan.ts'

/** So many lines of the bucket were posted after the instant that a late fact is about. */
const LATER_LINES = 200
const WARM_UP = 20

/** How long a late fact takes, one at a time, in milliseconds. */
export interface LateFactFigures {
  readonly late_fact_p99_ms: number
  readonly late_fact: Readonly<Record<string, number>>
}

/** Tells of issues that were forgotten: each from a busy bucket, before its last 200 lines. */
export async function measureLateFacts(
  access: DatabaseAccess,
  plan: StockPlan,
  samples: number,
): Promise<LateFactFigures> {
  const { services, database } = compose(access)
  const times: number[] = []
  const daysBack: number[] = []
  try {
    for (let n = -WARM_UP; n < samples; n += 1) {
      const item = n % BUSY_ITEMS === 0 ? 0 : 1
      const place = (n + WARM_UP) % BUCKETS_OF_ITEM
      const { rows } = await database.appAll.raw(
        `select at from (
           (select at from ledger.line where from_bucket = :bucket and from_after is not null
             order by at desc limit :rank)
           union all
           (select at from ledger.line where to_bucket = :bucket and to_after is not null
             order by at desc limit :rank)) s
         order by at desc offset :rank - 1 limit 1`,
        { bucket: plan.bucketOf(item, place), rank: LATER_LINES },
      )
      const effectiveAt = rows[0]?.at ?? new Date(plan.opened / 1000).toISOString()
      const from = { location: plan.binId(plan.binOf(item, place)) }
      const to = { location: '00000000-0000-7000-8000-000000000012' }
      const lines = [{ item: plan.itemId(item), quantity: 1, from, to }]
      const start = performance.now()
      const { outcomes } = await services.ledger.post({
        actor: systemActor,
        mode: 'each',
        movements: [{ kind: 'issue', effectiveAt, lines }],
      })
      if (outcomes[0]!.status !== 'posted') throw new Error(`not posted: ${JSON.stringify(outcomes[0])}`)
      if (n < 0) continue
      times.push(performance.now() - start)
      daysBack.push((Date.now() - Date.parse(effectiveAt)) / 86_400_000)
    }
  } finally {
    await database.close()
  }
  return {
    late_fact_p99_ms: percentile(times, 0.99),
    late_fact: {
      later_lines: LATER_LINES,
      days_back_p50: percentile(daysBack, 0.5),
      p50_ms: percentile(times, 0.5),
      max_ms: percentile(times, 1),
    },
  }
}
