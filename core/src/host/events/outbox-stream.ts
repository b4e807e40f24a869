import { EVERY_EVENT } from '@stowage/sdk'
import { type EventStream, eventsRead, type StoredRow } from './event-stream.ts'

const BYTES_MAX = 4 * 1024 * 1024

/** What plugins emitted, in the order that the sequencer gave. */
export const outboxStream: EventStream = {
  name: 'outbox',
  async head(knex) {
    const { rows } = await knex.raw('select last_position from host.outbox_sequencer')
    return rows[0].last_position
  },
  async newest(knex, events, after) {
    const { rows } = await knex.raw<{ rows: { name: string; position: number }[] }>(
      `select e.name, p.position from unnest(?::text[]) e (name)
        cross join lateral (select p.position from host.outbox_position p
          where p.name = e.name and p.position > ? order by p.position desc limit 1) p`,
      [[...events], after],
    )
    const newest = new Map(rows.map(({ name, position }) => [name, position]))
    if (events.includes(EVERY_EVENT)) newest.set(EVERY_EVENT, await outboxStream.head(knex))
    return newest
  },
  async read(knex, { event, after, most }) {
    const isEvery = event === EVERY_EVENT
    const { rows } = await knex.raw<{ rows: StoredRow[] }>(
      `select s.position, s.name, s.at, s.owner, s.payload, max(s.bytes) over () > ? as is_cut
         from (select p.position, p.name, o.at, o.owner, t.payload,
                      sum(octet_length(t.payload)) over (order by p.position) as bytes,
                      row_number() over (order by p.position) as n
                 from (select * from host.outbox_position q
                        where ${isEvery ? '' : 'q.name = ? and'} q.position > ?
                        order by q.position limit ?) p
                 join host.outbox o on o.id = p.event
                cross join lateral (select o.payload::text as payload) t) s
        where s.n = 1 or s.bytes <= ?
        order by s.position`,
      [BYTES_MAX, ...(isEvery ? [] : [event]), after, most, BYTES_MAX],
    )
    return eventsRead(rows, most)
  },
}
