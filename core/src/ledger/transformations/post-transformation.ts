import type { Transaction } from '@stowage/sdk'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ErrorRegistry } from '../../plugin-host/error-registry.ts'
import type { LedgerService } from '../ledger.service.ts'
import { keyOf, refuseBatch } from '../movements/post-answer.ts'
import type { MovementInput } from '../posting/command.ts'
import { refuseTaken } from './transform.ts'

/** What is to be posted under one node. */
export interface Posting {
  readonly id: string
  readonly movements: readonly MovementInput[]
  readonly isDryRun: boolean
}

/** Where it is posted, and for whom. */
export interface Room {
  readonly ledger: LedgerService
  readonly errors: ErrorRegistry
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

/** Posts all movements of a transformation, or none; sent again under its key, it is answered as it was. */
export async function postAll(room: Room, { id, movements, isDryRun }: Posting) {
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
