import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { refuse } from '@stowage/sdk'
import { type Static, Type } from 'typebox'
import { IdempotencyKey } from '../../http/idempotency-key.ts'
import { sendProblem } from '../../http/problem.ts'
import type { ErrorRegistry } from '../../plugin-host/error-registry.ts'
import type { LedgerService } from '../ledger.service.ts'
import { lineList, movementLines } from './line.list.ts'
import { movementList } from './movement.list.ts'
import { inputOf, MovementDetail, PostAnswer, PostMovements, ReversalWish } from './movement.schemas.ts'
import { answerBatch, keyOf } from './post-answer.ts'
import { reversalOf } from './reversal.ts'
import { turnoverList } from './turnover.list.ts'

const BODY_LIMIT_BYTES = 16 * 1024 * 1024
const tags = ['ledger']
const params = Type.Object({ id: Type.String({ format: 'uuid' }) })
const read = { permission: 'ledger.movement.read' }

/** `/api/v1/ledger/movements` and `/lines`: what happened to stock, and the one way to make it happen. */
export function movementRoutes(ledger: LedgerService, errors: ErrorRegistry): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.list('/movements', { ...read, list: movementList, summary: 'List movements' })
    app.list('/lines', { ...read, list: lineList, summary: 'List lines: the movements behind a figure' })

    app.list('/turnover', {
      ...read,
      list: turnoverList,
      summary: 'Sum what moved in a period: the top movers',
    })

    app.post(
      '/movements',
      {
        config: { permission: 'ledger.movement.post' },
        bodyLimit: BODY_LIMIT_BYTES,
        schema: {
          tags,
          summary: 'Post movements',
          description:
            'Up to 1,000 movements and 10,000 lines. In mode each, every movement has an outcome of its own; in mode ' +
            'all, one refusal refuses the batch with 422 and every refusal in `errors`. Sent twice under one ' +
            'Idempotency-Key it is posted once and answered twice.',
          headers: IdempotencyKey,
          body: PostMovements,
          response: { 200: PostAnswer },
        },
      },
      async (request, reply) => {
        const { mode, dryRun, movements } = request.body
        const result = await ledger.post({
          ...keyOf(request),
          actor: request.actor,
          mode,
          dryRun: dryRun === true,
          movements: movements.map(inputOf),
        })
        return answerBatch({ request, reply, errors, mode }, result)
      },
    )

    await app.register(reversalRoute(ledger, errors))

    await app.register(oneMovement)
  }
}

/** `POST /movements/:id/reversal` */
function reversalRoute(ledger: LedgerService, errors: ErrorRegistry): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.post(
      '/movements/:id/reversal',
      {
        config: { permission: 'ledger.movement.reverse' },
        schema: {
          tags,
          summary: 'Reverse a movement',
          description:
            'Posts the same lines the other way round, linked to the movement. Facts are never edited.',
          params,
          headers: IdempotencyKey,
          body: ReversalWish,
          response: { 200: PostAnswer },
        },
      },
      async (request, reply) => {
        const reversal = await request.transaction((trx) => reversalOf(trx, request.params.id, request.body))
        const command = {
          ...keyOf(request),
          actor: request.actor,
          mode: 'all' as const,
          movements: [reversal],
        }
        const { outcomes, replayed } = await ledger.post(command)
        const [outcome] = outcomes
        if (outcome?.status !== 'posted') {
          const { code, facts, overridableBy } = outcome!
          return sendProblem(request, reply, errors, { code, facts, overridableBy })
        }
        const { id, at } = outcome
        return { outcomes: [{ status: 'posted' as const, id, at }], replayed }
      },
    )
  }
}

/** `GET /movements/:id` */
const oneMovement: FastifyPluginAsyncTypebox = async (app) => {
  app.get(
    '/movements/:id',
    {
      config: read,
      schema: {
        tags,
        summary: 'Read one movement with its lines',
        params,
        response: { 200: MovementDetail },
      },
    },
    async (request) =>
      request.transaction(async (trx) => {
        const { id } = request.params
        const { data } = await movementList.run(trx, { id })
        if (data[0] === undefined) throw refuse('ledger.movement_not_found', { id })
        const lines = await movementLines.run(trx, { movement: id, limit: 10_000 })
        return { ...data[0], lines: lines.data } as Static<typeof MovementDetail>
      }),
  )
}
