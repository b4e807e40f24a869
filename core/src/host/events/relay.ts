import { setTimeout as pause } from 'node:timers/promises'
import type { Services } from '@stowage/sdk'
import type { FastifyBaseLogger } from 'fastify'
import type { Database } from '../../database/database.ts'
import { alignCursors, type Following, readCursors } from './cursors.ts'
import { type Delivered, deliverNext } from './deliver.ts'
import type { EventRegistry } from './event-registry.ts'
import type { EventStream } from './event-stream.ts'
import { SharedReader } from './shared-reader.ts'

/** How many events get their positions in one transaction. */
const SEQUENCED_MAX = 20_000
const TICK_MS = 100
const REFRESH_MS = 1_000
const PAUSE_AFTER_FAILURE_MS = 2_000
/** For so long batches under way are waited for when the node ends. */
const STOP_PATIENCE_MS = 3_000
/** How many subscribers are served at once, and how many of them at most that failed the last time. */
const SERVED_MAX = 6
const FAILING_SERVED_MAX = 2

/** What a relay needs of its node. */
export interface RelayOptions {
  readonly database: Database
  readonly registry: EventRegistry
  readonly services: Services
  readonly log: FastifyBaseLogger
  /** The streams, with the events that they alone have; what none of them has is in the first. */
  readonly streams: readonly [EventStream, ...(readonly [EventStream, readonly string[]])[]]
}

/** Brings events to their subscribers. */
export interface Relay {
  /** Makes the cursors that are missing; events from here on count as after the subscriber was enabled. */
  start(): Promise<void>
  /** Ends after the batches under way; what takes longer than a moment is taken back and comes again. */
  stop(): Promise<void>
}

interface Followed extends Following {
  position: number
  newest: number
  isRunning: boolean
  isFailing: boolean
  notBefore: number
  isBusy: boolean
}

/**
 * Gives committed events their positions.
 * @returns how many it looked at; -1 where another node is at it
 */
export async function sequenceEvents({ background }: Database, most = SEQUENCED_MAX): Promise<number> {
  const { rows } = await background.raw<{ rows: { taken: number }[] }>(
    'select host.sequence_events(?) as taken',
    [most],
  )
  return rows[0]!.taken
}

/**
 * The relay of one node; any number may run beside each other.
 *   1. Ten times a second events that were committed get their positions.
 *   2. Where the order has grown, it is asked for which events.
 *   3. Each subscriber that has some before it gets its turn, some subscribers at a time: batches for a
 *      tenth of a second, in a transaction of its own.
 *   4. Once a second the cursors are read again, because other nodes and administrators move them, too.
 */
export function createRelay(options: RelayOptions): Relay {
  const end = new AbortController()
  const cut = new AbortController()
  const run = new RelayRun({ ...options, cut: cut.signal }, end.signal)
  let working: Promise<void> | undefined
  return {
    async start() {
      await run.begin()
      working ??= run.work()
    },
    async stop() {
      end.abort()
      const patience = setTimeout(() => cut.abort(), STOP_PATIENCE_MS)
      await working
      clearTimeout(patience)
    },
  }
}

class RelayRun {
  readonly #options: RelayOptions & { readonly cut: AbortSignal }
  readonly #signal: AbortSignal
  readonly #reader: SharedReader
  readonly #followed: readonly Followed[]
  readonly #heads = new Map<EventStream, number>()
  readonly #serving = new Set<Promise<void>>()
  #refreshAt = 0

  constructor(options: RelayOptions & { readonly cut: AbortSignal }, signal: AbortSignal) {
    this.#options = options
    this.#signal = signal
    this.#reader = new SharedReader(options.database.background)
    this.#followed = options.registry.subscribers.map((subscriber) => ({
      subscriber,
      stream: streamOf(options.streams, subscriber.event),
      position: 0,
      newest: 0,
      isRunning: false,
      isFailing: false,
      notBefore: 0,
      isBusy: false,
    }))
  }

  async begin(): Promise<void> {
    await alignCursors(this.#options.database.background, this.#followed)
  }

  async work(): Promise<void> {
    const { log, database } = this.#options
    let isFailing = false
    while (!this.#signal.aborted) {
      let rest = TICK_MS
      try {
        if ((await sequenceEvents(database)) === SEQUENCED_MAX) rest = 0
        await this.#look()
        this.#serve()
        isFailing = false
      } catch (err) {
        if (!isFailing) log.error({ err }, 'events could not be looked for; tried again until they can')
        isFailing = true
        rest = PAUSE_AFTER_FAILURE_MS
      }
      await pause(rest, undefined, { signal: this.#signal }).catch(() => {})
    }
    await Promise.all(this.#serving)
  }

  /** Learns how far the streams go, and from time to time how the cursors stand. */
  async #look(): Promise<void> {
    const { background } = this.#options.database
    for (const stream of new Set(this.#followed.map((followed) => followed.stream))) {
      const known = this.#heads.get(stream) ?? 0
      const head = await stream.head(background)
      if (head === known) continue
      const theirs = this.#followed.filter((followed) => followed.stream === stream)
      const events = [...new Set(theirs.map(({ subscriber }) => subscriber.event))]
      const newest = await stream.newest(background, events, known)
      for (const followed of theirs) {
        followed.newest = newest.get(followed.subscriber.event) ?? followed.newest
      }
      this.#heads.set(stream, head)
    }
    if (performance.now() < this.#refreshAt || this.#followed.length === 0) return
    this.#refreshAt = performance.now() + REFRESH_MS
    for (const cursor of await readCursors(background)) {
      const followed = this.#followed.find(
        ({ subscriber }) => subscriber.plugin === cursor.subscriber && subscriber.event === cursor.event,
      )
      if (followed === undefined || followed.isBusy) continue
      followed.position = cursor.position
      followed.isRunning = cursor.isRunning
      followed.notBefore = performance.now() + cursor.waitMs
    }
  }

  /** Gives those who have something before them their turn, as many as fit; who waits longest comes first. */
  #serve(): void {
    if (this.#signal.aborted) return
    const now = performance.now()
    const busy = this.#followed.filter(({ isBusy }) => isBusy)
    let failing = busy.filter(({ isFailing }) => isFailing).length
    let free = SERVED_MAX - busy.length
    const due = this.#followed.filter((followed) => isDue(followed, now))
    for (const followed of due.sort(
      (a, b) => Number(a.isFailing) - Number(b.isFailing) || a.notBefore - b.notBefore,
    )) {
      if (free === 0) return
      if (followed.isFailing && failing >= FAILING_SERVED_MAX) return
      if (followed.isFailing) failing += 1
      free -= 1
      followed.isBusy = true
      const turn = this.#takeTurn(followed).finally(() => {
        followed.isBusy = false
        this.#serving.delete(turn)
        this.#serve()
      })
      this.#serving.add(turn)
    }
  }

  async #takeTurn(followed: Followed): Promise<void> {
    const { subscriber, stream, newest } = followed
    const delivered = await this.#attempt({ subscriber, stream, head: this.#heads.get(stream) ?? 0 })
    followed.notBefore = performance.now()
    if (delivered.kind === 'held') followed.notBefore += REFRESH_MS
    if (delivered.kind === 'failed') followed.notBefore += delivered.nextTryInMs
    if (delivered.kind !== 'held') followed.isFailing = delivered.kind === 'failed'
    if (delivered.kind !== 'delivered') return
    followed.position = delivered.isEnd ? Math.max(delivered.position, newest) : delivered.position
  }

  async #attempt(turn: Parameters<typeof deliverNext>[1]): Promise<Delivered> {
    try {
      return await deliverNext(this.#options, turn, this.#reader)
    } catch (err) {
      this.#options.log.error({ err }, 'a cursor could not be reached')
      return { kind: 'failed', nextTryInMs: PAUSE_AFTER_FAILURE_MS }
    }
  }
}

/** The stream that an event stands in. */
export function streamOf([first, ...others]: RelayOptions['streams'], event: string): EventStream {
  return others.find(([, events]) => events.includes(event))?.[0] ?? first
}

function isDue({ isBusy, isRunning, position, newest, notBefore }: Followed, now: number): boolean {
  return !isBusy && isRunning && position < newest && notBefore <= now
}
