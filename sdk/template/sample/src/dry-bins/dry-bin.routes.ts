import type { ListDeclaration, PointReader } from '@stowage/sdk'
import type { FastifyPluginAsync } from 'fastify'
import { Type } from 'typebox'
import { Advice } from './advice.ts'

const Id = Type.String({ format: 'uuid' })
const permission = 'sample.limit.read'

/** Bins that ran dry and are still empty of that item. */
const dryBins: ListDeclaration = {
  from: (trx) =>
    trx('sample.dry_bin as d')
      .join('stock.item as i', 'i.id', 'd.item')
      .join('stock.location as l', 'l.id', 'd.location')
      .whereRaw(
        `not exists (select from stock.balance b where b.location = d.location and b.item = d.item
                       and b.owner = d.owner and b.on_hand > 0)`,
      ),
  key: ['d.location', 'd.item', 'd.owner'],
  defaultSort: '-at',
  row: Type.Object({
    location: Type.Object({ id: Id, code: Type.String() }),
    item: Type.Object({ id: Id, sku: Type.String() }),
    at: Type.String({ format: 'date-time' }),
  }),
  fields: {
    'location.id': { column: 'l.id', type: 'uuid', filter: ['eq', 'in'], parameter: 'location' },
    'location.code': { column: 'l.code', type: 'string' },
    'item.id': { column: 'i.id', type: 'uuid', filter: ['eq', 'in'], parameter: 'item' },
    'item.sku': { column: 'i.sku', type: 'string' },
    at: { column: 'd.at', type: 'date-time', sort: true },
  },
}

/** `GET /api/v1/sample/dry-bins` and `/advice` */
export function dryBinRoutes(points: PointReader): FastifyPluginAsync {
  return async (app) => {
    app.list('/dry-bins', { permission, list: dryBins, summary: 'List bins that ran dry' })

    app.get(
      '/advice',
      {
        config: { permission },
        schema: {
          summary: 'Tell what to do about them',
          response: { 200: Type.Object({ data: Type.Array(Advice) }) },
        },
      },
      async () => ({ data: points.of<Advice>('sample.advice').map(({ value }) => value) }),
    )
  }
}
