import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Static } from 'typebox'
import { idempotencyKeyOf } from '../../http/idempotency-key.ts'
import { sendProblem } from '../../http/problem.ts'
import type { ErrorRegistry } from '../../plugin-host/error-registry.ts'
import type { Outcome, PostResult } from '../posting/command.ts'
import type { PostAnswer } from './movement.schemas.ts'

type Answer = Static<typeof PostAnswer>

/** The request's idempotency key, as a command takes it. */
export function keyOf(request: FastifyRequest): { key?: string } {
  const key = idempotencyKeyOf(request)
  return key === undefined ? {} : { key }
}

/**
 * The answer to a batch: its outcomes with their sentences; in mode `all` with a refusal, 422 and every
 * refusal.
 */
export function answerBatch(
  {
    request,
    reply,
    errors,
    mode,
  }: {
    readonly request: FastifyRequest
    readonly reply: FastifyReply
    readonly errors: ErrorRegistry
    readonly mode: 'each' | 'all'
  },
  { outcomes, replayed }: PostResult,
): Answer | FastifyReply {
  if (mode === 'all' && outcomes.some(({ status }) => status !== 'posted')) {
    return refuseBatch(request, reply, errors, outcomes)
  }
  return { outcomes: outcomes.map((outcome) => withSentence(outcome, errors, request.language)), replayed }
}

/** Names every refusal of a batch of which nothing was posted. */
export function refuseBatch(
  request: FastifyRequest,
  reply: FastifyReply,
  errors: ErrorRegistry,
  outcomes: readonly Outcome[],
): FastifyReply {
  const refusals = outcomes.flatMap((outcome) =>
    outcome.status === 'posted' || outcome.code === 'ledger.batch_refused' ? [] : [outcome],
  )
  return sendProblem(request, reply, errors, {
    code: 'ledger.batch_refused',
    facts: { refused: refusals.length, movements: outcomes.length },
    errors: refusals.map(({ pointer, code, facts, overridableBy }) => ({
      pointer,
      code,
      detail: errors.sentence(code, facts, request.language),
      overridableBy,
    })),
  })
}

function withSentence(outcome: Outcome, errors: ErrorRegistry, language: string): Answer['outcomes'][number] {
  if (outcome.status === 'posted') {
    const { allocations, ...posted } = outcome
    return allocations === undefined ? posted : { ...posted, allocations: [...allocations] }
  }
  return { ...outcome, detail: errors.sentence(outcome.code, outcome.facts, language) }
}
