import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { refuse, type ServiceContext } from '@stowage/sdk'
import { Type } from 'typebox'
import { FactorOnTheWire } from '../second-factor/factor.schemas.ts'
import { factorStanding, removeFactor } from '../second-factor/factor.service.ts'
import { isRequired } from '../second-factor/factor-step.ts'

const config = { permission: 'sso.person.manage' }
const params = Type.Object({ id: Type.String({ format: 'uuid' }) })

/** `/api/v1/sso/people/:id`: how somebody logs in, for who administers, and the way out where he lost it. */
export function personRoutes({ people, audit, logIns }: ServiceContext): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/people/:id',
      { config, schema: { summary: 'How somebody logs in', params, response: { 200: FactorOnTheWire } } },
      (request) =>
        request.transaction(async (trx) => {
          const { id } = request.params
          const person = await people.find(trx, { id })
          if (person === undefined) throw refuse('http.row_not_found', { what: 'user', id })
          const standing = await factorStanding(trx, id)
          return { ...standing, isRequired: isRequired(person), hasPassword: person.hasPassword }
        }),
    )

    app.delete(
      '/people/:id/second-factor',
      {
        config,
        schema: {
          summary: 'Take somebody’s second factor away, which ends his sessions; he sets up another',
          params,
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        const { id } = request.params
        await request.transaction(async (trx) => {
          await people.checkMayChange(trx, request.actor, id)
          if (!(await removeFactor({ logIns }, trx, id))) throw refuse('sso.factor_missing')
          await people.endSessions(trx, id)
          await audit.record(trx, request, { entity: 'sso.second_factor', id, action: 'reset' })
        })
        return reply.code(204).send(null)
      },
    )
  }
}
