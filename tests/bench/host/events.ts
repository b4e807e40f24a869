import { setTimeout as pause } from 'node:timers/promises'
import type { PluginDeclaration } from '@stowage/sdk'
import { Type } from 'typebox'
import { systemActor } from '../../../core/src/access/system-actor.ts'
import { buildGeneration, orderPlugins } from '../../../core/src/app.ts'
import { openDatabase } from '../../../core/src/database/database.ts'
import type { DatabaseAccess } from '../../../core/src/database/database-access.ts'
import { migrate } from '../../../core/src/database/migrate.ts'
import { prepareDatabase } from '../../../core/src/database/roles.ts'
import { startBackground } from '../../../core/src/host/background.ts'
import { createEmitter } from '../../../core/src/host/events/emit.ts'
import { median, rounded } from '../rates.ts'
import type { HostBench } from './host-bench.ts'

const SUBSCRIBERS = 10
const TELLERS = 2
const TOLD_AT_ONCE = 500
const PATIENCE_MS = 120_000
const WEIGHT = 412
const EVENT = 'teller.pallet.wrapped@1'
const Wrapped = Type.Object(
  { pallet: Type.String(), n: Type.Integer(), weightGrams: Type.Integer() },
  { additionalProperties: false },
)

/** How many events a second reach all who take part in them. */
export interface EventFigures {
  readonly events_per_second: number
  readonly event_deliveries_per_second: number
  readonly event_subscribers: number
}

/**
 * Events a second, from the first that is told until the last was delivered to all ten subscribers, in one
 * process that tells, relays and handles. Each handler reads every payload.
 */
export async function measureEvents({ server, credentials, options }: HostBench): Promise<EventFigures> {
  const { rounds, isQuick, say, stopped } = options
  const access = await prepareDatabase({
    adminUrl: await server.createDatabase('events'),
    credentials,
  })
  const count = isQuick ? 20_000 : 200_000
  const received = new Map<string, number>()
  const plugins = orderPlugins({ plugins: [teller, ...listeners(received)] })
  await migrate({ access, plugins })
  const rates: number[] = []
  for (let round = 0; round < rounds && !stopped.aborted; round += 1) {
    received.clear()
    await server.checkpoint()
    const seconds = await deliverAll(access, plugins, { count, received })
    rates.push(count / seconds)
    say(`${count} events to ${SUBSCRIBERS} subscribers: ${Math.round(count / seconds)} a second`)
  }
  await server.dropDatabase('events')
  const rate = median(rates)
  return {
    events_per_second: rounded(rate),
    event_deliveries_per_second: rounded(rate * SUBSCRIBERS),
    event_subscribers: SUBSCRIBERS,
  }
}

const teller: PluginDeclaration = { name: 'teller', version: '0.1.0', events: { [EVENT]: Wrapped } }

/** Each sums up the weight of what it was told. */
function listeners(received: Map<string, number>): PluginDeclaration[] {
  return Array.from({ length: SUBSCRIBERS }, (_, n) => {
    const name = `listener-${n}`
    return {
      name,
      version: '0.1.0',
      requires: { plugins: { teller: '^0.1.0' } },
      on: {
        [EVENT]: {
          from: 'enabled',
          async run(events) {
            let grams = received.get(name) ?? 0
            for (const { payload } of events) grams += (payload as { weightGrams: number }).weightGrams
            received.set(name, grams)
          },
        },
      },
    }
  })
}

interface Delivery {
  readonly count: number
  readonly received: ReadonlyMap<string, number>
}

/** @returns how many seconds it took */
async function deliverAll(
  access: DatabaseAccess,
  plugins: readonly PluginDeclaration[],
  { count, received }: Delivery,
): Promise<number> {
  const database = openDatabase(access)
  const generation = await buildGeneration({ database, set: { epoch: 1, plugins } })
  const background = await startBackground(generation)
  try {
    const events = createEmitter(plugins, 'teller')
    const start = performance.now()
    let told = 0
    const tell = async () => {
      while (told < count) {
        const from = told
        told += TOLD_AT_ONCE
        const drafts = Array.from({ length: TOLD_AT_ONCE }, (_, n) => ({
          payload: { pallet: `P-${from + n}`, n: from + n, weightGrams: WEIGHT },
          owner: 0,
        }))
        await database.transaction(systemActor, (trx) => events.emitAll(trx, EVENT, drafts))
      }
    }
    await Promise.all(Array.from({ length: TELLERS }, tell))
    const all = count * WEIGHT
    while ([...received.values()].filter((grams) => grams >= all).length < SUBSCRIBERS) {
      if (performance.now() - start > PATIENCE_MS) throw new Error('the events take too long')
      await pause(2)
    }
    return (performance.now() - start) / 1000
  } finally {
    await background.stop()
    await generation.app.close()
    await database.close()
  }
}
