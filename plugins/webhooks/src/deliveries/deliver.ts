import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { ServiceContext, Transaction, WorkerRun } from '@stowage/sdk'
import type { WebhookSettings } from '../../settings.ts'
import { type ClaimedEndpoint, claimEndpoints, releaseEndpoints } from './claim.ts'
import { type Outcome, writeHealth, writeOutcomes } from './outcomes.ts'
import { readBody, readWaiting } from './read-waiting.ts'
import { Sender } from './sender.ts'
import { switchOffFailing } from './switch-off.ts'

/** How often it is looked which endpoints have something due. */
const LOOK_MS = 200
/** So often at most outcomes are written down and more is read, while something is under way. */
const TURN_MS = 20
const OUTCOMES_MAX = 1_000
const PAUSE_AFTER_FAILURE_MS = 1_000
/** For so long what is under way is waited for at the end. */
const LAST_PATIENCE_MS = 1_500

type Context = Pick<ServiceContext, 'http' | 'secrets' | 'settings' | 'audit' | 'events' | 'mail'>

/**
 * Sends events to endpoints, in each node, for as long as the plugin is on:
 *   1. Five times a second it is looked which endpoints have something due; those that no other node
 *      sends to are taken, for some seconds.
 *   2. What waits for them is read, a few hundred deliveries each.
 *   3. Each endpoint has a sender of its own, with a few requests under way at once. Nobody waits for
 *      another's.
 *   4. How the tries ended is written down, for all endpoints in one transaction. Whoever is killed
 *      before sends again what was sent, under the same id.
 */
export async function deliverEvents(context: Context, worker: WorkerRun): Promise<void> {
  const round = new Round(context, worker)
  let isFailing = false
  while (!worker.signal.aborted) {
    try {
      await round.turn()
      isFailing = false
      await pause(round.isBusy ? TURN_MS : LOOK_MS, undefined, { signal: worker.signal }).catch(() => {})
    } catch (err) {
      if (!isFailing) worker.log.error({ err }, 'webhooks wait for the database')
      isFailing = true
      await pause(PAUSE_AFTER_FAILURE_MS, undefined, { signal: worker.signal }).catch(() => {})
    }
  }
  await round.end()
}

class Round {
  readonly #context: Context
  readonly #worker: WorkerRun
  readonly #node = randomUUID()
  readonly #senders = new Map<string, Sender>()
  readonly #opened = new Map<string, string>()
  #outcomes: Outcome[] = []
  #settings!: WebhookSettings
  #lookAt = 0
  #due: ReadonlySet<string> = new Set()

  constructor(context: Context, worker: WorkerRun) {
    this.#context = context
    this.#worker = worker
  }

  /** Something is under way. */
  get isBusy(): boolean {
    return this.#senders.size > 0
  }

  /** One transaction: what ended is written down, what is due is taken and read; then it is sent. */
  async turn(): Promise<void> {
    const isLook = performance.now() >= this.#lookAt
    if (isLook) await this.#prepareLook()
    const outcomes = this.#outcomes.slice(0, OUTCOMES_MAX)
    if (isLook || outcomes.length > 0 || this.#wanted(false).length > 0) {
      await this.#worker.transaction(async (trx) => {
        await this.#write(trx, outcomes)
        if (isLook) await this.#look(trx)
        await this.#read(trx, isLook)
      })
      this.#outcomes = this.#outcomes.slice(outcomes.length)
      const written = Map.groupBy(outcomes, ({ endpoint }) => endpoint)
      for (const [endpoint, theirs] of written) {
        this.#senders.get(endpoint)?.written(theirs.map(({ delivery }) => delivery))
      }
    }
    for (const sender of this.#senders.values()) sender.pump()
  }

  /** Writes down what has ended by now, and lets others go on. */
  async end(): Promise<void> {
    const until = performance.now() + LAST_PATIENCE_MS
    while (performance.now() < until && [...this.#senders.values()].some((sender) => !sender.isStill)) {
      await pause(TURN_MS)
    }
    await this.#worker.transaction(async (trx) => {
      await this.#write(trx, this.#outcomes)
      await releaseEndpoints(trx, this.#node)
    })
  }

  /** Settings count from the next look on. */
  async #prepareLook(): Promise<void> {
    this.#lookAt = performance.now() + LOOK_MS
    this.#settings = await this.#context.settings.of<WebhookSettings>()
  }

  async #write(trx: Transaction, outcomes: readonly Outcome[]): Promise<void> {
    if (outcomes.length === 0) return
    await writeOutcomes(trx, outcomes)
    const endpoints = [...new Set(outcomes.map(({ endpoint }) => endpoint))]
    const healths = endpoints.flatMap((endpoint) => this.#senders.get(endpoint)?.health() ?? [])
    await writeHealth(trx, healths)
    const failing = healths.flatMap(({ endpoint, failures }) => (failures > 0 ? [endpoint] : []))
    if (failing.length === 0) return
    const gone = outcomes.flatMap(({ endpoint, failure }) => (failure === 'gone' ? [endpoint] : []))
    const afterMinutes = this.#settings.switchOffAfterMinutes
    const { actor } = this.#worker
    await switchOffFailing(this.#context, trx, { actor, failing: { endpoints: failing, gone, afterMinutes } })
  }

  async #look(trx: Transaction): Promise<void> {
    const claimed = await claimEndpoints(trx, this.#node)
    for (const endpoint of claimed) {
      const secrets = this.#open(endpoint)
      if (secrets === undefined) continue
      const sender = this.#senders.get(endpoint.id)
      if (sender === undefined) this.#senders.set(endpoint.id, this.#senderTo(endpoint, secrets))
      else sender.hold(endpoint, secrets)
    }
    const due = new Set(claimed.map(({ id }) => id))
    for (const [id, sender] of this.#senders) if (!due.has(id) && sender.letGo()) this.#senders.delete(id)
    this.#due = due
  }

  async #read(trx: Transaction, isLook: boolean): Promise<void> {
    const reaches = this.#wanted(isLook)
    if (reaches.length === 0) return
    for (const [endpoint, waiting] of await readWaiting(trx, reaches)) {
      this.#senders.get(endpoint)!.take(waiting)
    }
  }

  #wanted(isLook: boolean) {
    return [...this.#senders].flatMap(([endpoint, sender]) => {
      const most = this.#due.has(endpoint) ? sender.wants(isLook) : 0
      return most === 0 ? [] : [{ endpoint, most }]
    })
  }

  #senderTo(endpoint: ClaimedEndpoint, secrets: readonly string[]): Sender {
    const { signal, transaction } = this.#worker
    return new Sender(
      {
        http: this.#context.http,
        signal,
        settings: () => this.#settings,
        readBody: (event) => transaction((trx) => readBody(trx, event)),
        ended: (outcome) => this.#outcomes.push(outcome),
      },
      endpoint,
      secrets,
    )
  }

  /** @returns nothing where the deployment's key is lost: then nothing can be signed */
  #open({ id, secrets }: ClaimedEndpoint): readonly string[] | undefined {
    if (this.#opened.size > 10_000) this.#opened.clear()
    try {
      return secrets.map((sealed) => {
        const opened = this.#opened.get(sealed) ?? this.#context.secrets.open(sealed)
        this.#opened.set(sealed, opened)
        return opened
      })
    } catch (err) {
      this.#worker.log.error({ err, endpoint: id }, 'an endpoint’s secret cannot be read')
      return undefined
    }
  }
}
