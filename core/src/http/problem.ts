import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { ErrorRegistry } from '../plugin-host/error-registry.ts'

/** One fault inside a request: where it stands, what is wrong, and the value that was sent. */
export interface ProblemDetail {
  readonly pointer: string
  readonly code: string
  readonly detail: string
  readonly value?: unknown
  readonly overridableBy?: string | undefined
}

/** What a problem answer is made from. */
export interface ProblemInput {
  readonly code: string
  readonly facts?: Readonly<Record<string, unknown>>
  readonly errors?: readonly ProblemDetail[]
  readonly overridableBy?: string | undefined
  readonly retryAfterSeconds?: number
}

const Overridable = Type.String({
  description: 'The permission by which the movement may be posted all the same, with `overrides`',
})

/**
 * The body of every answer that is not a success: RFC 9457 with our stable code, the facts, and each fault.
 */
export const Problem = Type.Object(
  {
    type: Type.String({ description: 'urn:stowage:error: and the code' }),
    title: Type.String({ description: 'The code in words' }),
    status: Type.Integer({ minimum: 400, maximum: 599 }),
    detail: Type.String({ description: 'One sentence: what, where, and the way out' }),
    code: Type.String({ description: 'Stable for good; programs decide by it' }),
    facts: Type.Record(Type.String(), Type.Unknown(), {
      description: 'The figures and names in the sentence',
    }),
    requestId: Type.String({ description: 'Stands in the log and in the header x-request-id' }),
    overridableBy: Type.Optional(Overridable),
    errors: Type.Optional(
      Type.Array(
        Type.Object({
          pointer: Type.String({
            description: 'JSON pointer into the body, or # and the name of a parameter',
          }),
          code: Type.String(),
          detail: Type.String(),
          value: Type.Optional(Type.Unknown({ description: 'What was sent there' })),
          overridableBy: Type.Optional(Overridable),
        }),
      ),
    ),
  },
  { $id: 'Problem', title: 'Problem' },
)

const PROBLEM_TYPE = 'application/problem+json; charset=utf-8'

/** Answers a request with a problem; the registry has the status and the sentence. */
export function sendProblem(
  request: FastifyRequest,
  reply: FastifyReply,
  errors: ErrorRegistry,
  problem: ProblemInput,
): FastifyReply {
  const { code, facts = {} } = problem
  const status = errors.find(code)?.status ?? 500
  const body = {
    type: `urn:stowage:error:${code}`,
    title: titleOf(code),
    status,
    detail: errors.sentence(code, { requestId: request.id, ...facts }, request.language),
    code,
    facts,
    requestId: request.id,
    ...(problem.overridableBy === undefined ? {} : { overridableBy: problem.overridableBy }),
    ...(problem.errors === undefined ? {} : { errors: problem.errors }),
  }
  const { retryAfterSeconds = status === 503 ? 1 : undefined } = problem
  reply.header('content-language', request.language ?? 'en')
  if (retryAfterSeconds !== undefined) reply.header('retry-after', String(retryAfterSeconds))
  return reply.code(status).type(PROBLEM_TYPE).serializer(JSON.stringify).send(body)
}

/** `items.sku_taken` reads `Sku taken`. */
function titleOf(code: string): string {
  const words = code.slice(code.indexOf('.') + 1).replaceAll(/[._-]/g, ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
