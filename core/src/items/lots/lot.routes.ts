import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { recordRoutes } from '../../http/record-routes.ts'
import { lotList } from './lot.list.ts'
import { Lot, LotPatch, NewLot } from './lot.schemas.ts'
import type { LotService } from './lot.service.ts'

const permissions = { read: 'items.lot.read', write: 'items.lot.write' }

/** `/api/v1/items/lots` */
export function lotRoutes(lots: LotService): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.list('/lots', { permission: permissions.read, list: lotList, summary: 'List lots' })
    await app.register(
      recordRoutes({
        path: '/lots',
        tags: ['items'],
        entity: 'items.lot',
        permissions,
        list: lotList,
        row: Lot,
        newRow: NewLot,
        patch: LotPatch,
        words: {
          read: 'Read one lot',
          create: {
            summary: 'Create a lot of an item that is kept in lots',
            description:
              'With an id of your own, sending it twice creates it once: 201 the first time, then 200.',
          },
          change: {
            summary: 'Change a lot',
            description: 'What is left out stays; attributes are replaced as a whole.',
          },
        },
        get: lots.get,
        create: async (trx, author, wish) => {
          const [created] = await lots.createMany(trx, author, [wish])
          return { row: created!.lot, isNew: created!.isNew }
        },
        change: lots.change,
      }),
    )
  }
}
