import type { ListDeclaration } from '@stowage/sdk'
import type { FastifyPluginAsync } from 'fastify'
import { ShortageRow } from './shortage.schemas.ts'

/** What stands below its reorder point, worst first. */
const shortages: ListDeclaration = {
  from: (trx) =>
    trx('inventory.reorder_point as r')
      .join('stock.item as i', 'i.id', 'r.item')
      .join('stock.site as s', 's.id', 'r.site')
      .leftJoin('inventory.shortage as h', 'h.reorder_point', 'r.id')
      .joinRaw(
        `cross join lateral (select coalesce(sum(b.available), 0) as available from stock.balance b
                              where b.item = r.item and b.site = r.site) a`,
      )
      .whereRaw('a.available < r.minimum'),
  key: 'r.id',
  defaultSort: '-missing',
  row: ShortageRow,
  fields: {
    id: { column: 'r.id', type: 'uuid' },
    'item.id': { column: 'i.id', type: 'uuid', filter: ['eq', 'in'], parameter: 'item' },
    'item.sku': { column: 'i.sku', type: 'string', sort: true, filter: true },
    'item.name': { column: 'i.name', type: 'string' },
    'item.baseUnit': { column: 'i.base_unit', type: 'string' },
    'site.id': { column: 's.id', type: 'uuid', filter: ['eq', 'in'], parameter: 'site' },
    'site.code': { column: 's.code', type: 'string', sort: true },
    minimum: { column: 'r.minimum', type: 'number' },
    target: { column: 'r.target', type: 'number' },
    available: { column: 'a.available', type: 'number' },
    missing: { column: 'r.minimum - a.available', type: 'number', sort: true },
    proposed: { column: 'h.proposed', type: 'number' },
    decision: { column: 'h.decision', type: 'uuid' },
  },
}

/** `GET /api/v1/inventory/shortages` */
export const shortageRoutes: FastifyPluginAsync = async (app) => {
  app.list('/shortages', {
    permission: 'inventory.reorder_point.read',
    list: shortages,
    summary: 'List what runs short',
    description: 'Reorder points with less available at their site than their minimum.',
  })
}
