import type { ListDeclaration } from '@stowage/sdk'
import type { FastifyPluginAsync } from 'fastify'
import { Type } from 'typebox'

const Id = Type.String({ format: 'uuid' })

/** Cold goods that lie where it is too warm now: the last reading of the place counts. */
const alarms: ListDeclaration = {
  from: (trx) =>
    trx('temperature.requirement as r')
      .join('stock.item as i', 'i.id', 'r.item')
      .join('stock.balance as b', 'b.item', 'r.item')
      .join('stock.location as l', 'l.id', 'b.location')
      .joinRaw(
        `cross join lateral (select g.celsius, g.measured_at from temperature.reading g
                              where g.location = b.location order by g.measured_at desc limit 1) last`,
      )
      .whereRaw('b.on_hand > 0 and last.celsius > r.warmest'),
  key: ['b.bucket'],
  defaultSort: '-excess',
  row: Type.Object({
    bucket: Type.Integer(),
    item: Type.Object({ id: Id, sku: Type.String() }),
    location: Type.Object({ id: Id, code: Type.String() }),
    onHand: Type.Number(),
    warmest: Type.Number({ description: '°C that it may become' }),
    celsius: Type.Number({ description: '°C that it is there' }),
    excess: Type.Number({ description: '°C too many' }),
    measuredAt: Type.String({ format: 'date-time' }),
  }),
  fields: {
    bucket: { column: 'b.bucket', type: 'integer' },
    'item.id': { column: 'i.id', type: 'uuid', filter: ['eq'], parameter: 'item' },
    'item.sku': { column: 'i.sku', type: 'string' },
    'location.id': { column: 'l.id', type: 'uuid', filter: ['eq'], parameter: 'location' },
    'location.code': { column: 'l.code', type: 'string' },
    onHand: { column: 'b.on_hand', type: 'number' },
    warmest: { column: 'r.warmest', type: 'number' },
    celsius: { column: 'last.celsius', type: 'number' },
    excess: { column: 'last.celsius - r.warmest', type: 'number', sort: true },
    measuredAt: { column: 'last.measured_at', type: 'date-time' },
  },
}

/** `GET /api/v1/temperature/alarms` */
export const alarmRoutes: FastifyPluginAsync = async (app) => {
  app.list('/alarms', {
    permission: 'temperature.reading.read',
    list: alarms,
    summary: 'List cold goods that lie too warm',
  })
}
