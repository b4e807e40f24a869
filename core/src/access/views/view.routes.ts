import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { authorOf } from '../../audit/author-of.ts'
import { SESSION_COOKIE } from '../sessions/session-cookie.ts'
import { staffOnly } from '../staff-only.ts'
import { Id } from '../wire-types.ts'
import { beginView } from './view.service.ts'

const Wish = Type.Object(
  { user: Id, reason: Type.String({ minLength: 3, maxLength: 500 }) },
  { additionalProperties: false },
)

/** `POST /api/v1/access/session/view`: look with a user's eyes. Ending it is with the session's routes. */
export const viewRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.post(
    '/session/view',
    {
      config: { permission: 'access.user.view_as' },
      preHandler: staffOnly('access.staff_only'),
      schema: {
        tags: ['access'],
        summary: 'Look with a user’s eyes, without changing anything',
        body: Wish,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const { user, reason } = request.body
      const wish = { user, token: request.cookies[SESSION_COOKIE] }
      await request.transaction((trx) => beginView(trx, { ...authorOf(request), reason }, wish))
      return reply.code(204).send(null)
    },
  )
}
