import { DomainError } from '@stowage/sdk'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ErrorRegistry } from '../plugin-host/error-registry.ts'
import { codeOfDatabaseFailure } from './database-failure.ts'
import { type ProblemInput, sendProblem } from './problem.ts'
import { InvalidInput } from './validation.ts'

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const
const PARTS: Readonly<Record<string, string>> = {
  querystring: 'query',
  params: 'address',
  headers: 'header',
}

/** Makes every failure a problem answer, and every unexpected one a log line as well. */
export function answerWithProblems(app: FastifyInstance, errors: ErrorRegistry): void {
  app.setErrorHandler((error, request, reply) => {
    const problem = problemOf(error, request, errors)
    const status = errors.find(problem.code)?.status ?? 500
    if (status >= 500) request.log.error({ err: error, code: problem.code }, 'request failed')
    return sendProblem(request, reply, errors, problem)
  })
}

/** A known address with another method is a 405 that names the methods; anything else is a 404. */
export function answerUnknownAddress(
  app: FastifyInstance,
  errors: ErrorRegistry,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const path = request.url.split('?', 1)[0]!
  const { method } = request
  const allowed = METHODS.filter((other) => app.findRoute({ method: other, url: path }) !== null)
  if (allowed.length === 0) {
    return sendProblem(request, reply, errors, { code: 'http.not_found', facts: { method, path } })
  }
  reply.header('allow', allowed.join(', '))
  const facts = { method, path, allowed: allowed.join(', ') }
  return sendProblem(request, reply, errors, { code: 'http.method_not_allowed', facts })
}

/** Finds the problem that stands for an error. What nobody expected is `http.internal`, without its words. */
export function problemOf(error: unknown, request: FastifyRequest, errors: ErrorRegistry): ProblemInput {
  if (error instanceof DomainError) return problemOfRefusal(error, errors, request.language)
  if (error instanceof InvalidInput) return problemOfInput(error, errors, request.language)
  const databaseCode = codeOfDatabaseFailure(error)
  if (databaseCode === 'database.not_permitted') return problemOfMissingRight(error, request)
  if (databaseCode !== undefined) return { code: databaseCode }
  return problemOfFramework(error as FastifyError, request)
}

/**
 * For whoever is bound to some owners or sites, a right that PostgreSQL denies is a no; whoever is bound to
 * none lacks it by a mistake of ours, which is not to look like his.
 */
function problemOfMissingRight(error: unknown, { actor, log }: FastifyRequest): ProblemInput {
  if (actor?.owners === 'all' && actor.sites === 'all') return { code: 'http.internal' }
  log.warn({ err: error, actor: actor?.id }, 'the database denied a right')
  return { code: 'database.not_permitted' }
}

function problemOfRefusal(
  { code, facts, pointer }: DomainError,
  errors: ErrorRegistry,
  language: string,
): ProblemInput {
  if (errors.find(code) === undefined) return { code: 'http.internal' }
  const { retryAfterSeconds } = facts
  const retry = typeof retryAfterSeconds === 'number' ? { retryAfterSeconds } : {}
  if (pointer === undefined) return { code, facts, ...retry }
  return {
    code,
    facts,
    ...retry,
    errors: [{ pointer, code, detail: errors.sentence(code, facts, language) }],
  }
}

function problemOfInput(
  { part, faults }: InvalidInput,
  registry: ErrorRegistry,
  language: string,
): ProblemInput {
  const [first] = faults
  const facts = {
    part: PARTS[part] ?? part,
    problem: first === undefined ? 'it is missing' : inOneClause(first.pointer, first.detail),
  }
  const errors = faults.map((fault) => ({ ...fault, detail: registry.phrase(fault.detail, language) }))
  return { code: 'http.invalid_input', facts, errors }
}

function inOneClause(pointer: string, detail: string): string {
  const where = pointer === '' || pointer === '#' ? '' : `${pointer.replace('#', '')}: `
  return `${where}${detail.charAt(0).toLowerCase()}${detail.slice(1).replace(/\.$/, '')}`
}

function problemOfFramework(error: FastifyError, request: FastifyRequest): ProblemInput {
  switch (error?.code) {
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return {
        code: 'http.unsupported_media_type',
        facts: { contentType: request.headers['content-type'] ?? 'no content type' },
      }
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return { code: 'http.body_too_large', facts: { limitBytes: request.routeOptions.bodyLimit } }
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return { code: 'http.invalid_json', facts: { problem: 'it is not as long as its Content-Length says' } }
    case 'FST_ERR_BAD_URL':
    case 'FST_ERR_MAX_PARAM_LENGTH':
      return { code: 'http.invalid_url', facts: { problem: 'a part of it is too long or wrongly encoded' } }
  }
  const status = error?.statusCode ?? 500
  if (status === 503) return { code: 'http.overloaded' }
  if (status === 404) {
    return { code: 'http.not_found', facts: { method: request.method, path: request.url.split('?', 1)[0] } }
  }
  if (status >= 400 && status < 500) {
    return { code: 'http.invalid_input', facts: { part: 'request', problem: 'it cannot be read' } }
  }
  return { code: 'http.internal' }
}
