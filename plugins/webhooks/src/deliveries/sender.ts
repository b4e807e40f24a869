import type { HttpClient } from '@stowage/sdk'
import type { WebhookSettings } from '../../settings.ts'
import type { ClaimedEndpoint } from './claim.ts'
import { mayGo, type Waiting } from './lane.ts'
import type { Health, Outcome } from './outcomes.ts'
import { pauseMs } from './pause.ts'
import { type Sent, send } from './send.ts'

/**
 * How many requests to one endpoint are under way at once: a target that hangs holds up no more than these.
 */
const FLYING_MAX = 8
/** After so many failures in a row one request at a time is made, */
const CAREFUL_AFTER = 5
/** and after each further failure it is left alone for longer, up to a second. */
const REST_STEP_MS = 50
const REST_MAX_MS = 1_000
/** How many deliveries are looked at: more where those that were read all wait for one that failed. */
const REACH = { least: 200, most: 3_200 } as const
/** With fewer at hand, more are read. */
const AT_HAND_LEAST = 50
/** Before a lease ends nothing new is sent. */
const LEASE_RESERVE_MS = 1_000

/** What a sender works with. */
export interface SenderOptions {
  readonly http: HttpClient
  readonly signal: AbortSignal
  settings(): WebhookSettings
  readBody(event: number): Promise<string>
  /** Is told of each try; the delivery stays with the sender until `written`. */
  ended(outcome: Outcome): void
}

/** Sends to one endpoint, in its order, and hinders nobody else. */
export class Sender {
  readonly #options: SenderOptions
  #endpoint: ClaimedEndpoint
  #secrets: readonly string[]
  #heldUntil = 0
  #waiting: Waiting[] = []
  /** On their way, or ended and not written down yet; of those that go on, how they stand. */
  readonly #busy = new Map<number, Waiting | 'flying' | 'ended'>()
  #flying = 0
  #restUntil = 0
  #reach: number = REACH.least
  #mayHaveMore = true
  /** Failed tries in a row; those that stand in the database; whether one succeeded since these were told. */
  #failures: number
  #toldFailures: number
  #hasSucceeded = false

  constructor(options: SenderOptions, endpoint: ClaimedEndpoint, secrets: readonly string[]) {
    this.#options = options
    this.#endpoint = endpoint
    this.#secrets = secrets
    this.#failures = endpoint.failures
    this.#toldFailures = endpoint.failures
    this.hold(endpoint, secrets)
  }

  /** It is this node's for some time more, and is reached so. */
  hold(endpoint: ClaimedEndpoint, secrets: readonly string[]): void {
    this.#endpoint = endpoint
    this.#secrets = secrets
    this.#heldUntil = performance.now() + endpoint.heldForMs - LEASE_RESERVE_MS
  }

  /** Sends nothing more than what is under way. @returns whether nothing is, and all is written down */
  letGo(): boolean {
    this.#waiting = []
    return this.#busy.size === 0
  }

  /**
   * How many deliveries it wants to have read; 0 where it has enough. @param isDue it is time to look anew
   */
  wants(isDue: boolean): number {
    const isShort = this.#waiting.length - this.#busy.size < AT_HAND_LEAST
    if (isShort && (isDue || this.#mayHaveMore)) return this.#reach
    return isDue && this.#next(1).length === 0 ? this.#reach : 0
  }

  /** Takes what was read of those that have not ended. */
  take(read: readonly Waiting[]): void {
    this.#waiting = read.flatMap((delivery) => {
      const known = this.#busy.get(delivery.id)
      if (known === 'ended') return []
      return typeof known === 'object' ? [known] : [delivery]
    })
    this.#mayHaveMore = read.length >= this.#reach
    const isStuck = this.#mayHaveMore && this.#flying === 0 && this.#next(1).length === 0
    this.#reach = isStuck ? Math.min(this.#reach * 2, REACH.most) : REACH.least
  }

  /** These outcomes stand in the database. */
  written(deliveries: readonly number[]): void {
    for (const id of deliveries) if (this.#busy.get(id) !== 'flying') this.#busy.delete(id)
  }

  /** Nothing is on its way. */
  get isStill(): boolean {
    return this.#flying === 0
  }

  /**
   * How the endpoint does, where there is something to tell: one that has been well and is well has
   * nothing.
   */
  health(): Health | undefined {
    const failures = this.#failures
    const hasSucceeded = this.#hasSucceeded
    this.#hasSucceeded = false
    if (failures === 0 && this.#toldFailures === 0) return undefined
    this.#toldFailures = failures
    return { endpoint: this.#endpoint.id, failures, hasSucceeded }
  }

  /** Sends whatever may go now. */
  pump(): void {
    const now = performance.now()
    if (this.#options.signal.aborted || now < this.#restUntil || now > this.#heldUntil) return
    const most = this.#failures >= CAREFUL_AFTER ? 1 : FLYING_MAX
    for (const delivery of this.#next(most - this.#flying)) {
      this.#busy.set(delivery.id, 'flying')
      this.#flying += 1
      void this.#fly(delivery)
    }
  }

  #next(most: number): Waiting[] {
    return most <= 0 ? [] : mayGo(this.#waiting, { now: performance.now(), busy: this.#busy, most })
  }

  async #fly(delivery: Waiting): Promise<void> {
    const { http, signal, settings, readBody } = this.#options
    let sent: Sent | undefined
    try {
      sent = await send(http, {
        url: this.#endpoint.url,
        secrets: this.#secrets,
        id: `msg_${delivery.stream}_${delivery.position}`,
        body: delivery.body ?? (await readBody(delivery.event)),
        timeLimitSeconds: settings().timeLimitSeconds,
        signal,
      })
    } catch {
      // The database did not give what is to be sent: it was not tried.
    }
    this.#flying -= 1
    // What the end of this node cut off counts as not tried: the next one sends it again.
    if (sent === undefined || (signal.aborted && sent.failure !== null)) this.#busy.delete(delivery.id)
    else this.#end(delivery, sent)
    this.pump()
  }

  #end(delivery: Waiting, sent: Sent): void {
    const { id, owner, attempts, forgiven } = delivery
    const settings = this.#options.settings()
    const n = attempts + 1
    const tries = n - forgiven
    const isDead = tries >= settings.attempts && sent.failure !== 'gone'
    const state = sent.failure === null ? 'delivered' : isDead ? 'dead' : 'pending'
    const pause = state === 'pending' ? pauseMs(tries, settings, sent.retryAfterSeconds) : 0
    if (state === 'pending') {
      const again = { ...delivery, attempts: n, notBefore: performance.now() + pause }
      this.#busy.set(id, again)
      this.#waiting = this.#waiting.map((other) => (other.id === id ? again : other))
    } else {
      this.#busy.set(id, 'ended')
      this.#waiting = this.#waiting.filter((other) => other.id !== id)
    }
    this.#count(sent.failure === null)
    const { at, tookMs, status, failure, answer } = sent
    const endpoint = this.#endpoint.id
    this.#options.ended({
      ...{ endpoint, owner, delivery: id, n, state, pauseMs: pause },
      ...{ at, tookMs, status, failure, answer },
    })
  }

  #count(isSuccess: boolean): void {
    if (isSuccess) {
      this.#failures = 0
      this.#hasSucceeded = true
      this.#restUntil = 0
      return
    }
    this.#failures += 1
    const over = this.#failures - CAREFUL_AFTER
    if (over >= 0) this.#restUntil = performance.now() + Math.min((over + 1) * REST_STEP_MS, REST_MAX_MS)
  }
}
