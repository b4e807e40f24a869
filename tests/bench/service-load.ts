import { randomUUID } from 'node:crypto'
import { systemActor } from '../../core/src/access/system-actor.ts'
import type { DatabaseAccess } from '../../core/src/database/database-access.ts'
import type { MovementInput } from '../../core/src/ledger/posting/command.ts'
import { compose } from './compose.ts'
import { hookPlugin } from './hook-plugin.ts'
import { obey } from './load-process.ts'
import { randomTransfer, rehearseWorld, type World } from './world.ts'

interface Orders {
  readonly access: DatabaseAccess
  readonly world: World
  /** Batches on their way at once. */
  readonly callers: number
  readonly batch: number
  readonly seconds: number
  readonly hasHooks: boolean
}

// Posts batches through the service, in the process that composes it, as a plugin or an import would.
await obey<Orders>(async ({ access, world, callers, batch, seconds, hasHooks }) => {
  const { services, database } = compose(access, hasHooks ? [hookPlugin] : [])
  const post = async (): Promise<number> => {
    const movements = Array.from({ length: batch }, () => randomTransfer(world) as MovementInput)
    const { outcomes } = await services.ledger.post({
      actor: systemActor,
      mode: 'each',
      key: randomUUID(),
      movements,
    })
    const other = outcomes.find(({ status }) => status !== 'posted')
    if (other) throw new Error(`not posted: ${JSON.stringify(other)}`)
    return outcomes.length
  }
  await rehearseWorld(
    (movements) => services.ledger.post({ actor: systemActor, mode: 'each', dryRun: true, movements }),
    world,
  )
  await postUntil(performance.now() + 500, callers, post)
  const start = performance.now()
  const movements = await postUntil(start + seconds * 1000, callers, post)
  const perSecond = (movements * 1000) / (performance.now() - start)
  await database.close()
  return { perSecond }
})

async function postUntil(until: number, callers: number, post: () => Promise<number>): Promise<number> {
  let movements = 0
  await Promise.all(
    Array.from({ length: callers }, async () => {
      while (performance.now() < until) {
        // Not `movements += await …`: that reads the sum before it waits, and loses what the others add.
        const posted = await post()
        movements += posted
      }
    }),
  )
  return movements
}
