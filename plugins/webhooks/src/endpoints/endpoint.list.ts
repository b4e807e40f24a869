import type { ListDeclaration, Transaction } from '@stowage/sdk'
import { Endpoint } from './endpoint.schemas.ts'

const COUNTED_MAX = 10_000
const counted = (state: string) =>
  `(select count(*) from (select from webhooks.delivery d where d.endpoint = r.id and d.state = '${state}'
      limit ${COUNTED_MAX}) few)::int`

const columns = {
  id: 'r.id',
  name: 'r.name',
  url: 'r.url',
  owner: 'o.id',
  events: 'r.events',
  notify: 'r.notify',
  isOn: 'r.is_on',
  switchedOffAt: 'r.switched_off_at',
  switchedOffBecause: 'r.switched_off_because',
  failingSince: 'l.failing_since',
  pending: counted('pending'),
  dead: counted('dead'),
  formerSecretUntil: 'case when r.former_until > now() then r.former_until end',
  version: 'r.version',
  createdAt: 'r.created_at',
  updatedAt: 'r.updated_at',
} as const

const from = (trx: Transaction) =>
  trx('webhooks.endpoint as r')
    .join('webhooks.lane as l', 'l.endpoint', 'r.id')
    .leftJoin('access.owner as o', 'o.no', 'r.owner')

/** `GET /api/v1/webhooks/endpoints` */
export const endpointList: ListDeclaration = {
  from,
  key: 'r.id',
  defaultSort: 'name',
  row: Endpoint,
  search: ['r.name', 'r.url'],
  fields: {
    id: { column: columns.id, type: 'uuid', filter: true },
    name: { column: columns.name, type: 'string', sort: true },
    url: { column: columns.url, type: 'string' },
    owner: { column: columns.owner, type: 'uuid', filter: ['eq', 'in'] },
    events: { column: columns.events, type: 'texts' },
    notify: { column: columns.notify, type: 'string' },
    isOn: { column: columns.isOn, type: 'boolean', filter: true },
    switchedOffAt: { column: columns.switchedOffAt, type: 'date-time' },
    switchedOffBecause: { column: columns.switchedOffBecause, type: 'string' },
    failingSince: { column: columns.failingSince, type: 'date-time' },
    pending: { column: columns.pending, type: 'integer' },
    dead: { column: columns.dead, type: 'integer' },
    formerSecretUntil: { column: columns.formerSecretUntil, type: 'date-time' },
    version: { column: columns.version, type: 'integer' },
    createdAt: { column: columns.createdAt, type: 'date-time', sort: true },
    updatedAt: { column: columns.updatedAt, type: 'date-time' },
  },
}

/** One endpoint as it is shown; nothing where the actor may not see it. */
export async function readEndpoint(trx: Transaction, id: string): Promise<Endpoint | undefined> {
  const shown = Object.entries(columns).map(([name, column]) => trx.raw(`${column} as "${name}"`))
  return from(trx).where('r.id', id).first(shown)
}
