import { refuse, type ServiceContext } from '@stowage/sdk'
import type { FastifyPluginAsync } from 'fastify'
import { type Static, Type } from 'typebox'
import { boundToNoSites } from '../endpoints/endpoint.routes.ts'
import { findEndpoint } from '../endpoints/endpoint.service.ts'
import { positionAt } from './position-at.ts'

const strict = { additionalProperties: false }
const params = Type.Object({ id: Type.String({ format: 'uuid' }) })
const Stream = Type.Union([Type.Literal('ledger'), Type.Literal('outbox')])
const Position = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER })

const ReplayWish = Type.Object(
  {
    stream: Type.Optional({
      ...Stream,
      description:
        'The order that the positions count in: ledger (movements) unless said, or outbox (all else)',
    }),
    from: Type.Optional({ ...Position, description: 'The first position that is sent again' }),
    since: Type.Optional(
      Type.String({
        format: 'date-time',
        description: 'In the place of a position: what happened from then on',
      }),
    ),
    to: Type.Optional({ ...Position, description: 'The last position; the newest one unless said' }),
  },
  strict,
)

const Replay = Type.Object(
  {
    job: Type.String({ format: 'uuid' }),
    stream: Stream,
    from: Type.Integer(),
    to: Type.Integer(),
  },
  strict,
)

/** `POST /api/v1/webhooks/endpoints/:id/replay` */
export function replayRoutes({ history, jobs, audit }: ServiceContext): FastifyPluginAsync {
  return async (app) => {
    app.addHook('preHandler', boundToNoSites)
    app.post<{ Params: Static<typeof params>; Body: Static<typeof ReplayWish> }>(
      '/endpoints/:id/replay',
      {
        config: { permission: 'webhooks.endpoint.write' },
        schema: {
          summary: 'Send again what happened, from a position or an instant on',
          description:
            'Each event has the id that it had. It stands behind what waits already, and a job ' +
            'puts it there.',
          params,
          body: ReplayWish,
          response: { 202: Replay },
        },
      },
      async (request, reply) => {
        const { id } = request.params
        const { stream = 'ledger', since, to: asked } = request.body
        if ((request.body.from === undefined) === (since === undefined))
          throw refuse('webhooks.replay_start', {}, '/from')
        const head = await history.head(stream)
        const to = asked === undefined ? head : Math.min(asked, head)
        const from = request.body.from ?? (await positionAt(history, stream, new Date(since!)))
        if (from > to) throw refuse('webhooks.replay_empty', { from, to, head, stream }, '/from')
        const job = await request.transaction(async (trx) => {
          const { owner } = await findEndpoint(trx, id)
          const after = { stream, from, to }
          await audit.record(trx, request, {
            entity: 'webhooks.endpoint',
            id,
            owner,
            action: 'replay',
            after,
          })
          return jobs.enqueue(trx, 'webhooks.replay', { endpoint: id, stream, from, to })
        })
        return reply.code(202).send({ job, stream, from, to })
      },
    )
  }
}
