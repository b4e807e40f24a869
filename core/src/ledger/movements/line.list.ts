import type { Transaction } from '@stowage/sdk'
import type { Knex } from 'knex'
import { Type } from 'typebox'
import { defineList } from '../../http/list/define-list.ts'
import type { ListField, ListQuery } from '../../http/list/list-declaration.ts'
import { hasScope, scopedBuckets, scopeParameters } from '../balances/balance-scope.ts'
import { LineRow } from './movement.schemas.ts'

/** To an actor bound to some sites, the other end may be in one that he does not see. */
const codeOf = (place: string) => `coalesce(${place}.code, '(another site)')`

/** The fields of a line with its movement, over what `namedLines` joins. */
export const lineFields: Record<string, ListField> = {
  id: { column: 'n.id', type: 'integer', sort: true },
  movement: { column: 'n.movement', type: 'uuid', filter: true },
  n: { column: 'n.n', type: 'integer', sort: true },
  at: { column: 'n.at', type: 'date-time', sort: true, filter: true },
  effectiveAt: { column: 'n.effective_at', type: 'date-time', sort: true, filter: true },
  'item.id': { column: 'i.id', type: 'uuid' },
  'item.sku': { column: 'i.sku', type: 'string' },
  'item.name': { column: 'i.name', type: 'string' },
  'item.baseUnit': { column: 'i.base_unit', type: 'string' },
  'item.serials': { column: 'i.serials', type: 'string' },
  'from.location': { column: 'fb.location', type: 'uuid' },
  'from.code': { column: codeOf('fl'), type: 'string' },
  'from.status': { column: 'ft.name', type: 'string' },
  'to.location': { column: 'tb.location', type: 'uuid' },
  'to.code': { column: codeOf('tl'), type: 'string' },
  'to.status': { column: 'tt.name', type: 'string' },
  'lot.id': { column: 't.id', type: 'uuid' },
  'lot.name': { column: 't.name', type: 'string' },
  'from.handlingUnit.id': { column: 'fu.id', type: 'uuid' },
  'from.handlingUnit.code': { column: 'fu.code', type: 'string' },
  'to.handlingUnit.id': { column: 'tu.id', type: 'uuid' },
  'to.handlingUnit.code': { column: 'tu.code', type: 'string' },
  catchQuantity: { column: 'n.catch_quantity', type: 'number' },
  'keyed.quantity': { column: 'n.keyed_quantity', type: 'number' },
  'keyed.level': { column: 'n.keyed_level', type: 'uuid' },
  returnsLine: { column: 'n.returns_line', type: 'integer' },
  quantity: { column: 'n.quantity', type: 'number', filter: true },
  change: { column: 'n.change', type: 'number' },
  fromAfter: { column: 'n.from_after', type: 'number' },
  toAfter: { column: 'n.to_after', type: 'number' },
  isLate: { column: 'n.from_late or n.to_late', type: 'boolean' },
  kind: { column: 'm.kind', type: 'string', filter: ['eq', 'in'] },
  reason: { column: 'm.reason', type: 'string', filter: ['eq', 'in', 'isNull'] },
  'source.type': { column: 'm.source_type', type: 'string' },
  'source.id': { column: 'm.source_id', type: 'string' },
  reverses: { column: 'm.reverses', type: 'uuid' },
  note: { column: 'm.note', type: 'string' },
  'actor.id': { column: 'm.actor', type: 'uuid' },
  'actor.name': { column: "coalesce(a.name, '')", type: 'string' },
  'owner.id': { column: 'o.id', type: 'uuid' },
  'owner.name': { column: 'o.name', type: 'string' },
}

/** `GET /api/v1/ledger/lines`: the movements behind a figure. */
export const lineList = defineList({
  from: (trx, query) => namedLines(trx, linesBehind(trx, query)),
  key: 'n.id',
  defaultSort: '-id',
  row: LineRow,
  byOwner: { column: 'n.owner', sorts: ['id'] },
  parameters: Type.Object(scopeParameters),
  fields: lineFields,
})

/** The lines of one movement, in their order. */
export const movementLines = defineList({
  from: (trx, query) => namedLines(trx, linesBehind(trx, query)),
  key: 'n.n',
  defaultSort: 'n',
  row: LineRow,
  parameters: Type.Object(scopeParameters),
  fields: lineFields,
})

/**
 * Lines that touch the balances of a query's scope, with what each adds to them. Without a scope every
 * balance is meant, and a transfer within them adds nothing.
 */
function linesBehind(trx: Transaction, query: ListQuery): Knex.Raw {
  if (!hasScope(query)) {
    return trx.raw(
      `(select l.*, case when l.to_after is null then 0 else l.quantity end
                    - case when l.from_after is null then 0 else l.quantity end as change
          from ledger.line l) as n`,
    )
  }
  return trx.raw(
    `(select l.*,
             case when l.to_after is not null and l.to_bucket = any (c.buckets) then l.quantity else 0 end
               - case when l.from_after is not null and l.from_bucket = any (c.buckets)
                      then l.quantity else 0 end as change
        from (select array(?) as buckets) c
        join ledger.line l on (l.from_bucket = any (c.buckets) and l.from_after is not null)
          or (l.to_bucket = any (c.buckets) and l.to_after is not null)) as n`,
    [scopedBuckets(trx, query)],
  )
}

/** Lines (a subquery `n` with a `change`) with the names of all that they are about. */
export function namedLines(trx: Transaction, lines: Knex.Raw): Knex.QueryBuilder {
  return trx
    .from(lines)
    .join('ledger.movement as m', 'm.id', 'n.movement')
    .join('ledger.bucket as fb', 'fb.id', 'n.from_bucket')
    .join('ledger.bucket as tb', 'tb.id', 'n.to_bucket')
    .join('items.item as i', 'i.id', 'fb.item')
    .leftJoin('locations.location as fl', 'fl.id', 'fb.location')
    .leftJoin('locations.location as tl', 'tl.id', 'tb.location')
    .join('ledger.status as ft', 'ft.no', 'fb.status')
    .join('ledger.status as tt', 'tt.no', 'tb.status')
    .leftJoin('items.lot as t', 't.id', 'fb.lot')
    .leftJoin('locations.handling_unit as fu', 'fu.id', 'fb.handling_unit')
    .leftJoin('locations.handling_unit as tu', 'tu.id', 'tb.handling_unit')
    .join('access.owner as o', 'o.no', 'n.owner')
    .leftJoin('access.actor as a', 'a.id', 'm.actor')
}
