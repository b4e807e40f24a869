import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { authorOf } from '../audit/author-of.ts'
import { IdempotencyKey } from '../http/idempotency-key.ts'
import { IfMatch, versionSeen, withVersion } from '../http/if-match.ts'
import { itemList } from './item.list.ts'
import { Item, ItemPatch, NewItem } from './item.schemas.ts'
import type { ItemService } from './item.service.ts'
import { lotRoutes } from './lots/lot.routes.ts'
import { packagingLevelRoutes } from './packaging-levels/packaging-level.routes.ts'

const tags = ['items']
const params = Type.Object({ id: Type.String({ format: 'uuid' }) })

/** `/api/v1/items` */
export function itemRoutes(items: ItemService): FastifyPluginAsyncTypebox {
  return async (app) => {
    await app.register(lotRoutes(items.lots)).register(packagingLevelRoutes(items.levels))
    app.list('', { permission: 'items.item.read', list: itemList, summary: 'List items' })

    app.get(
      '/:id',
      {
        config: { permission: 'items.item.read', entity: 'items.item' },
        schema: { tags, summary: 'Read one item', params, response: { 200: Item } },
      },
      async (request, reply) =>
        withVersion(reply, await request.transaction((trx) => items.get(trx, request.params.id))),
    )

    app.post(
      '',
      {
        config: { permission: 'items.item.write', entity: 'items.item' },
        schema: {
          tags,
          summary: 'Create an item',
          description:
            'With an id of your own, sending it twice creates it once: 201 the first time, then 200.',
          headers: IdempotencyKey,
          body: NewItem,
          response: { 200: Item, 201: Item },
        },
      },
      async (request, reply) => {
        const [created] = await request.transaction((trx) =>
          items.createMany(trx, authorOf(request), [request.body]),
        )
        const { item, isNew } = created!
        return reply.code(isNew ? 201 : 200).send(withVersion(reply, item))
      },
    )

    app.patch(
      '/:id',
      {
        config: { permission: 'items.item.write', entity: 'items.item' },
        schema: {
          tags,
          summary: 'Change an item',
          description: 'What is left out stays. If-Match names the version you read; another one is a 412.',
          params,
          headers: IfMatch,
          body: ItemPatch,
          response: { 200: Item },
        },
      },
      async (request, reply) => {
        const wish = { id: request.params.id, version: versionSeen(request), patch: request.body }
        const item = await request.transaction((trx) => items.change(trx, authorOf(request), wish))
        return withVersion(reply, item)
      },
    )
  }
}
