import { randomUUID } from 'node:crypto'
import type { Services } from '@stowage/sdk'
import { systemActor } from '../../../core/src/access/system-actor.ts'
import type { AllocationInput } from '../../../core/src/ledger/allocations/act.ts'
import type { Command, MovementInput, Outcome } from '../../../core/src/ledger/posting/command.ts'
import { randomMovement } from './growth-world.ts'
import type { Random } from './random.ts'
import type { StockPlan } from './stock-plan.ts'

const CUSTOMER = '00000000-0000-7000-8000-000000000012'
const BATCH = 100
/** Of a hundred movements so many take what was allocated by the command before. */
const ISSUED = 20

/**
 * Makes somebody who sends one command after the other; each call tells how many movements and acts were
 * posted.
 */
export type Caller = (
  services: Services,
  plan: StockPlan,
  items: number,
  random: Random,
) => () => Promise<number>

/**
 * A hundred movements, of which twenty use up what was allocated by the command before, and twenty new
 * allocations.
 */
export const dayCaller: Caller = (services, plan, items, random) => {
  let issues: MovementInput[] = []
  return async () => {
    const transfers = Array.from({ length: BATCH - issues.length }, () => randomMovement(plan, items, random))
    const movements = [...transfers, ...issues]
    const allocations = Array.from({ length: ISSUED }, () => allocateAct(plan, items, random, randomUUID()))
    const outcomes = await post(services, { movements, allocations })
    const made = outcomes.slice(movements.length)
    issues = made.map((outcome, n) => issueOf(allocations[n]!.item, outcome))
    return outcomes.length
  }
}

/** One demand of a hundred lines, each of another item or nearly so. */
export const demandCaller: Caller = (services, plan, items, random) => async () => {
  const demand = randomUUID()
  const allocations = Array.from({ length: BATCH }, () => allocateAct(plan, items, random, demand))
  return (await post(services, { movements: [], allocations })).length
}

function allocateAct(
  plan: StockPlan,
  items: number,
  random: Random,
  demand: string,
): Extract<AllocationInput, { act: 'allocate' }> {
  const item = plan.itemId(random.below(items))
  return { act: 'allocate', demand: { kind: 'order', id: demand }, item, quantity: 1 + random.below(5) }
}

function issueOf(item: string, outcome: Outcome): MovementInput {
  const parts = outcome.status === 'posted' ? (outcome.allocations ?? []) : []
  const lines = parts.map(({ id, location, lot, quantity }) => ({
    item,
    quantity,
    ...(lot === null ? {} : { lot }),
    from: { location },
    to: { location: CUSTOMER },
    allocation: { id },
  }))
  return { kind: 'issue', lines }
}

async function post(
  { ledger }: Services,
  work: Pick<Command, 'movements' | 'allocations'>,
): Promise<readonly Outcome[]> {
  const { outcomes } = await ledger.post({ actor: systemActor, mode: 'each', key: randomUUID(), ...work })
  const other = outcomes.find(({ status }) => status !== 'posted')
  if (other) throw new Error(`not posted: ${JSON.stringify(other)}`)
  return outcomes
}
