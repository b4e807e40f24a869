import type {} from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import type { List } from './define-list.ts'
import type { ListQuery } from './list-declaration.ts'

/** What `app.list()` takes beside the path. */
export interface ListRouteOptions {
  readonly permission: string
  readonly list: List
  /** One line for the API's description. */
  readonly summary: string
  readonly description?: string
}

declare module 'fastify' {
  interface FastifyInstance {
    /** Adds a GET that answers with pages as JSON, or with all rows as CSV. */
    list(path: string, options: ListRouteOptions): void
  }
}

/** Gives every plugin's scope `app.list()`. */
export function addListRoutes(app: FastifyInstance): void {
  app.decorate('list', function (this: FastifyInstance, path: string, options: ListRouteOptions) {
    addListRoute(this, path, options)
  })
}

function addListRoute(app: FastifyInstance, path: string, options: ListRouteOptions): void {
  const { permission, list, summary, description } = options
  app.get<{ Querystring: ListQuery }>(path, {
    config: { permission },
    schema: {
      summary,
      ...(description === undefined ? {} : { description }),
      querystring: list.querystring,
      response: {
        200: {
          description: 'One page, or all rows as CSV',
          content: {
            'application/json': { schema: list.response },
            'text/csv': { schema: Type.String() },
          },
        },
      },
    },
    handler: async (request, reply) => {
      const { query } = request
      reply.header('vary', 'Accept')
      if (!wantsCsv(query.format, request.headers.accept)) {
        return reply
          .type('application/json; charset=utf-8')
          .send(await request.transaction((trx) => list.run(trx, query)))
      }
      const csv = await list.csv((work) => request.transaction(work), query)
      const name = request.routeOptions.url!.split('/').filter(Boolean).at(-1)!
      reply.header('content-disposition', `attachment; filename="${name}.csv"`)
      return reply.type('text/csv; charset=utf-8; header=present').send(csv)
    },
  })
}

/** A parameter decides; else whichever of the two the caller names first. */
function wantsCsv(format: unknown, accept: string | undefined): boolean {
  if (format !== undefined) return format === 'csv'
  return accept?.split(',')[0]?.trim().startsWith('text/csv') === true
}
