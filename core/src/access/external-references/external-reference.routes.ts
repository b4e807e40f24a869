import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { authorOf } from '../../audit/author-of.ts'
import { defineList } from '../../http/list/define-list.ts'
import { ExternalReference, ReferenceWish } from './external-reference.schemas.ts'
import type { ReferenceService } from './external-reference.service.ts'

/** A unit has no owner of its own, so its names go by whether it is in sight itself. */
const IS_IN_SIGHT = `(r.entity <> 'locations.handling_unit'
  or exists (select from locations.handling_unit u where u.id = r.id))`

const referenceList = defineList({
  from: (trx) =>
    trx('access.external_reference as r')
      .leftJoin('access.owner as o', 'o.no', 'r.owner')
      .whereRaw(IS_IN_SIGHT),
  key: ['r.id', 'r.entity', 'r.system', 'r.external_id'],
  defaultSort: 'system,externalId',
  row: ExternalReference,
  search: ['r.external_id', 'r.system'],
  fields: {
    entity: { column: 'r.entity', type: 'string', filter: ['eq', 'in'] },
    id: { column: 'r.id', type: 'uuid', filter: true },
    system: { column: 'r.system', type: 'string', filter: ['eq', 'in'], sort: true },
    externalId: { column: 'r.external_id', type: 'string', filter: ['eq', 'in', 'startsWith'], sort: true },
    owner: { column: 'o.id', type: 'uuid', filter: true },
    createdAt: { column: 'r.created_at', type: 'date-time', filter: true, sort: true },
  },
})

const tags = ['access']
const write = { permission: 'access.reference.write' }

/**
 * `/api/v1/access/external-references`: what shops, ERPs and carriers call our rows. To find a row by its
 * name there: `?entity=items.item&system=shopify&externalId=1001`.
 */
export function externalReferenceRoutes(references: ReferenceService): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.list('/external-references', {
      permission: 'access.reference.read',
      list: referenceList,
      summary: 'List external references: what other systems call our rows',
    })

    app.put(
      '/external-references',
      {
        config: write,
        schema: {
          tags,
          summary: 'Give a row its name in another system',
          description: 'Putting it twice puts it once: 201 the first time, then 200.',
          body: ReferenceWish,
          response: { 200: ExternalReference, 201: ExternalReference },
        },
      },
      async (request, reply) => {
        const { reference, isNew } = await request.transaction((trx) =>
          references.put(trx, authorOf(request), request.body),
        )
        return reply.code(isNew ? 201 : 200).send(reference)
      },
    )

    app.delete(
      '/external-references',
      {
        config: write,
        schema: {
          tags,
          summary: 'Take a name in another system away from a row',
          querystring: ReferenceWish,
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        await request.transaction((trx) => references.remove(trx, authorOf(request), request.query))
        return reply.code(204).send(null)
      },
    )
  }
}
