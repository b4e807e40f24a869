import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { staffOnly } from '../../access/staff-only.ts'
import { IdParams } from '../../access/wire-types.ts'
import { authorOf } from '../../audit/author-of.ts'
import { cursorList } from './cursor.list.ts'
import { SkipWish } from './cursor.schemas.ts'
import { catchUp, retryCursor, skipEvents } from './cursor.service.ts'

const tags = ['host']
const config = { permission: 'host.event.manage' }
const response = { 204: Type.Null() }

/** `/api/v1/host/cursors`: how far plugins have come with events. */
export const cursorRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.addHook('preHandler', staffOnly('host.staff_only'))
  app.list('/cursors', {
    ...config,
    list: cursorList,
    summary: 'List who takes part in which events, how far each has come, and what stopped it',
  })

  app.post(
    '/cursors/:id/retry',
    { config, schema: { tags, summary: 'Try again now, without waiting', params: IdParams, response } },
    async (request, reply) => {
      await request.transaction((trx) => retryCursor(trx, authorOf(request), request.params.id))
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/cursors/:id/catch-up',
    {
      config,
      schema: {
        tags,
        summary: 'Have a plugin that was switched off get all events that it has missed',
        params: IdParams,
        response,
      },
    },
    async (request, reply) => {
      await request.transaction((trx) => catchUp(trx, authorOf(request), request.params.id))
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/cursors/:id/skip',
    {
      config,
      schema: {
        tags,
        summary: 'Pass over events that wait; the plugin never gets them',
        params: IdParams,
        body: SkipWish,
        response,
      },
    },
    async (request, reply) => {
      const { params, body } = request
      await request.transaction((trx) => skipEvents(trx, authorOf(request), params.id, body))
      return reply.code(204).send(null)
    },
  )
}
