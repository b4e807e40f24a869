import { setTimeout as pause } from 'node:timers/promises'
import { alignCursors } from '../host/events/cursors.ts'
import { deliverNext } from '../host/events/deliver.ts'
import { eventsOf } from '../host/events/event-registry.ts'
import { sequenceEvents, streamOf } from '../host/events/relay.ts'
import { SharedReader } from '../host/events/shared-reader.ts'
import { streams } from '../host/events/streams.ts'
import { runDueJobs } from '../host/jobs/job-runner.ts'
import { sequence } from '../ledger/sequence/sequencer.ts'
import type { TestPlatform } from './start-platform.ts'

/** Events that answer each other in a circle never end. */
const PATIENCE_MS = 30_000
const PAUSE_MS = 10

type Composed = Pick<TestPlatform, 'kernel' | 'services' | 'query'>

/**
 * Does at once, in this process, what a node does in the background: events reach their subscribers and due
 * jobs run, until nothing is left.
 * @throws Error with the words of a handler or job that failed
 */
export async function settle(composed: Composed): Promise<void> {
  const { database, plugins } = composed.kernel
  await followAll(composed)
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until; ) {
    const { done } = await stateOf(composed)
    await sequence(database)
    await sequenceEvents(database)
    await deliverAll(composed)
    if (plugins.some(({ jobs, name }) => jobs !== undefined && name !== 'host')) await runDueJobs(composed)
    const state = await stateOf(composed)
    if (state.failure !== null) throw new Error(state.failure)
    if (state.done === done && !state.isWaiting) return
    // Positions wait for older transactions, those of other tests on the same server among them.
    if (state.isWaiting) await pause(PAUSE_MS)
  }
  throw new Error('events and jobs do not come to an end; do they call each other in a circle?')
}

/** From here on counts what comes, for those who take part from their being switched on. */
export async function followAll({ kernel }: Pick<Composed, 'kernel'>): Promise<void> {
  const { subscribers } = eventsOf(kernel.plugins)
  if (subscribers.length === 0) return
  const following = subscribers.map((subscriber) => ({
    subscriber,
    stream: streamOf(streams, subscriber.event),
  }))
  await alignCursors(kernel.database.background, following)
}

async function deliverAll({ kernel, services }: Composed): Promise<void> {
  const { database, log, plugins } = kernel
  const reader = new SharedReader(database.background)
  for (const subscriber of eventsOf(plugins).subscribers) {
    const stream = streamOf(streams, subscriber.event)
    const head = await stream.head(database.background)
    for (let isOver = false; !isOver; ) {
      const turn = await deliverNext({ database, services, log }, { subscriber, stream, head }, reader)
      isOver = turn.kind !== 'delivered' || turn.isEnd
    }
  }
}

interface State {
  /** How much was done so far. */
  readonly done: number
  readonly isWaiting: boolean
  readonly failure: string | null
}

async function stateOf({ query }: Composed): Promise<State> {
  const [state] = await query<State>(
    `select (select coalesce(sum(delivered), 0) from host.cursor)::int
              + (select count(*) from host.job where ended_at is not null)::int as done,
            exists (select from host.outbox o
                     where not exists (select from host.outbox_position p where p.event = o.id))
              or exists (select from ledger.movement m
                          where not exists (select from ledger.position p where p.movement = m.id))
              as "isWaiting",
            coalesce((select subscriber || ' failed with ' || event || ': ' || last_error from host.cursor
                       where last_error is not null limit 1),
                     (select name || ' failed: ' || last_error from host.job
                       where last_error is not null and ended_at is null limit 1)) as failure`,
  )
  return state!
}
