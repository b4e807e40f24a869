import type { LineInput, MovementInput } from '../../../core/src/ledger/posting/command.ts'
import type { Random } from './random.ts'
import { BUCKETS_OF_ITEM, LOTS_OF_ITEM, type PlanOptions, planStock, type StockPlan } from './stock-plan.ts'

/** The plan in a form that goes to another process, which lays it out again. */
export type PlanMessage = Omit<PlanOptions, 'now'> & { readonly now: string }

/** Lays out a plan that came in a message. */
export function planOf({ now, ...options }: PlanMessage): StockPlan {
  return planStock({ ...options, now: new Date(now) })
}

/** A line of one piece from one bin to another, of the same lot where the item has lots. */
function transferLine(plan: StockPlan, item: number, random: Random): LineInput {
  const place = random.below(BUCKETS_OF_ITEM)
  const steps = 1 + random.below(BUCKETS_OF_ITEM / LOTS_OF_ITEM - 1)
  const other = (place + steps * LOTS_OF_ITEM) % BUCKETS_OF_ITEM
  const lot = plan.lotId(item, place)
  return {
    item: plan.itemId(item),
    quantity: 1,
    ...(lot === undefined ? {} : { lot }),
    from: { location: plan.binId(plan.binOf(item, place)) },
    to: { location: plan.binId(plan.binOf(item, other)) },
  }
}

/** A transfer of one of so many items. */
export function randomMovement(plan: StockPlan, items: number, random: Random): MovementInput {
  return { kind: 'transfer', lines: [transferLine(plan, random.below(items), random)] }
}

/** Every bucket of an item as a line that arrives there: what a node looks up to know them all. */
export function linesToAllBuckets(plan: StockPlan, item: number): LineInput[] {
  return Array.from({ length: BUCKETS_OF_ITEM }, (_, place) => {
    const lot = plan.lotId(item, place)
    return {
      item: plan.itemId(item),
      quantity: 1,
      ...(lot === undefined ? {} : { lot }),
      from: { location: '00000000-0000-7000-8000-000000000011' },
      to: { location: plan.binId(plan.binOf(item, place)) },
    }
  })
}
