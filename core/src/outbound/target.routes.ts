import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { staffOnly } from '../access/staff-only.ts'
import { IdParams } from '../access/wire-types.ts'
import { authorOf } from '../audit/author-of.ts'
import { IfMatch, versionSeen, withVersion } from '../http/if-match.ts'
import { defineList } from '../http/list/define-list.ts'
import { NewTarget, TargetOnTheWire, TargetPatch } from './target.schemas.ts'
import { changeTarget, createTarget, getTarget, removeTarget } from './target.service.ts'

const entity = 'host.allowed_target'

const targetList = defineList({
  entity,
  from: 'host.allowed_target as t',
  key: 't.id',
  defaultSort: 'host',
  row: TargetOnTheWire,
  search: ['t.host', 't.note'],
  fields: {
    id: { column: 't.id', type: 'uuid', filter: true },
    host: { column: 't.host', type: 'string', filter: ['eq', 'in'], sort: true },
    port: { column: 't.port', type: 'integer' },
    plainHttp: { column: 't.plain_http', type: 'boolean' },
    note: { column: 't.note', type: 'string' },
    version: { column: 't.version', type: 'integer' },
    createdAt: { column: 't.created_at', type: 'date-time', sort: true },
    updatedAt: { column: 't.updated_at', type: 'date-time' },
  },
})

const tags = ['host']
const write = { permission: 'host.target.write' }

/** `/api/v1/host/allowed-targets`: whom plugins may call beside public addresses. */
export const targetRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const preHandler = staffOnly('access.staff_only')
  app.list('/allowed-targets', {
    permission: 'host.target.read',
    list: targetList,
    summary: 'List the hosts that plugins may call beside public ones',
  })

  app.get(
    '/allowed-targets/:id',
    {
      config: { permission: 'host.target.read', entity },
      schema: {
        tags,
        summary: 'Read one allowed host',
        params: IdParams,
        response: { 200: TargetOnTheWire },
      },
    },
    async (request, reply) =>
      withVersion(reply, await request.transaction((trx) => getTarget(trx, request.params.id))),
  )

  app.post(
    '/allowed-targets',
    {
      config: { ...write, entity },
      preHandler,
      schema: {
        tags,
        summary: 'Allow plugins to call a host of the own network, or one by plain http',
        body: NewTarget,
        response: { 200: TargetOnTheWire, 201: TargetOnTheWire },
      },
    },
    async (request, reply) => {
      const { row, isNew } = await request.transaction((trx) =>
        createTarget(trx, authorOf(request), request.body),
      )
      return reply.code(isNew ? 201 : 200).send(withVersion(reply, row))
    },
  )

  await app.register(changeRoutes)
}

const changeRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const preHandler = staffOnly('access.staff_only')
  app.patch(
    '/allowed-targets/:id',
    {
      config: { ...write, entity },
      preHandler,
      schema: {
        tags,
        summary: 'Change what is allowed of a host',
        params: IdParams,
        headers: IfMatch,
        body: TargetPatch,
        response: { 200: TargetOnTheWire },
      },
    },
    async (request, reply) => {
      const wish = { id: request.params.id, version: versionSeen(request), patch: request.body }
      return withVersion(
        reply,
        await request.transaction((trx) => changeTarget(trx, authorOf(request), wish)),
      )
    },
  )

  app.delete(
    '/allowed-targets/:id',
    {
      config: write,
      preHandler,
      schema: {
        tags,
        summary: 'Allow a host no longer',
        params: IdParams,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      await request.transaction((trx) => removeTarget(trx, authorOf(request), request.params.id))
      return reply.code(204).send(null)
    },
  )
}
