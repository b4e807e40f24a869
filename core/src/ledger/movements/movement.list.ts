import type { Transaction } from '@stowage/sdk'
import type { Knex } from 'knex'
import { Type } from 'typebox'
import { defineList } from '../../http/list/define-list.ts'
import type { ListQuery } from '../../http/list/list-declaration.ts'
import { hasScope, scopedBuckets, scopeParameters } from '../balances/balance-scope.ts'
import { MovementRow } from './movement.schemas.ts'

const { owner, ...placeParameters } = scopeParameters

/** `GET /api/v1/ledger/movements` */
export const movementList = defineList({
  from: (trx, query) => {
    const movements = trx('ledger.movement as m')
      .join('access.owner as o', 'o.no', 'm.owner')
      .leftJoin('access.actor as a', 'a.id', 'm.actor')
      .leftJoin('ledger.reversal as r', 'r.movement', 'm.id')
    if (query.owner !== undefined) movements.where('o.id', query.owner)
    return hasScope(query) ? movements.whereRaw('m.id in (?)', [movementsTouching(trx, query)]) : movements
  },
  key: 'm.id',
  defaultSort: '-at',
  row: MovementRow,
  byOwner: { column: 'm.owner', sorts: ['at'] },
  parameters: Type.Object({ ...placeParameters, owner }),
  fields: {
    id: { column: 'm.id', type: 'uuid', filter: true },
    kind: { column: 'm.kind', type: 'string', filter: ['eq', 'in'], sort: true },
    at: { column: 'm.at', type: 'date-time', filter: true, sort: true },
    effectiveAt: { column: 'm.effective_at', type: 'date-time', filter: true, sort: true },
    'owner.id': { column: 'o.id', type: 'uuid' },
    'owner.name': { column: 'o.name', type: 'string' },
    'actor.id': { column: 'm.actor', type: 'uuid', filter: true, parameter: 'actor' },
    'actor.name': { column: "coalesce(a.name, '')", type: 'string' },
    reason: { column: 'm.reason', type: 'string', filter: ['eq', 'in', 'isNull'] },
    'source.type': { column: 'm.source_type', type: 'string', filter: ['eq', 'in'], parameter: 'sourceType' },
    'source.id': {
      column: 'm.source_id',
      type: 'string',
      filter: ['eq', 'in', 'startsWith'],
      parameter: 'source',
    },
    reverses: { column: 'm.reverses', type: 'uuid', filter: ['eq', 'isNull'] },
    reversedBy: { column: 'r.reversed_by', type: 'uuid', filter: ['isNull'] },
    origin: { column: 'm.origin', type: 'string', filter: ['eq', 'isNull'] },
    note: { column: 'm.note', type: 'string' },
    overrides: { column: 'm.overrides', type: 'json', filter: ['isNull'] },
  },
})

/** Two index scans, one a side; an OR over both would read every line. */
function movementsTouching(trx: Transaction, query: ListQuery): Knex.Raw {
  const buckets = () => scopedBuckets(trx, query)
  return trx.raw(
    `select movement from ledger.line where from_bucket = any (array(?)) and from_after is not null
     union all
     select movement from ledger.line where to_bucket = any (array(?)) and to_after is not null`,
    [buckets(), buckets()],
  )
}
