import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { recordRoutes } from '../http/record-routes.ts'
import { itemList } from './item.list.ts'
import { Item, ItemPatch, NewItem } from './item.schemas.ts'
import type { ItemService } from './item.service.ts'
import { lotRoutes } from './lots/lot.routes.ts'
import { packagingLevelRoutes } from './packaging-levels/packaging-level.routes.ts'

const permissions = { read: 'items.item.read', write: 'items.item.write' }

/** `/api/v1/items` */
export function itemRoutes(items: ItemService): FastifyPluginAsyncTypebox {
  return async (app) => {
    await app.register(lotRoutes(items.lots)).register(packagingLevelRoutes(items.levels))
    app.list('', { permission: permissions.read, list: itemList, summary: 'List items' })
    await app.register(
      recordRoutes({
        path: '',
        tags: ['items'],
        entity: 'items.item',
        permissions,
        list: itemList,
        row: Item,
        newRow: NewItem,
        patch: ItemPatch,
        words: {
          read: 'Read one item',
          create: {
            summary: 'Create an item',
            description:
              'With an id of your own, sending it twice creates it once: 201 the first time, then 200.',
          },
          change: {
            summary: 'Change an item',
            description: 'What is left out stays. If-Match names the version you read; another one is a 412.',
          },
        },
        get: items.get,
        create: async (trx, author, wish) => {
          const [created] = await items.createMany(trx, author, [wish])
          return { row: created!.item, isNew: created!.isNew }
        },
        change: items.change,
      }),
    )
  }
}
