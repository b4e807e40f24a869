import type { ListDeclaration, Transaction } from '@stowage/sdk'
import { Delivery } from './delivery.schemas.ts'

/** Deliveries with their endpoint, their event and their last try. */
const joined = (trx: Transaction) =>
  trx('webhooks.delivery as d')
    .join('webhooks.endpoint as p', 'p.id', 'd.endpoint')
    .join('webhooks.event as e', 'e.id', 'd.event')
    .joinRaw(
      `left join lateral (select a.failure, a.status from webhooks.attempt a
                           where a.delivery = d.id order by a.id desc limit 1) l on true`,
    )

const fields: ListDeclaration['fields'] = {
  id: { column: 'd.id', type: 'integer', filter: ['eq', 'in'], sort: true },
  'endpoint.id': { column: 'p.id', type: 'uuid', filter: ['eq', 'in'], parameter: 'endpoint' },
  'endpoint.name': { column: 'p.name', type: 'string' },
  type: { column: 'e.name', type: 'string', filter: ['eq', 'in'] },
  stream: { column: 'e.stream', type: 'string', filter: ['eq', 'in'] },
  position: { column: 'e.position', type: 'integer', filter: true },
  subjects: { column: 'to_jsonb(d.subjects)', type: 'texts' },
  state: { column: 'd.state', type: 'string', filter: ['eq', 'in'] },
  attempts: { column: 'd.attempts', type: 'integer' },
  nextTryAt: { column: "case when d.state = 'pending' then d.next_try_at end", type: 'date-time' },
  failure: { column: 'l.failure', type: 'string', filter: ['eq', 'in'] },
  status: { column: 'l.status', type: 'integer' },
  isReplay: { column: 'd.replay is not null', type: 'boolean' },
  createdAt: { column: 'd.created_at', type: 'date-time', filter: true },
  endedAt: { column: 'd.ended_at', type: 'date-time' },
}

const common = { key: 'd.id', defaultSort: '-id', row: Delivery, fields } as const

/** `GET /api/v1/webhooks/deliveries` */
export const deliveryList: ListDeclaration = { ...common, from: joined }

/** `GET /api/v1/webhooks/dead-letters` */
export const deadLetterList: ListDeclaration = {
  ...common,
  from: (trx) => joined(trx).where('d.state', 'dead'),
}

/** One delivery as lists show it. */
export async function readDelivery(trx: Transaction, id: string) {
  const shown = Object.entries(fields).map(([name, { column }]) => trx.raw(`${column} as "${name}"`))
  const more = [trx.raw('p.url'), trx.raw('e.body'), trx.raw('p.owner')]
  return joined(trx)
    .where('d.id', id)
    .first([...shown, ...more])
}
