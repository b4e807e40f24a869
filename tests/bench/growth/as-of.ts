import pg from 'pg'
import { connectionOf, type DatabaseAccess } from '../../../core/src/database/database-access.ts'
import { percentile } from '../rates.ts'
import { Random } from './random.ts'
import { BUCKETS_OF_BIN, BUCKETS_OF_ITEM, type StockPlan } from './stock-plan.ts'

const scopes = {
  bucket: { buckets: '$1::bigint[]', size: 1 },
  item: { buckets: 'array(select bucket from ledger.balance where item = $1)', size: BUCKETS_OF_ITEM },
  location: { buckets: 'array(select bucket from ledger.balance where location = $1)', size: BUCKETS_OF_BIN },
} as const
const clocks = { known: 'known_at', happened: 'happened_at' } as const
/** What comes first pays for cold pages and plans, as a server's first minute does; it is not counted. */
const WARM_UP = 50

/** How long it takes to tell how stock stood at a random instant of the year, in milliseconds. */
export interface AsOfFigures {
  readonly as_of_p99_ms: number
  readonly as_of_ms: Readonly<
    Record<string, { readonly p50: number; readonly p99: number; readonly max: number }>
  >
}

/**
 * Asks both clocks for one bucket, one item and one location at random instants, one question after the
 * other.
 */
export async function measureAsOf(
  access: DatabaseAccess,
  plan: StockPlan,
  samples: number,
): Promise<AsOfFigures> {
  const client = new pg.Client({ ...connectionOf(access, 'app_all'), options: '-c timezone=UTC' })
  await client.connect()
  const random = new Random(7)
  const figures: Record<string, { p50: number; p99: number; max: number }> = {}
  for (const [scope, { buckets, size }] of Object.entries(scopes)) {
    for (const [clock, name] of Object.entries(clocks)) {
      const text = `select * from ledger.${name}(${buckets}, $2)`
      const times: number[] = []
      for (let n = -WARM_UP; n < samples; n += 1) {
        const instant = plan.opened + random.below(plan.end - plan.opened)
        const values = [subjectOf(scope, plan, random), new Date(instant / 1000)]
        const start = performance.now()
        const { rows } = await client.query({ name: `${scope} ${clock}`, text, values })
        if (n >= 0) times.push(performance.now() - start)
        if (rows.length !== Math.min(size, plan.balances))
          throw new Error(`${rows.length} balances of a ${scope}`)
      }
      const p50 = percentile(times, 0.5)
      figures[`${scope}_${clock}`] = { p50, p99: percentile(times, 0.99), max: percentile(times, 1) }
    }
  }
  await client.end()
  return { as_of_p99_ms: Math.max(...Object.values(figures).map(({ p99 }) => p99)), as_of_ms: figures }
}

function subjectOf(scope: string, plan: StockPlan, random: Random): string {
  if (scope === 'bucket') return `{${1 + random.below(plan.balances)}}`
  return scope === 'item' ? plan.itemId(random.below(plan.items)) : plan.binId(random.below(plan.bins))
}
