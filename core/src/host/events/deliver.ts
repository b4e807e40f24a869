import type { Services, Transaction } from '@stowage/sdk'
import type { FastifyBaseLogger } from 'fastify'
import type { Database } from '../../database/database.ts'
import { asCodeOf } from '../../plugin-host/whose-code.ts'
import { withinTime } from '../within-time.ts'
import type { Subscriber } from './event-registry.ts'
import type { EventStream } from './event-stream.ts'
import type { SharedReader } from './shared-reader.ts'

const BATCH = 500
/** For so long a transaction takes one batch after the other, because its four round trips cost most. */
const TOGETHER_MS = 100
const TIME_LIMIT_SECONDS = 30
const PAUSE_MAX_SECONDS = 300
const ERROR_MAX = 2_000
/** Beside each cursor's own id, so that no other lock of the database is this one. */
const CURSOR_LOCK = 7_261_013

/** What delivering needs of its node. */
export interface Delivery {
  readonly database: Database
  readonly services: Services
  readonly log: FastifyBaseLogger
  /** Ends what is under way, which is taken back and counts as not tried: the node ends. */
  readonly cut?: AbortSignal
}

/** Whose turn it is, and up to where its stream is known to go. */
export interface Turn {
  readonly subscriber: Subscriber
  readonly stream: EventStream
  readonly head: number
}

/** How one turn ended. */
export type Delivered =
  /** So many were delivered up to a position; there may be more. */
  | { readonly kind: 'delivered'; readonly position: number; readonly isEnd: boolean }
  /** Another node is at it, or it stands still. */
  | { readonly kind: 'held' }
  | { readonly kind: 'failed'; readonly nextTryInMs: number }

interface Claim {
  readonly is_free: boolean
  readonly id: string
  readonly position: number
  readonly is_due: boolean
  readonly is_failing: boolean
}

/**
 * Gives a subscriber its next batches, in the transaction that moves its cursor on. The cursor is held by an
 * advisory lock and not by its row: a row's lock would give the transaction a number, and while it waits for
 * a hanging handler no event and no movement of anybody could get a position.
 */
export async function deliverNext(delivery: Delivery, turn: Turn, reader: SharedReader): Promise<Delivered> {
  const { database, log } = delivery
  const { subscriber } = turn
  try {
    return await database.background.transaction((trx) => deliverWithin(trx, { ...delivery, reader }, turn))
  } catch (err) {
    if (err instanceof Overtaken || delivery.cut?.aborted) return { kind: 'held' }
    const pause = await keepFailure(database, subscriber, err)
    const { plugin, event } = subscriber
    log.error({ err, plugin, event, nextTryInMs: pause }, 'an event could not be delivered')
    return { kind: 'failed', nextTryInMs: pause }
  }
}

async function deliverWithin(
  trx: Transaction,
  delivery: Delivery & { readonly reader: SharedReader },
  turn: Turn,
): Promise<Delivered> {
  const { subscriber, stream, head } = turn
  const { plugin, event, subscription } = subscriber
  const seconds = subscription.timeLimitSeconds ?? TIME_LIMIT_SECONDS
  const claim = await claimCursor(trx, subscriber, seconds)
  if (claim === undefined || !claim.is_free || !claim.is_due) return { kind: 'held' }
  const most = subscription.batch ?? BATCH
  const { services, cut } = delivery
  const log = delivery.log.child({ plugin, event })
  const until = performance.now() + TOGETHER_MS
  let { position } = claim
  let count = 0
  for (;;) {
    const { events, isEnd } = await delivery.reader.read(stream, { event, after: position, most }, head)
    if (events.length > 0) {
      const site = { plugin, version: subscriber.version, hook: `on ${event}` }
      const run = (signal: AbortSignal) =>
        asCodeOf(site, () => subscription.run(events, { trx, services, log, signal }))
      await withinTime(seconds, run, cut)
      position = events.at(-1)!.position
      count += events.length
    }
    // One that failed goes batch by batch, so that all before the guilty one is behind it.
    if (!isEnd && !claim.is_failing && performance.now() < until) continue
    if (count > 0) await moveOn(trx, claim, { position, count })
    return { kind: 'delivered', position, isEnd }
  }
}

/**
 * The commit is not waited for on the disk: what a crash forgets of a delivery, it forgets with the cursor,
 * and all of it is delivered again.
 */
async function claimCursor(
  trx: Transaction,
  { plugin, event }: Subscriber,
  seconds: number,
): Promise<Claim | undefined> {
  const { rows } = await trx.raw<{ rows: Claim[] }>(
    `select pg_try_advisory_xact_lock(hashtextextended(c.id::text, ?)) as is_free, c.id, c.position,
            c.state = 'running' and coalesce(c.next_try_at <= now(), true) as is_due,
            c.tries > 0 as is_failing,
            set_config('synchronous_commit', 'off', true), set_config('statement_timeout', ?, true),
            set_config('idle_in_transaction_session_timeout', ?, true)
       from host.cursor c where c.subscriber = ? and c.event = ?`,
    [CURSOR_LOCK, `${seconds}s`, `${seconds + 10}s`, plugin, event],
  )
  return rows[0]
}

/** The position that was claimed must still be the cursor's: it may have moved while the lock was got. */
async function moveOn(
  trx: Transaction,
  claim: Claim,
  { position, count }: { readonly position: number; readonly count: number },
): Promise<void> {
  const moved = await trx.raw(
    `update host.cursor set position = ?, delivered = delivered + ?, delivered_at = now(), tries = 0,
            last_error = null, failed_at = null, next_try_at = null
      where id = ? and position = ? and state = 'running'`,
    [position, count, claim.id, claim.position],
  )
  if (moved.rowCount !== 1) throw new Overtaken()
}

/** Somebody moved the cursor while a batch was under way: what was made of it is taken back. */
class Overtaken extends Error {}

/** @returns the pause before its next try in ms: 1 s, then twice as long each time, 5 minutes at most */
async function keepFailure(
  { background }: Database,
  { plugin, event }: Subscriber,
  error: unknown,
): Promise<number> {
  const reason = (error instanceof Error ? error.message : String(error)).slice(0, ERROR_MAX)
  const { rows } = await background.raw<{ rows: { pause: number }[] }>(
    `update host.cursor set tries = tries + 1, last_error = ?, failed_at = now(),
            next_try_at = clock_timestamp()
              + least(power(2, least(tries, 20)), ?) * (0.9 + random() * 0.2) * interval '1 second'
      where subscriber = ? and event = ?
      returning extract(epoch from next_try_at - clock_timestamp())::float8 * 1000 as pause`,
    [reason.replaceAll('\0', ''), PAUSE_MAX_SECONDS, plugin, event],
  )
  return Math.max(0, rows[0]?.pause ?? PAUSE_MAX_SECONDS * 1000)
}
