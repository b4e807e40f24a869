import type { FastifyBaseLogger } from 'fastify'
import type { TObject } from 'typebox'
import type { Transaction } from './actor.ts'
import type { Services } from './declaration.ts'

/** Something that happened, as subscribers get it: at least once, in the public order. */
export interface PlatformEvent<Payload = unknown> {
  /** Rises from event to event; what a subscriber's cursor stands at. */
  readonly position: number
  /** `plugin.noun.verb@1`: past tense, and the version of its shape. */
  readonly name: string
  readonly at: string
  /** Whose it is, by number; 0 is the house's. */
  readonly owner: number
  /** Frozen: all subscribers are given the same. */
  readonly payload: Payload
}

/** What an event handler works with: one transaction, which also moves its cursor on. */
export interface EventContext {
  /** Sees all owners, as its plugin. */
  readonly trx: Transaction
  readonly services: Services
  readonly log: FastifyBaseLogger
  /** Aborted when the time limit is over: whatever goes on after it is taken back. */
  readonly signal: AbortSignal
}

/**
 * Takes part in what happened after it was committed. Events come in batches, in order; the batch's
 * transaction commits together with the cursor, so what is written there happens once. One that throws is
 * tried again with growing pauses and stands still meanwhile, in sight of the administrator.
 */
export interface Subscription<Payload = unknown> {
  /** Where it begins: with what comes after it was enabled, or with the first event that is kept. */
  readonly from: 'enabled' | 'beginning'
  /** How many events at most at once; 500 unless said, and no more. */
  readonly batch?: number
  /** 30 unless said, 120 at most. */
  readonly timeLimitSeconds?: number
  run(events: readonly PlatformEvent<Payload>[], context: EventContext): Promise<void>
}

/**
 * The name in `on` of whatever plugins tell by `emit`, each in its turn, in one order. What the ledger
 * posts has an
 * order of its own, and is taken part in by its name.
 * @since 0.1.0
 */
export const EVERY_EVENT = '*'

/**
 * The keyword of a payload's member that says which thing an event is about. Whoever hands events on
 * keeps the order
 * of those about one thing, and may pass over what waits about another.
 * @example item: Type.String({ format: 'uuid', [SUBJECT]: true })
 * @since 0.1.0
 */
export const SUBJECT = 'x-subject'

/** The shapes of what a plugin tells others, by name. */
export type EventDeclarations = Readonly<Record<string, TObject>>

/** An event that is about to be told. */
export interface EventDraft {
  readonly payload: Readonly<Record<string, unknown>>
  /** Whose it is, by number; 0 is the house's. */
  readonly owner: number
}

/** Tells what happened, within the transaction in which it does: rolled back, it never did. */
export interface EventEmitter {
  /**
   * @param name one that this plugin declares
   * @throws DomainError `host.event_not_declared`, `host.event_payload`: it does not fit its declaration
   */
  emit(
    trx: Transaction,
    name: string,
    payload: Readonly<Record<string, unknown>>,
    options: { readonly owner: number },
  ): Promise<void>
  /** The same for many of one name, in one statement. */
  emitAll(trx: Transaction, name: string, events: readonly EventDraft[]): Promise<void>
}

/**
 * The two orders that events stand in, each with positions of its own: movements, and all that is emitted.
 */
export type EventOrder = 'ledger' | 'outbox'

/** An event that some plugin declares. */
export interface KnownEvent {
  readonly name: string
  readonly plugin: string
  readonly order: EventOrder
  readonly schema: TObject
}

/**
 * What was told, for whoever hands it on: from any position that is kept, as somebody who sees all
 * owners. Movements
 * are kept for good, what was emitted for 30 days at least.
 * @since 0.1.0
 */
export interface EventHistory {
  /** All events that there are, by name. */
  known(): readonly KnownEvent[]
  /** The last position of an order. */
  head(order: EventOrder): Promise<number>
  /** @param most 500 at most */
  read(question: {
    readonly order: EventOrder
    readonly after: number
    readonly most: number
  }): Promise<{ readonly events: readonly PlatformEvent[]; readonly isEnd: boolean }>
}
