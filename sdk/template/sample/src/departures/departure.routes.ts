import type { ListDeclaration } from '@stowage/sdk'
import type { FastifyPluginAsync } from 'fastify'
import { Type } from 'typebox'

const Id = Type.String({ format: 'uuid' })

/** What has left, the newest first. Filters, order, pages and CSV come of the fields. */
const departures: ListDeclaration = {
  from: (trx) => trx('sample.departure as d').join('stock.item as i', 'i.id', 'd.item'),
  key: ['d.movement', 'd.n'],
  defaultSort: '-at',
  row: Type.Object({
    movement: Id,
    item: Type.Object({ id: Id, sku: Type.String() }),
    quantity: Type.Number({ description: 'Base units that left' }),
    at: Type.String({ format: 'date-time' }),
  }),
  fields: {
    movement: { column: 'd.movement', type: 'uuid', filter: ['eq'] },
    'item.id': { column: 'i.id', type: 'uuid', filter: ['eq', 'in'], parameter: 'item' },
    'item.sku': { column: 'i.sku', type: 'string' },
    quantity: { column: 'd.quantity', type: 'number' },
    at: { column: 'd.at', type: 'date-time', filter: true, sort: true },
  },
}

/** `GET /api/v1/sample/departures` */
export const departureRoutes: FastifyPluginAsync = async (app) => {
  app.list('/departures', {
    permission: 'sample.limit.read',
    list: departures,
    summary: 'List what has left',
  })
}
