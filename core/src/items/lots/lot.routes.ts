import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { IdParams } from '../../access/wire-types.ts'
import { authorOf } from '../../audit/author-of.ts'
import { IfMatch, versionSeen, withVersion } from '../../http/if-match.ts'
import { lotList } from './lot.list.ts'
import { Lot, LotPatch, NewLot } from './lot.schemas.ts'
import type { LotService } from './lot.service.ts'

const tags = ['items']
const read = { permission: 'items.lot.read' }
const write = { permission: 'items.lot.write' }

/** `/api/v1/items/lots` */
export function lotRoutes(lots: LotService): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.list('/lots', { ...read, list: lotList, summary: 'List lots' })

    app.get(
      '/lots/:id',
      {
        config: { ...read, entity: 'items.lot' },
        schema: { tags, summary: 'Read one lot', params: IdParams, response: { 200: Lot } },
      },
      async (request, reply) =>
        withVersion(reply, await request.transaction((trx) => lots.get(trx, request.params.id))),
    )

    app.post(
      '/lots',
      {
        config: { ...write, entity: 'items.lot' },
        schema: {
          tags,
          summary: 'Create a lot of an item that is kept in lots',
          description:
            'With an id of your own, sending it twice creates it once: 201 the first time, then 200.',
          body: NewLot,
          response: { 200: Lot, 201: Lot },
        },
      },
      async (request, reply) => {
        const [created] = await request.transaction((trx) =>
          lots.createMany(trx, authorOf(request), [request.body]),
        )
        const { lot, isNew } = created!
        return reply.code(isNew ? 201 : 200).send(withVersion(reply, lot))
      },
    )

    app.patch(
      '/lots/:id',
      {
        config: { ...write, entity: 'items.lot' },
        schema: {
          tags,
          summary: 'Change a lot',
          description: 'What is left out stays; attributes are replaced as a whole.',
          params: IdParams,
          headers: IfMatch,
          body: LotPatch,
          response: { 200: Lot },
        },
      },
      async (request, reply) => {
        const wish = { id: request.params.id, version: versionSeen(request), patch: request.body }
        const lot = await request.transaction((trx) => lots.change(trx, authorOf(request), wish))
        return withVersion(reply, lot)
      },
    )
  }
}
