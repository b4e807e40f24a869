import { defineList } from '../../http/list/define-list.ts'
import { CursorOnTheWire } from './cursor.schemas.ts'

const LAG_MAX = 10_000
const LAG = `case c.stream
  when 'ledger' then least(${LAG_MAX}, (select last_position from ledger.sequencer) - c.position)
  else (select count(*) from (select from host.outbox_position p
         where c.event in (p.name, '*') and p.position > c.position limit ${LAG_MAX}) waiting) end`

/** How far each plugin has come with each event. */
export const cursorList = defineList({
  from: 'host.cursor as c',
  key: 'c.id',
  defaultSort: 'createdAt',
  row: CursorOnTheWire,
  fields: {
    id: { column: 'c.id', type: 'uuid', filter: true },
    subscriber: { column: 'c.subscriber', type: 'string', filter: ['eq', 'in'] },
    event: { column: 'c.event', type: 'string', filter: ['eq', 'in'] },
    state: {
      column: "case when c.state = 'running' and c.tries > 0 then 'failing' else c.state end",
      type: 'string',
      filter: ['eq', 'in'],
    },
    position: { column: 'c.position', type: 'integer' },
    lag: { column: LAG, type: 'integer' },
    delivered: { column: 'c.delivered', type: 'integer' },
    deliveredAt: { column: 'c.delivered_at', type: 'date-time' },
    tries: { column: 'c.tries', type: 'integer' },
    lastError: { column: 'c.last_error', type: 'string' },
    failedAt: { column: 'c.failed_at', type: 'date-time' },
    nextTryAt: { column: 'c.next_try_at', type: 'date-time' },
    createdAt: { column: 'c.created_at', type: 'date-time', sort: true },
  },
})
