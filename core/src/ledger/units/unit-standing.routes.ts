import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { refuse } from '@stowage/sdk'
import { Type } from 'typebox'
import { instantParameters } from '../balances/balance-scope.ts'
import { UnitStanding, unitStanding } from './unit-standing.ts'

/** `/api/v1/ledger/units/{id}/standing`: where a unit stood at an instant, and what was in it. */
export const unitStandingRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get(
    '/units/:id/standing',
    {
      config: { permission: 'ledger.movement.read' },
      schema: {
        tags: ['ledger'],
        summary: 'Tell where a handling unit stood, and what was in it',
        description:
          'Now, as it was (`asOf`, by when things happened) or as it was known (`asKnownAt`, by when they ' +
          'were posted): its place, the unit around it, the units in it, and every balance in any of them ' +
          'that the caller may see.',
        params: Type.Object({ id: Type.String({ format: 'uuid' }) }),
        querystring: Type.Object(instantParameters, { additionalProperties: false }),
        response: { 200: UnitStanding },
      },
    },
    async (request) => {
      const { asOf, asKnownAt } = request.query
      if (asOf !== undefined && asKnownAt !== undefined) throw refuse('ledger.two_clocks', {})
      return request.transaction((trx) => unitStanding(trx, request.params.id, request.query))
    },
  )
}
