import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { authorOf } from '../../audit/author-of.ts'
import { IfMatch, versionSeen, withVersion } from '../../http/if-match.ts'
import { defineList } from '../../http/list/define-list.ts'
import { staffOnly } from '../staff-only.ts'
import { IdParams } from '../wire-types.ts'
import { NewOwner, OwnerOnTheWire, OwnerPatch } from './owner.schemas.ts'
import { changeOwner, createOwner, getOwner } from './owner.service.ts'

const ownerList = defineList({
  from: 'access.owner as o',
  key: 'o.id',
  entity: 'access.owner',
  defaultSort: 'name',
  row: OwnerOnTheWire,
  search: ['o.name'],
  fields: {
    id: { column: 'o.id', type: 'uuid', filter: true },
    kind: { column: 'o.kind', type: 'string', filter: ['eq', 'in'], sort: true },
    company: { column: 'o.company', type: 'uuid', filter: true },
    name: { column: 'o.name', type: 'string', filter: true, sort: true },
    version: { column: 'o.version', type: 'integer' },
    createdAt: { column: 'o.created_at', type: 'date-time', filter: true, sort: true },
    updatedAt: { column: 'o.updated_at', type: 'date-time' },
  },
})

const tags = ['access']
const read = { permission: 'access.owner.read' }
const write = { permission: 'access.owner.write' }

/** `/api/v1/access/owners`: whose stock there is. An actor who is bound to some owners sees those. */
export const ownerRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const preHandler = staffOnly('access.staff_only')
  app.list('/owners', { ...read, list: ownerList, summary: 'List owners' })

  app.get(
    '/owners/:id',
    {
      config: { ...read, entity: 'access.owner' },
      schema: { tags, summary: 'Read one owner', params: IdParams, response: { 200: OwnerOnTheWire } },
    },
    async (request, reply) =>
      withVersion(reply, await request.transaction((trx) => getOwner(trx, request.params.id))),
  )

  app.post(
    '/owners',
    {
      config: { ...write, entity: 'access.owner' },
      preHandler,
      schema: {
        tags,
        summary: 'Create an owner',
        body: NewOwner,
        response: { 200: OwnerOnTheWire, 201: OwnerOnTheWire },
      },
    },
    async (request, reply) => {
      const { row, isNew } = await request.transaction((trx) =>
        createOwner(trx, authorOf(request), request.body),
      )
      return reply.code(isNew ? 201 : 200).send(withVersion(reply, row))
    },
  )

  app.patch(
    '/owners/:id',
    {
      config: { ...write, entity: 'access.owner' },
      preHandler,
      schema: {
        tags,
        summary: 'Rename an owner',
        params: IdParams,
        headers: IfMatch,
        body: OwnerPatch,
        response: { 200: OwnerOnTheWire },
      },
    },
    async (request, reply) => {
      const wish = { id: request.params.id, version: versionSeen(request), patch: request.body }
      return withVersion(reply, await request.transaction((trx) => changeOwner(trx, authorOf(request), wish)))
    },
  )
}
