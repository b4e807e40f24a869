import type { EventHistory } from '@stowage/sdk'
import type { FastifyPluginAsync } from 'fastify'
import { Type } from 'typebox'

const KnownEvents = Type.Object({
  data: Type.Array(
    Type.Object({
      name: Type.String(),
      plugin: Type.String(),
      stream: Type.String({ description: 'The order that its positions count in: ledger or outbox' }),
      schema: Type.Unknown({ description: 'JSON Schema of `data`' }),
    }),
  ),
  heads: Type.Object({
    ledger: Type.Integer({ description: 'The last position so far' }),
    outbox: Type.Integer(),
  }),
})

/** `GET /api/v1/webhooks/events`: what an endpoint can be told of. */
export function eventRoutes(history: EventHistory): FastifyPluginAsync {
  return async (app) => {
    app.get(
      '/events',
      {
        config: { permission: 'webhooks.endpoint.read' },
        schema: {
          summary: 'List all events, each with its schema, and how far their orders go',
          response: { 200: KnownEvents },
        },
      },
      async () => ({
        data: history
          .known()
          .map(({ name, plugin, order, schema }) => ({ name, plugin, stream: order, schema })),
        heads: { ledger: await history.head('ledger'), outbox: await history.head('outbox') },
      }),
    )
  }
}
