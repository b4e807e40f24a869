import type { PlatformEvent } from '@stowage/sdk'
import type { Knex } from 'knex'

/** Events of one name that come after a position, frozen: all subscribers are given the same. */
export interface EventsRead {
  readonly events: readonly PlatformEvent[]
  /** Nothing more of this name stands in the order up to now. */
  readonly isEnd: boolean
  /** How long all payloads are as text: about what they take of the memory. */
  readonly characters: number
}

/** What is to be read. */
export interface EventQuestion {
  /** Its name, or `*` for every one of the order. */
  readonly event: string
  readonly after: number
  readonly most: number
}

/** A dense order of events: the outbox, or a record that is one by itself. */
export interface EventStream {
  readonly name: 'outbox' | 'ledger'
  /** The last position given so far. */
  head(knex: Knex): Promise<number>
  /** The last position of each of these events after one; those without any are left out. */
  newest(knex: Knex, events: readonly string[], after: number): Promise<ReadonlyMap<string, number>>
  /** Reads in order, and no more than fits into memory several times. */
  read(knex: Knex, question: EventQuestion): Promise<EventsRead>
}

/** A row of a reading query, its payload as text; `is_cut` where it stopped early because of their size. */
export interface StoredRow extends Omit<PlatformEvent, 'payload'> {
  readonly payload: string
  readonly is_cut: boolean
}

/** Makes of rows what a stream answers. */
export function eventsRead(rows: readonly StoredRow[], most: number): EventsRead {
  const events = rows.map(({ position, name, at, owner, payload }) =>
    Object.freeze({ position, name, at, owner, payload: frozen(JSON.parse(payload)) }),
  )
  return {
    events: Object.freeze(events),
    isEnd: rows.length < most && !(rows[0]?.is_cut ?? false),
    characters: rows.reduce((sum, { payload }) => sum + payload.length, 0),
  }
}

/** Whoever writes into a payload is told so by a throw, and nobody else finds it there. */
function frozen<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null) return value
  for (const member of Object.values(value)) frozen(member)
  return Object.freeze(value)
}
