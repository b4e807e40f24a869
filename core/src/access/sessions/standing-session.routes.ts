import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { authorOf } from '../../audit/author-of.ts'
import { staffOnly } from '../staff-only.ts'
import { IdParams } from '../wire-types.ts'
import { SESSION_COOKIE } from './session-cookie.ts'
import { SessionParams, StandingSession } from './standing-session.schemas.ts'
import { endSessions, standingSessions } from './standing-session.service.ts'

const tags = ['access']
const config = { permission: 'access.user.manage' }
const ended = { 204: Type.Null() }

/** `/api/v1/access/users/:id/sessions`: where somebody is logged in, and logging him out there. */
export const standingSessionRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.addHook('preHandler', staffOnly('access.staff_only'))
  app.get(
    '/users/:id/sessions',
    {
      config,
      schema: {
        tags,
        summary: 'List where a user is logged in',
        params: IdParams,
        response: {
          200: Type.Object({ data: Type.Array(StandingSession) }, { additionalProperties: false }),
        },
      },
    },
    async (request) => {
      const wish = { id: request.params.id, token: request.cookies[SESSION_COOKIE] }
      return { data: await request.transaction((trx) => standingSessions(trx, wish)) }
    },
  )

  app.delete(
    '/users/:id/sessions',
    {
      config,
      schema: { tags, summary: 'Log a user out everywhere', params: IdParams, response: ended },
    },
    async (request, reply) => {
      const { id } = request.params
      await request.transaction((trx) => endSessions(trx, authorOf(request), { id }))
      return reply.code(204).send(null)
    },
  )

  app.delete(
    '/users/:id/sessions/:session',
    {
      config,
      schema: { tags, summary: 'Log a user out in one place', params: SessionParams, response: ended },
    },
    async (request, reply) => {
      await request.transaction((trx) => endSessions(trx, authorOf(request), request.params))
      return reply.code(204).send(null)
    },
  )
}
