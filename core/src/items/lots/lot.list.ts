import { defineList } from '../../http/list/define-list.ts'
import { Lot } from './lot.schemas.ts'

/** The list of lots. `item=…&sort=expiresOn` gives those of one item, the first to go first. */
export const lotList = defineList({
  from: (trx) =>
    trx('items.lot as t')
      .join('items.item as i', 'i.id', 't.item')
      .leftJoin('access.owner as o', 'o.no', 't.owner'),
  key: 't.id',
  entity: 'items.lot',
  defaultSort: 'name',
  row: Lot,
  search: ['t.name', 'i.sku', 'i.name'],
  byOwner: { column: 'case when t.owner is null then 0 else t.owner end', sorts: ['name'] },
  fields: {
    id: { column: 't.id', type: 'uuid', filter: true },
    item: { column: 't.item', type: 'uuid', filter: true },
    sku: { column: 'i.sku', type: 'string', filter: ['eq', 'in'] },
    itemName: { column: 'i.name', type: 'string' },
    owner: { column: 'o.id', type: 'uuid', filter: true },
    name: { column: 't.name', type: 'string', filter: true, sort: true },
    manufacturedOn: { column: 't.manufactured_on', type: 'date', filter: true, sort: true },
    bestBefore: { column: 't.best_before', type: 'date', filter: true, sort: true },
    expiresOn: { column: 't.expires_on', type: 'date', filter: true, sort: true },
    retestOn: { column: 't.retest_on', type: 'date', filter: true, sort: true },
    attributes: { column: 't.attributes', type: 'json' },
    version: { column: 't.version', type: 'integer' },
    createdAt: { column: 't.created_at', type: 'date-time', filter: true, sort: true },
    updatedAt: { column: 't.updated_at', type: 'date-time', filter: true, sort: true },
  },
})
