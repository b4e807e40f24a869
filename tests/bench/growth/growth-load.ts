import { systemActor } from '../../../core/src/access/system-actor.ts'
import type { DatabaseAccess } from '../../../core/src/database/database-access.ts'
import { compose } from '../compose.ts'
import { obey } from '../load-process.ts'
import { dayCaller, demandCaller } from './growth-callers.ts'
import { linesToAllBuckets, type PlanMessage, planOf } from './growth-world.ts'
import { Random } from './random.ts'

interface Orders {
  readonly access: DatabaseAccess
  readonly plan: PlanMessage
  /** Of how many items stock is moved. */
  readonly items: number
  /** Commands on their way at once. */
  readonly callers: number
  /**
   * `day`: transfers, and stock that is allocated and then leaves for its demand; `demands`: allocations
   * alone.
   */
  readonly work: 'day' | 'demands'
  readonly seconds: number
}

const REHEARSED_ITEMS = 40
/** No more than a node keeps. */
const REHEARSED_MAX = 4_000

// Posts commands of a hundred, over as many items as it was told; it knows their buckets, as a node after a
// day.
await obey<Orders>(async ({ access, plan: message, items, callers, work, seconds }) => {
  const plan = planOf(message)
  const { services, database } = compose(access)
  const random = new Random(Date.now())
  // Allocations look their balances up by themselves.
  const rehearsed = work === 'day' ? Math.min(items, REHEARSED_MAX) : 0
  for (let item = 0; item < rehearsed; item += REHEARSED_ITEMS) {
    const movements = Array.from({ length: REHEARSED_ITEMS }, (_, n) => ({
      kind: 'receipt',
      lines: linesToAllBuckets(plan, (item + n) % items),
    }))
    await services.ledger.post({ actor: systemActor, mode: 'each', dryRun: true, movements })
  }
  const caller = work === 'day' ? dayCaller : demandCaller
  const until = async (end: number): Promise<number> => {
    let done = 0
    const call = async (): Promise<void> => {
      const next = caller(services, plan, items, random)
      while (performance.now() < end) {
        const posted = await next()
        done += posted
      }
    }
    await Promise.all(Array.from({ length: callers }, call))
    return done
  }
  await until(performance.now() + 1000)
  const start = performance.now()
  const done = await until(start + seconds * 1000)
  const perSecond = (done * 1000) / (performance.now() - start)
  await database.close()
  return { perSecond }
})
