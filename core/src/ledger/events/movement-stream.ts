import { type EventStream, eventsRead, type StoredRow } from '../../host/events/event-stream.ts'

/** The one event that this stream has. */
export const MOVEMENT_POSTED = 'ledger.movement.posted@1'

const LINES_MAX = 10_000
const NONE = "'00000000-0000-0000-0000-000000000000'::uuid"

/** One end of a line as JSON, of the bucket `alias`. */
const sideOf = (alias: string, after: string) =>
  `jsonb_build_object('location', ${alias}.location, 'status', ${alias}s.name,
     'lot', nullif(${alias}.lot, ${NONE}),
     'handlingUnit', nullif(${alias}.handling_unit, ${NONE}), 'after', ${after})`

/** A movement's lines as JSON, in their order. Months before its own are left unread. */
const LINES = `
  select coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'n', l.n, 'item', f.item,
           'quantity', l.quantity::float8, 'catchQuantity', l.catch_quantity::float8,
           'from', ${sideOf('f', 'l.from_after::float8')},
           'to', ${sideOf('t', 'l.to_after::float8')}, 'isLate', l.from_late or l.to_late,
           'returnsLine', l.returns_line, 'allocation', l.allocation) order by l.n), '[]') as lines
    from ledger.line l
    join ledger.bucket f on f.id = l.from_bucket join ledger.status fs on fs.no = f.status
    join ledger.bucket t on t.id = l.to_bucket join ledger.status ts on ts.no = t.status
   where l.movement = m.id and l.at >= least(m.at, m.effective_at)`

/** Movements as events, read from the record itself by their positions: nothing is written twice. */
export const movementStream: EventStream = {
  name: 'ledger',
  async head(knex) {
    const { rows } = await knex.raw('select last_position from ledger.sequencer')
    return rows[0].last_position
  },
  async newest(knex, events, after) {
    const head = await movementStream.head(knex)
    return new Map(head > after ? events.map((event) => [event, head]) : [])
  },
  async read(knex, { event, after, most }) {
    const { rows } = await knex.raw<{ rows: StoredRow[] }>(
      `with placed as materialized (
         select p.position, p.movement from ledger.position p
          where p.position > ? order by p.position limit ?),
       counted as materialized (
         select p.position, m.id, m.at, m.effective_at, sum(n.lines) over (order by p.position) as lines,
                row_number() over (order by p.position) as n
           from placed p join ledger.movement m on m.id = p.movement
          cross join lateral (select count(*) as lines from ledger.line l
                               where l.movement = m.id and l.at >= least(m.at, m.effective_at)) n)
       select c.position, ?::text as name, m.at, m.owner,
              (select max(lines) from counted) > ? as is_cut,
              jsonb_build_object('id', m.id, 'kind', m.kind, 'owner', o.id, 'effectiveAt', m.effective_at,
                'actor', m.actor, 'reason', m.reason, 'source', case when m.source_id is not null
                  then jsonb_build_object('type', m.source_type, 'id', m.source_id) end,
                'reverses', m.reverses, 'origin', m.origin, 'note', m.note, 'lines', l.lines)::text as payload
         from counted c
         join ledger.movement m on m.id = c.id
         join access.owner o on o.no = m.owner
        cross join lateral (${LINES}) l
        where c.n = 1 or c.lines <= ?
        order by c.position`,
      [after, most, event, LINES_MAX, LINES_MAX],
    )
    return eventsRead(rows, most)
  },
}
