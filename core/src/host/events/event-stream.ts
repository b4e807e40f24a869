import type { PlatformEvent } from '@stowage/sdk'
import type { Knex } from 'knex'

/** An event as it is read, its payload still text: each subscriber gets a copy of his own. */
export interface StoredEvent extends Omit<PlatformEvent, 'payload'> {
  readonly payload: string
}

/** Events of one name that come after a position. */
export interface EventsRead {
  readonly events: readonly StoredEvent[]
  /** Nothing more of this name stands in the order up to now. */
  readonly isEnd: boolean
}

/** What is to be read. */
export interface EventQuestion {
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

/** Rows of a reading query; `is_cut` where it stopped early because of their size. */
export interface StoredRow extends StoredEvent {
  readonly is_cut: boolean
}

/** Makes of rows what a stream answers. */
export function eventsRead(rows: readonly StoredRow[], most: number): EventsRead {
  const events = rows.map(({ position, name, at, owner, payload }) => ({
    position,
    name,
    at,
    owner,
    payload,
  }))
  return { events, isEnd: rows.length < most && !(rows[0]?.is_cut ?? false) }
}
