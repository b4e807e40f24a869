import type { Knex } from 'knex'
import type { Subscriber } from './event-registry.ts'
import type { EventStream } from './event-stream.ts'

/** A cursor as the relay knows it. */
export interface KnownCursor {
  readonly subscriber: string
  readonly event: string
  readonly position: number
  readonly isRunning: boolean
  /** Not before so many milliseconds from now. */
  readonly waitMs: number
}

/** Subscribers with the streams that they read. */
export interface Following {
  readonly subscriber: Subscriber
  readonly stream: EventStream
}

/**
 * Makes the cursors of subscribers that have none, and puts the others in line with what is switched on: one
 * whose plugin went away stands still; one that is back and behind asks whether it catches up or skips.
 */
export async function alignCursors(knex: Knex, following: readonly Following[]): Promise<void> {
  const rows = await Promise.all(
    following.map(async ({ subscriber, stream }) => ({
      subscriber: subscriber.plugin,
      event: subscriber.event,
      stream: stream.name,
      head: await stream.head(knex),
      position: subscriber.subscription.from === 'beginning' ? 0 : await stream.head(knex),
    })),
  )
  await knex.raw(
    `with followed as (
       select * from jsonb_to_recordset(?)
         as f(subscriber text, event text, stream text, head bigint, position bigint)),
     back as (
       update host.cursor c
          set state = case when f.subscriber is null then 'away'
                           when c.state <> 'away' then c.state
                           when ${behind('f.head')} then 'asking' else 'running' end
         from host.cursor a left join followed f on f.subscriber = a.subscriber and f.event = a.event
        where c.id = a.id and (f.subscriber is null) <> (a.state = 'away'))
     insert into host.cursor (subscriber, event, stream, position)
       select subscriber, event, stream, position from followed
     on conflict on constraint cursor_key do nothing`,
    [JSON.stringify(rows)],
  )
}

/** SQL that tells whether events of cursor `c` wait before it. */
function behind(head: string): string {
  return `case c.stream when 'outbox' then exists (select from host.outbox_position p
                          where c.event in (p.name, '*') and p.position > c.position)
                        else ${head} > c.position end`
}

/** How the cursors of these subscribers stand. */
export async function readCursors(knex: Knex): Promise<KnownCursor[]> {
  const { rows } = await knex.raw<{ rows: KnownCursor[] }>(
    `select subscriber, event, position, state = 'running' as "isRunning",
            greatest(0, extract(epoch from coalesce(next_try_at, now()) - now()) * 1000)::float8 as "waitMs"
       from host.cursor`,
  )
  return rows
}
