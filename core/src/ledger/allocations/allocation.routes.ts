import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { IdempotencyKey } from '../../http/idempotency-key.ts'
import type { ErrorRegistry } from '../../plugin-host/error-registry.ts'
import type { LedgerService } from '../ledger.service.ts'
import { PostAnswer } from '../movements/movement.schemas.ts'
import { answerBatch, keyOf } from '../movements/post-answer.ts'
import { allocationEventList, allocationList } from './allocation.list.ts'
import { PostAllocations } from './allocation.schemas.ts'

const BODY_LIMIT_BYTES = 4 * 1024 * 1024
/** How often a listening node lets go of what has expired. */
const EXPIRY_MS = 15_000

/** `/api/v1/ledger/allocations`: stock that is kept for a demand, balance by balance. */
export function allocationRoutes(ledger: LedgerService, errors: ErrorRegistry): FastifyPluginAsyncTypebox {
  return async (app) => {
    const read = { permission: 'ledger.allocation.read' }
    app.list('/allocations', { ...read, list: allocationList, summary: 'List what is kept for whom' })
    app.list('/allocations/events', {
      ...read,
      list: allocationEventList,
      summary: 'List what became of allocations',
    })

    app.post(
      '/allocations',
      {
        config: { permission: 'ledger.allocation.write' },
        bodyLimit: BODY_LIMIT_BYTES,
        schema: {
          tags: ['ledger'],
          summary: 'Allocate stock, or let go of it',
          description:
            'Up to 1,000 acts, judged one after the other against what the ones before left: a batch is ' +
            'judged on its sum. Stock goes out for an allocation by movements whose lines name it.',
          headers: IdempotencyKey,
          body: PostAllocations,
          response: { 200: PostAnswer },
        },
      },
      async (request, reply) => {
        const { mode, dryRun, allocations } = request.body
        const { actor } = request
        const command = {
          ...keyOf(request),
          actor,
          mode,
          dryRun: dryRun === true,
          movements: [],
          allocations,
        }
        return answerBatch({ request, reply, errors, mode }, await ledger.post(command))
      },
    )

    await app.register(releaseOfMany(ledger))

    let timer: NodeJS.Timeout | undefined
    app.addHook('onListen', async () => {
      timer = setInterval(() => {
        ledger
          .expireAllocations()
          .catch((err) => app.log.error({ err }, 'expired allocations were not let go of'))
      }, EXPIRY_MS)
    })
    app.addHook('onClose', async () => clearInterval(timer))
  }
}

/** `POST /allocations/bulk` */
function releaseOfMany(ledger: LedgerService): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.bulk('/allocations', {
      permission: 'ledger.allocation.write',
      tags: ['ledger'],
      list: allocationList,
      change: Type.Object({ act: Type.Literal('release') }, { additionalProperties: false }),
      summary: 'Let go of many allocations',
      async applyAll({ actor }, ids) {
        const allocations = ids.map((allocation) => ({ act: 'release' as const, allocation }))
        const { outcomes } = await ledger.post({ actor, mode: 'each', movements: [], allocations })
        return outcomes.map((outcome) => (outcome.status === 'posted' ? undefined : outcome))
      },
    })
  }
}
