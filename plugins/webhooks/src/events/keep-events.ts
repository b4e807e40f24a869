import type { EventHistory, EventOrder, PlatformEvent, Transaction } from '@stowage/sdk'
import { subjectFinder } from './subjects.ts'

/** An endpoint as far as it decides what it is told of. */
export interface Receiver {
  readonly id: string
  /** By number; 0 is told of all owners' events. */
  readonly owner: number
  /** None means all. */
  readonly events: readonly string[]
  /** What happened before is not for it. */
  readonly since?: string | Date
}

/** Puts events on their way to endpoints. */
export type KeepEvents = (
  trx: Transaction,
  told: {
    readonly order: EventOrder
    readonly events: readonly PlatformEvent[]
    readonly receivers: readonly Receiver[]
    /** The wish to send former events again that this comes of: by it none goes out twice. */
    readonly replay?: string
  },
) => Promise<void>

/** The endpoints that are on. */
export async function readReceivers(trx: Transaction): Promise<readonly Receiver[]> {
  return trx('webhooks.endpoint')
    .where({ is_on: true })
    .orderBy('id')
    .select('id', 'owner', 'events', 'on_since as since')
}

/** Makes it, once when the plugin is composed. */
export function createKeepEvents(history: EventHistory): KeepEvents {
  let finders: ReadonlyMap<string, (payload: unknown) => readonly string[]> | undefined
  const subjectsOf = ({ name, payload }: PlatformEvent) => {
    finders ??= new Map(history.known().map((known) => [known.name, subjectFinder(known.schema)]))
    const subjects = finders.get(name)?.(payload) ?? []
    // What is about no thing that anybody named is told in the order of its kind.
    return subjects.length === 0 ? [name] : subjects
  }
  return async (trx, { order, events, receivers, replay }) => {
    const wanted = events.filter((event) => receivers.some((receiver) => isFor(receiver, event)))
    if (wanted.length === 0) return
    const ids = await keep(trx, order, wanted)
    const deliveries = wanted.flatMap((event) => {
      const subjects = subjectsOf(event)
      return receivers
        .filter((receiver) => isFor(receiver, event))
        .map(({ id, owner }) => ({ endpoint: id, owner, event: ids.get(event.position), subjects }))
    })
    await trx.raw(
      `insert into webhooks.delivery (owner, endpoint, event, subjects, replay)
       select owner, endpoint, event, subjects, ?::uuid
         from jsonb_to_recordset(?) as t(owner int, endpoint uuid, event bigint, subjects text[])
       on conflict on constraint delivery_of_replay_key do nothing`,
      [replay ?? null, JSON.stringify(deliveries)],
    )
  }
}

function isFor({ owner, events, since }: Receiver, event: PlatformEvent): boolean {
  const isItsOwners = owner === 0 || owner === event.owner
  const isWanted = events.length === 0 || events.includes(event.name)
  return isItsOwners && isWanted && (since === undefined || new Date(event.at) >= new Date(since))
}

/** @returns the id of each by its position; one that is there already stays as it is */
async function keep(
  trx: Transaction,
  order: EventOrder,
  events: readonly PlatformEvent[],
): Promise<ReadonlyMap<number, number>> {
  const rows = events.map((event) => ({ ...event, body: bodyOf(event), payload: undefined }))
  const { rows: kept } = await trx.raw<{ rows: { id: number; position: number }[] }>(
    `insert into webhooks.event as e (stream, owner, position, name, at, body)
     select ?, owner, position, name, at, body
       from jsonb_to_recordset(?) as t(owner int, position bigint, name text, at timestamptz, body text)
     on conflict on constraint event_key do update set kept_at = now()
     returning id, position`,
    [order, JSON.stringify(rows)],
  )
  return new Map(kept.map(({ id, position }) => [position, id]))
}

/** What is sent: the same bytes at each try. */
function bodyOf({ name: type, at: timestamp, position, payload: data }: PlatformEvent): string {
  return JSON.stringify({ type, timestamp, position, data })
}
