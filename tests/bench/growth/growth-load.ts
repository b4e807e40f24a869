import { randomUUID } from 'node:crypto'
import { systemActor } from '../../../core/src/access/system-actor.ts'
import type { DatabaseAccess } from '../../../core/src/database/database-access.ts'
import type { LedgerService } from '../../../core/src/ledger/ledger.service.ts'
import type { MovementInput } from '../../../core/src/ledger/posting/command.ts'
import { compose } from '../compose.ts'
import { obey } from '../load-process.ts'
import { linesToAllBuckets, type PlanMessage, planOf, randomMovement } from './growth-world.ts'
import { Random } from './random.ts'

interface Orders {
  readonly access: DatabaseAccess
  readonly plan: PlanMessage
  /** Of how many items stock is moved. */
  readonly items: number
  /** Batches on their way at once. */
  readonly callers: number
  readonly batch: number
  readonly seconds: number
}

const REHEARSED_ITEMS = 40
/** No more than a node keeps. */
const REHEARSED_MAX = 4_000

// Posts batches of transfers through the service, over as many items as it was told, and knows their buckets.
await obey<Orders>(async ({ access, plan: message, items, callers, batch, seconds }) => {
  const plan = planOf(message)
  const { services, database } = compose(access)
  const { ledger } = services
  const random = new Random(Date.now())
  for (let item = 0; item < Math.min(items, REHEARSED_MAX); item += REHEARSED_ITEMS) {
    await rehearse(
      ledger,
      Array.from({ length: REHEARSED_ITEMS }, (_, n) => linesToAllBuckets(plan, (item + n) % items)),
    )
  }
  const until = async (end: number): Promise<number> => {
    let movements = 0
    const post = async (): Promise<void> => {
      while (performance.now() < end) {
        const posted = await postAll(
          ledger,
          Array.from({ length: batch }, () => randomMovement(plan, items, random)),
        )
        movements += posted
      }
    }
    await Promise.all(Array.from({ length: callers }, post))
    return movements
  }
  await until(performance.now() + 1000)
  const start = performance.now()
  const movements = await until(start + seconds * 1000)
  const perSecond = (movements * 1000) / (performance.now() - start)
  await database.close()
  return { perSecond }
})

async function rehearse(ledger: LedgerService, items: MovementInput['lines'][]): Promise<void> {
  const movements = items.map((lines) => ({ kind: 'receipt', lines }))
  await ledger.post({ actor: systemActor, mode: 'each', dryRun: true, movements })
}

async function postAll(ledger: LedgerService, movements: readonly MovementInput[]): Promise<number> {
  const { outcomes } = await ledger.post({ actor: systemActor, mode: 'each', key: randomUUID(), movements })
  const other = outcomes.find(({ status }) => status !== 'posted')
  if (other) throw new Error(`not posted: ${JSON.stringify(other)}`)
  return outcomes.length
}
