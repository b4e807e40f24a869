import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { refuse, type Transaction } from '@stowage/sdk'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { IdempotencyKey } from '../../http/idempotency-key.ts'
import type { ErrorRegistry } from '../../plugin-host/error-registry.ts'
import type { LedgerService } from '../ledger.service.ts'
import { ReversalWish } from '../movements/movement.schemas.ts'
import { reversalOf } from '../movements/reversal.ts'
import type { MovementInput } from '../posting/command.ts'
import { readEdges } from './edges.ts'
import { genealogyRoutes } from './genealogy.routes.ts'
import { type Posting, postAll } from './post-transformation.ts'
import { repacked } from './repack.ts'
import { transformed } from './transform.ts'
import { NewTransformation, RepackWish, TransformationAnswer } from './transformation.schemas.ts'

const BODY_LIMIT_BYTES = 16 * 1024 * 1024
const tags = ['ledger']
const params = Type.Object({ id: Type.String({ format: 'uuid' }) })
const response = { 200: TransformationAnswer }

/** `/api/v1/ledger/transformations` and `/units/:id/repack`: what goes in and what comes out. */
export function transformationRoutes(
  ledger: LedgerService,
  errors: ErrorRegistry,
): FastifyPluginAsyncTypebox {
  const post: Post = (request, reply, wish) => postAll({ ledger, errors, request, reply }, wish)
  return async (app) => {
    await app.register(genealogyRoutes)
    await app.register(reversalRoute(post))

    app.post(
      '/transformations',
      {
        config: { permission: 'ledger.movement.post' },
        bodyLimit: BODY_LIMIT_BYTES,
        schema: {
          tags,
          summary: 'Post a transformation: what goes in, and what comes out',
          description:
            'All or nothing, whosever stock it is: a movement for each owner, and the genealogy with it. ' +
            'Split, merge and repack bring out of each lot what went in; ' +
            'production and kit make something else of it.',
          headers: IdempotencyKey,
          body: NewTransformation,
          response,
        },
      },
      async (request, reply) => {
        const { id, movements } = await request.transaction((trx) => transformed(trx, request.body))
        return post(request, reply, { id, movements, isDryRun: request.body.dryRun === true })
      },
    )

    app.post(
      '/units/:id/repack',
      {
        config: { permission: 'ledger.movement.post' },
        schema: {
          tags,
          summary: 'Put what is free in a handling unit into another one, or loose onto the place',
          params,
          headers: IdempotencyKey,
          body: RepackWish,
          response,
        },
      },
      async (request, reply) => {
        const wish = await request.transaction((trx) => repacked(trx, request.params.id, request.body))
        return post(request, reply, { ...wish, isDryRun: false })
      },
    )
  }
}

type Post = (request: FastifyRequest, reply: FastifyReply, wish: Posting) => ReturnType<typeof postAll>

function reversalRoute(post: Post): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.post(
      '/transformations/:id/reversal',
      {
        config: { permission: 'ledger.movement.reverse' },
        schema: {
          tags,
          summary: 'Reverse a transformation: all of its movements, or none',
          params,
          headers: IdempotencyKey,
          body: ReversalWish,
          response,
        },
      },
      async (request, reply) => {
        const { id } = request.params
        const movements = await request.transaction((trx) => undoing(trx, id, request.body))
        return post(request, reply, { id, movements, isDryRun: false })
      },
    )
  }
}

/** The movements of a transformation the other way round. */
async function undoing(
  trx: Transaction,
  id: string,
  { id: own, ...wish }: Pick<MovementInput, 'id' | 'reason' | 'note' | 'overrides'>,
): Promise<MovementInput[]> {
  const edges = await readEdges(trx, [id])
  const ids = [...new Set(edges.map(({ movement }) => movement))]
  if (ids.length === 0) throw refuse('ledger.transformation_not_found', { id })
  return Promise.all(
    ids.map((movement, n) => reversalOf(trx, movement, n === 0 && own ? { id: own, ...wish } : wish)),
  )
}
