import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import { type DestinationStream, pino } from 'pino'

/** How much is logged, and where to. */
export interface LogOptions {
  readonly level?: string
  readonly destination?: DestinationStream
}

/**
 * Makes the log: one JSON object a line. Only fields on a list are written of requests, answers and errors,
 * so that no cookie, key, body or query can slip into it.
 */
export function createLog({ level = 'info', destination }: LogOptions = {}): FastifyBaseLogger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { req: requestFields, res: answerFields, err: errorFields },
  }
  return destination === undefined ? pino(options) : pino(options, destination)
}

function requestFields(request: { id?: string; method?: string; routeOptions?: { url?: string } }) {
  return { id: request.id, method: request.method, route: request.routeOptions?.url }
}

function answerFields(reply: { statusCode?: number }) {
  return { status: reply.statusCode }
}

/** Not among them: PostgreSQL's `detail` and `where`, which carry stored values. */
function errorFields(error: Error & { code?: string; plugin?: string; constraint?: string }) {
  const { name, message, stack, code, plugin, constraint } = error
  const cause = error.cause instanceof Error ? error.cause.message : undefined
  return { type: name, message, stack, code, plugin, constraint, cause }
}

/** A caller's own request id is kept where it is harmless in a log; else the request gets a new one. */
export function requestIdOf(request: IncomingMessage): string {
  const given = request.headers['x-request-id']
  return typeof given === 'string' && /^[\w.-]{8,64}$/.test(given) ? given : randomUUID()
}

/** Tells every answer its request id, and the log one line about it. */
export function logRequests(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id)
    done()
  })
  app.addHook('onResponse', (request, reply, done) => {
    const { method, routeOptions } = request
    const line = {
      method,
      route: routeOptions.url ?? null,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
      actor: request.actor?.id ?? null,
    }
    if (routeOptions.url?.startsWith('/health/')) request.log.debug(line, 'answered')
    else request.log.info(line, 'answered')
    done()
  })
}
