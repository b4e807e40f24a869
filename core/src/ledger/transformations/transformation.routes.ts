import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { refuse, type Transaction } from '@stowage/sdk'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Static, Type } from 'typebox'
import { IdempotencyKey } from '../../http/idempotency-key.ts'
import type { ErrorRegistry } from '../../plugin-host/error-registry.ts'
import type { LedgerService } from '../ledger.service.ts'
import { ReversalWish } from '../movements/movement.schemas.ts'
import { keyOf, refuseBatch } from '../movements/post-answer.ts'
import { reversalOf } from '../movements/reversal.ts'
import type { MovementInput } from '../posting/command.ts'
import { readEdges } from './edges.ts'
import { genealogyOf } from './genealogy.ts'
import { repacked } from './repack.ts'
import { refuseTaken, transformed } from './transform.ts'
import { transformationList } from './transformation.list.ts'
import {
  Genealogy,
  NewTransformation,
  RepackWish,
  TransformationAnswer,
  TransformationDetail,
} from './transformation.schemas.ts'

const BODY_LIMIT_BYTES = 16 * 1024 * 1024
const tags = ['ledger']
const params = Type.Object({ id: Type.String({ format: 'uuid' }) })
const read = { permission: 'ledger.movement.read' }
const response = { 200: TransformationAnswer }

/** `/api/v1/ledger/transformations`, `/genealogy` and `/units/:id/repack`: what became of what. */
export function transformationRoutes(
  ledger: LedgerService,
  errors: ErrorRegistry,
): FastifyPluginAsyncTypebox {
  const post = (request: FastifyRequest, reply: FastifyReply, wish: Posting) =>
    postAll({ ledger, errors, request, reply }, wish)
  return async (app) => {
    app.list('/transformations', { ...read, list: transformationList, summary: 'List transformations' })

    app.post(
      '/transformations',
      {
        config: { permission: 'ledger.movement.post' },
        bodyLimit: BODY_LIMIT_BYTES,
        schema: {
          tags,
          summary: 'Post a transformation: what goes in, and what comes out',
          description:
            'All or nothing, whosever stock it is: a movement for each owner, and the genealogy with it. Split, merge and ' +
            'repack bring out of each lot what went in; production and kit make something else of it.',
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
        const movements = await request.transaction(async (trx) => {
          const edges = await readEdges(trx, [id])
          const ids = [...new Set(edges.map(({ movement }) => movement))]
          if (ids.length === 0) throw refuse('ledger.transformation_not_found', { id })
          const { id: own, ...wish } = request.body
          return Promise.all(
            ids.map((movement, n) => reversalOf(trx, movement, n === 0 && own ? { id: own, ...wish } : wish)),
          )
        })
        return post(request, reply, { id, movements, isDryRun: false })
      },
    )

    app.get(
      '/transformations/:id',
      {
        config: read,
        schema: {
          tags,
          summary: 'Read one transformation with its inputs and outputs',
          params,
          response: { 200: TransformationDetail },
        },
      },
      async (request) =>
        request.transaction(async (trx) => {
          const { id } = request.params
          const { data } = await transformationList.run(trx, { id })
          if (data[0] === undefined) throw refuse('ledger.transformation_not_found', { id })
          const edges = await readEdges(trx, [id])
          const of = (side: string) => edges.filter(({ direction }) => direction === side)
          const detail = { ...data[0], inputs: of('input'), outputs: of('output') }
          return detail as Static<typeof TransformationDetail>
        }),
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

    app.get(
      '/genealogy',
      {
        config: read,
        schema: {
          tags,
          summary: 'Trace a lot or a handling unit through transformations',
          description:
            'down: what became of it; up: what it came from. Reversed transformations are passed over.',
          querystring: Type.Object(
            {
              lot: Type.Optional(Type.String({ format: 'uuid' })),
              unit: Type.Optional(Type.String({ format: 'uuid' })),
              direction: Type.Union([Type.Literal('up'), Type.Literal('down')]),
              limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
            },
            { additionalProperties: false },
          ),
          response: { 200: Genealogy },
        },
      },
      async (request) => {
        const { lot, unit, direction, limit = 1_000 } = request.query
        if ((lot === undefined) === (unit === undefined)) throw refuse('ledger.genealogy_of_what')
        const subject = lot === undefined ? { unit: unit! } : { lot }
        return request.transaction((trx) => genealogyOf(trx, { ...subject, direction, limit }))
      },
    )
  }
}

interface Posting {
  readonly id: string
  readonly movements: readonly MovementInput[]
  readonly isDryRun: boolean
}

interface Room {
  readonly ledger: LedgerService
  readonly errors: ErrorRegistry
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

async function postAll(room: Room, { id, movements, isDryRun }: Posting) {
  const { ledger, errors, request, reply } = room
  const said = [request.url, request.body]
  const command = {
    ...keyOf(request),
    actor: request.actor,
    dryRun: isDryRun,
    said,
    movements,
  }
  const { outcomes, replayed } = await ledger
    .post({ ...command, mode: 'all' })
    .catch((error) => blame(room, id, error))
  const posted = outcomes.flatMap((outcome) => (outcome.status === 'posted' ? [outcome] : []))
  if (posted.length < outcomes.length) return refuseBatch(request, reply, errors, outcomes)
  const [first] = posted
  const node = replayed ? await request.transaction((trx) => nodeOf(trx, first!.id)) : undefined
  return { id: node ?? id, movements: posted.map((outcome) => outcome.id), at: first!.at, replayed }
}

/** An id of the caller's own that stands for another transformation is his mistake, not a fault of ours. */
async function blame({ request }: Room, id: string, error: unknown): Promise<never> {
  if ((error as { code?: string }).code === 'ledger.posting_failed') {
    await request.transaction((trx) => refuseTaken(trx, id))
  }
  throw error
}

/** The transformation that a movement is of. */
async function nodeOf(trx: Transaction, movement: string): Promise<string | undefined> {
  const edge = await trx('ledger.transformation_edge').where({ movement }).first('transformation')
  return edge?.transformation
}
