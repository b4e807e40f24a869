import type { ServiceContext } from '@stowage/sdk'
import type { FastifyPluginAsync } from 'fastify'
import { Type } from 'typebox'

const Id = Type.String({ format: 'uuid' })
const Proposal = Type.Object(
  {
    reorderPoint: Id,
    quantity: Type.Union([Type.Number({ description: 'Base units' }), Type.Null()]),
    decision: Type.String({ format: 'uuid', description: 'It says why' }),
    because: Type.String(),
  },
  { additionalProperties: false },
)

/** `POST /api/v1/inventory/proposals` */
export function proposalRoutes({ services }: ServiceContext): FastifyPluginAsync {
  return async (app) => {
    app.post(
      '/proposals',
      {
        config: { permission: 'inventory.reorder_point.write' },
        schema: {
          summary: 'Propose anew how much to reorder of all that runs short',
          response: { 200: Type.Object({ data: Type.Array(Proposal) }) },
        },
      },
      async (request) => ({
        data: await request.transaction(async (trx) => [...(await services.inventory.propose(trx))]),
      }),
    )
  }
}
