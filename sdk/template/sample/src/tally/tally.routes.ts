import type { ListDeclaration } from '@stowage/sdk'
import type { FastifyPluginAsync } from 'fastify'
import { Type } from 'typebox'

const Id = Type.String({ format: 'uuid' })

/** What has left, the most first. */
const tallies: ListDeclaration = {
  from: (trx) => trx('sample.tally as t').join('stock.item as i', 'i.id', 't.item'),
  key: ['t.item', 't.owner'],
  defaultSort: '-quantity',
  row: Type.Object({
    item: Type.Object({ id: Id, sku: Type.String(), name: Type.String() }),
    quantity: Type.Number({ description: 'Base units that have left' }),
    lastAt: Type.String({ format: 'date-time' }),
  }),
  fields: {
    'item.id': { column: 'i.id', type: 'uuid', filter: ['eq', 'in'], parameter: 'item' },
    'item.sku': { column: 'i.sku', type: 'string', filter: true, sort: true },
    'item.name': { column: 'i.name', type: 'string' },
    quantity: { column: 't.quantity', type: 'number', sort: true },
    lastAt: { column: 't.last_at', type: 'date-time', sort: true },
  },
}

/** `GET /api/v1/sample/tallies` */
export const tallyRoutes: FastifyPluginAsync = async (app) => {
  app.list('/tallies', { permission: 'sample.limit.read', list: tallies, summary: 'List what has left' })
}
