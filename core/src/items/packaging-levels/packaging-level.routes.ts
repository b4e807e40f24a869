import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { IdParams } from '../../access/wire-types.ts'
import { authorOf } from '../../audit/author-of.ts'
import { IfMatch, versionSeen, withVersion } from '../../http/if-match.ts'
import { packagingLevelList } from './packaging-level.list.ts'
import {
  BaseQuantity,
  NewPackagingLevel,
  PackagingLevel,
  PackagingLevelPatch,
} from './packaging-level.schemas.ts'
import type { PackagingLevelService } from './packaging-level.service.ts'

const tags = ['items']
const read = { permission: 'items.item.read' }
const write = { permission: 'items.item.write' }
const Quantity = Type.Object(
  { quantity: Type.Number({ description: 'So many of the level' }) },
  { additionalProperties: false },
)

/** `/api/v1/items/packaging-levels`; they are a part of the item, so its permissions are theirs. */
export function packagingLevelRoutes(levels: PackagingLevelService): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.list('/packaging-levels', { ...read, list: packagingLevelList, summary: 'List packaging levels' })
    await app.register(conversionRoute(levels))

    app.get(
      '/packaging-levels/:id',
      {
        config: read,
        schema: {
          tags,
          summary: 'Read one packaging level',
          params: IdParams,
          response: { 200: PackagingLevel },
        },
      },
      async (request, reply) =>
        withVersion(reply, await request.transaction((trx) => levels.get(trx, request.params.id))),
    )

    app.post(
      '/packaging-levels',
      {
        config: write,
        schema: {
          tags,
          summary: 'Create a packaging level of an item',
          body: NewPackagingLevel,
          response: { 200: PackagingLevel, 201: PackagingLevel },
        },
      },
      async (request, reply) => {
        const { level, isNew } = await request.transaction((trx) =>
          levels.create(trx, authorOf(request), request.body),
        )
        return reply.code(isNew ? 201 : 200).send(withVersion(reply, level))
      },
    )

    app.patch(
      '/packaging-levels/:id',
      {
        config: write,
        schema: {
          tags,
          summary: 'Change a packaging level; its factor stays',
          params: IdParams,
          headers: IfMatch,
          body: PackagingLevelPatch,
          response: { 200: PackagingLevel },
        },
      },
      async (request, reply) => {
        const wish = { id: request.params.id, version: versionSeen(request), patch: request.body }
        const level = await request.transaction((trx) => levels.change(trx, authorOf(request), wish))
        return withVersion(reply, level)
      },
    )
  }
}

function conversionRoute(levels: PackagingLevelService): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/packaging-levels/:id/base-quantity',
      {
        config: read,
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
