import swagger from '@fastify/swagger'
import type { FastifyInstance, FastifySchema, RouteOptions } from 'fastify'
import type { Kernel } from '../plugin-host/kernel.ts'
import { PLATFORM_VERSION } from '../plugin-host/sort-declarations.ts'

const TEXT = `Items, locations and one stock ledger. Every change of stock is a movement, and a wrong one is
reversed by another. Failures are problem documents (RFC 9457) with stable codes; unknown members are refused;
lists have keyset cursors.`

const PROBLEM = { $ref: 'Problem#' }

/**
 * Describes the API as OpenAPI 3.1, made from the routes themselves; it has to be there before the first
 * route. Served at `/api/openapi.json`.
 */
export async function describeApi(app: FastifyInstance, { plugins }: Kernel): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Stowage',
        version: PLATFORM_VERSION,
        description: TEXT,
        license: { name: 'MIT', identifier: 'MIT' } as { name: string },
      },
      servers: [{ url: '/', description: 'This server' }],
      tags: [
        ...plugins
          .filter(({ routes }) => routes !== undefined)
          .map(({ name, title = name }) => ({ name, description: title })),
        { name: 'health', description: 'Whether this server runs and can serve' },
      ],
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: 'stowage_session', description: 'For browsers' },
          key: { type: 'http', scheme: 'bearer', description: 'For programs: an API key, stw_<id>_<secret>' },
        },
      },
    },
    refResolver: { buildLocalReference: (schema, _base, _fragment, i) => String(schema.$id ?? `schema${i}`) },
    transform: ({ schema, url, route }) => ({ schema: describedRoute(schema, url, route), url }),
  })
  let text: string | undefined
  app.get('/api/openapi.json', { schema: { hide: true } }, (_request, reply) => {
    text ??= JSON.stringify(app.swagger())
    return reply.type('application/json; charset=utf-8').serializer(String).send(text)
  })
}

function describedRoute(schema: FastifySchema | undefined, url: string, route: RouteOptions): FastifySchema {
  const isDescribed = url.startsWith('/api/v1/') || url.startsWith('/health/')
  if (!isDescribed || schema?.hide || url.endsWith('/')) return { hide: true }
  const { permission, self } = route.config ?? {}
  const isForAll = permission === undefined && self === undefined
  return {
    operationId: operationIdOf(String(route.method), url),
    tags: [url.split('/')[3] ?? 'health'],
    ...schema,
    ...(permission === undefined ? {} : { description: withPermission(schema?.description, permission) }),
    ...(permission === undefined ? {} : { 'x-permission': permission }),
    ...(self ? { 'x-self': true } : {}),
    security: isForAll ? [] : [{ session: [] }, ...(self ? [] : [{ key: [] }])],
    response: { ...(schema?.response as object), ...problemAnswers(schema, isForAll) },
  }
}

function withPermission(description: string | undefined, permission: string): string {
  return `${description === undefined ? '' : `${description} `}Needs the permission \`${permission}\`.`
}

function problemAnswers(schema: FastifySchema | undefined, isForAll: boolean): object {
  const problem = (description: string) => ({
    description,
    content: { 'application/problem+json': { schema: PROBLEM } },
  })
  return {
    ...(schema?.querystring || schema?.body || schema?.params
      ? { 400: problem('The request is not as this route needs it') }
      : {}),
    ...(isForAll
      ? {}
      : { 401: problem('Nobody is logged in'), 403: problem('The caller lacks the permission') }),
    '4xx': problem('A refusal, with a stable code'),
    '5xx': problem('Something broke on our side, or cannot be reached now'),
  }
}

/** `POST /api/v1/ledger/movements/:id/reversal` is `postLedgerMovementsByIdReversal`. */
function operationIdOf(method: string, url: string): string {
  const words = url
    .replace(/^\/api\/v1\//, '')
    .split(/[/-]/)
    .filter(Boolean)
    .map((word) => (word.startsWith(':') ? `By${capital(word.slice(1))}` : capital(word)))
  return `${method.toLowerCase()}${words.join('')}`
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
