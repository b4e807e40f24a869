import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { IdParams } from '../../access/wire-types.ts'
import { recordRoutes } from '../../http/record-routes.ts'
import { packagingLevelList } from './packaging-level.list.ts'
import {
  BaseQuantity,
  NewPackagingLevel,
  PackagingLevel,
  PackagingLevelPatch,
} from './packaging-level.schemas.ts'
import type { PackagingLevelService } from './packaging-level.service.ts'

const tags = ['items']
const permissions = { read: 'items.item.read', write: 'items.item.write' }
const Quantity = Type.Object(
  { quantity: Type.Number({ description: 'So many of the level' }) },
  { additionalProperties: false },
)

/** `/api/v1/items/packaging-levels`; they are a part of the item, so its permissions are theirs. */
export function packagingLevelRoutes(levels: PackagingLevelService): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.list('/packaging-levels', {
      permission: permissions.read,
      list: packagingLevelList,
      summary: 'List packaging levels',
    })
    await app.register(conversionRoute(levels))

    await app.register(
      recordRoutes({
        path: '/packaging-levels',
        tags,
        entity: 'items.packaging_level',
        permissions,
        row: PackagingLevel,
        newRow: NewPackagingLevel,
        patch: PackagingLevelPatch,
        words: {
          read: 'Read one packaging level',
          create: { summary: 'Create a packaging level of an item' },
          change: { summary: 'Change a packaging level; its factor stays' },
        },
        get: levels.get,
        create: async (trx, author, wish) => {
          const { level, isNew } = await levels.create(trx, author, wish)
          return { row: level, isNew }
        },
        change: levels.change,
      }),
    )
  }
}

function conversionRoute(levels: PackagingLevelService): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/packaging-levels/:id/base-quantity',
      {
        config: { permission: permissions.read },
        schema: {
          tags,
          summary: 'Tell what so many of a level are in base units, exactly',
          description: 'Where that is no multiple of the item’s step, the refusal names the nearest two.',
          params: IdParams,
          querystring: Quantity,
          response: { 200: BaseQuantity },
        },
      },
      async (request) => {
        const { id } = request.params
        return request.transaction((trx) => levels.convert(trx, { id, quantity: request.query.quantity }))
      },
    )
  }
}
