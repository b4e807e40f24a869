import type { ListDeclaration } from '@stowage/sdk'
import type { FastifyPluginAsync } from 'fastify'
import { Type } from 'typebox'
import { TOO_WARM } from './too-warm.ts'

const Id = Type.String({ format: 'uuid' })

/** Cold goods that lie where it is too warm now: the last reading of the place counts. */
const alarms: ListDeclaration = {
  from: (trx) =>
    trx.from(
      trx.raw(
        `(select b.bucket, i.id as item, i.sku, l.id as location, l.code, b.on_hand, r.warmest, last.celsius,
                 last.measured_at ${TOO_WARM}) as w`,
      ),
    ),
  key: ['w.bucket'],
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
    bucket: { column: 'w.bucket', type: 'integer' },
    'item.id': { column: 'w.item', type: 'uuid', filter: ['eq'], parameter: 'item' },
    'item.sku': { column: 'w.sku', type: 'string' },
    'location.id': { column: 'w.location', type: 'uuid', filter: ['eq'], parameter: 'location' },
    'location.code': { column: 'w.code', type: 'string' },
    onHand: { column: 'w.on_hand', type: 'number' },
    warmest: { column: 'w.warmest', type: 'number' },
    celsius: { column: 'w.celsius', type: 'number' },
    excess: { column: 'w.celsius - w.warmest', type: 'number', sort: true },
    measuredAt: { column: 'w.measured_at', type: 'date-time' },
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
