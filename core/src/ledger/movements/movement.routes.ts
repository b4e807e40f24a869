import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { refuse } from '@stowage/sdk'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Static, Type } from 'typebox'
import { IdempotencyKey } from '../../http/idempotency-key.ts'
import { sendProblem } from '../../http/problem.ts'
import type { ErrorRegistry } from '../../plugin-host/error-registry.ts'
import type { LedgerService } from '../ledger.service.ts'
import type { MovementInput } from '../posting/command.ts'
import { lineList, movementLines } from './line.list.ts'
import { movementList } from './movement.list.ts'
import { inputOf, MovementDetail, PostAnswer, PostMovements, ReversalWish } from './movement.schemas.ts'
import { checkOwnLast, UNDO_MINUTES } from './own-last.ts'
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
            'Up to 1,000 movements and 10,000 lines. In mode each, every movement has an outcome of its ' +
            'own; in mode all, one refusal refuses the batch with 422 and every refusal in `errors`. ' +
            'Sent twice under one Idempotency-Key it is posted once and answered twice.',
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

    await app.register(reversalRoutes(ledger, errors))
    await app.register(reversalOfMany(ledger))

    await app.register(oneMovement)
  }
}

/** Posts one reversal, alone, and answers with it or with its refusal. */
function reversalPoster(ledger: LedgerService, errors: ErrorRegistry, takesBack = false) {
  return async (request: FastifyRequest, reply: FastifyReply, reversal: MovementInput) => {
    const { actor } = request
    const { outcomes, replayed } = await ledger.post({
      ...keyOf(request),
      actor,
      mode: 'all',
      movements: [reversal],
      takesBack,
    })
    const [outcome] = outcomes
    if (outcome?.status !== 'posted') {
      const { code, facts, overridableBy } = outcome!
      return sendProblem(request, reply, errors, { code, facts, overridableBy })
    }
    const { id, at } = outcome
    return { outcomes: [{ status: 'posted' as const, id, at }], replayed }
  }
}

/** `POST /movements/:id/reversal` and `/undo` */
function reversalRoutes(ledger: LedgerService, errors: ErrorRegistry): FastifyPluginAsyncTypebox {
  const reverse = reversalPoster(ledger, errors)
  const takeBack = reversalPoster(ledger, errors, true)
  const shapes = { params, headers: IdempotencyKey, body: ReversalWish, response: { 200: PostAnswer } }
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
          ...shapes,
        },
      },
      async (request, reply) => {
        const { params, body } = request
        return reverse(request, reply, await request.transaction((trx) => reversalOf(trx, params.id, body)))
      },
    )

    app.post(
      '/movements/:id/undo',
      {
        config: { permission: 'ledger.movement.undo' },
        schema: {
          tags,
          summary: 'Take back what one posted last',
          description:
            `Reverses a movement as /reversal does, for whoever posted it himself, as the last of his, ` +
            `within ${UNDO_MINUTES} minutes.`,
          ...shapes,
        },
      },
      async (request, reply) => {
        const { params, body, actor } = request
        const reversal = await request.transaction(async (trx) => {
          await checkOwnLast(trx, actor, params.id)
          return reversalOf(trx, params.id, body)
        })
        return takeBack(request, reply, reversal)
      },
    )
  }
}

const ReversalOfMany = Type.Object(
  { act: Type.Literal('reverse'), ...Type.Pick(ReversalWish, ['reason', 'note']).properties },
  { additionalProperties: false },
)

/** `POST /movements/bulk` */
function reversalOfMany(ledger: LedgerService): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.bulk('/movements', {
      permission: 'ledger.movement.reverse',
      tags,
      list: movementList,
      change: ReversalOfMany,
      summary: 'Reverse many movements, the last of them first',
      async applyAll(request, ids, { act: _, ...wish }) {
        const movements = await request.transaction(async (trx) => {
          const reversals: MovementInput[] = []
          for (const id of ids) reversals.push(await reversalOf(trx, id, wish))
          return reversals
        })
        const { outcomes } = await ledger.post({ actor: request.actor, mode: 'each', movements })
        return outcomes.map((outcome) => (outcome.status === 'posted' ? undefined : outcome))
      },
    })
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
