import type {} from '@fastify/swagger'
import type { ListRoute } from '@stowage/sdk'
import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { extendedList } from '../../host/fields/extended-list.ts'
import type { Extension } from '../../host/fields/extensions.ts'
import { defineList, type List } from './define-list.ts'
import type { ListDeclaration, ListQuery } from './list-declaration.ts'
import { listFor } from './list-for.ts'

/**
 * What core's own lists give to `app.list()`: compiled when their module is loaded, so that they can be run
 * too.
 */
export interface CompiledListRoute extends Omit<ListRoute, 'list'> {
  readonly list: List
}

declare module 'fastify' {
  interface FastifyInstance {
    list(path: string, route: CompiledListRoute): void
  }
}

/** Gives every plugin's scope `app.list()`. */
export function addListRoutes(
  app: FastifyInstance,
  extensions: ReadonlyMap<string, readonly Extension[]> = new Map(),
): void {
  app.decorate('list', function (this: FastifyInstance, path: string, route: ListRoute | CompiledListRoute) {
    const list = listOf(route.list, extensions)
    addListRoute(this, path, { ...route, list })
  })
}

/** With the fields that plugins keep on its rows, where it has any. */
function listOf(given: List | ListDeclaration, extensions: ReadonlyMap<string, readonly Extension[]>): List {
  const declaration = 'run' in given ? given.declaration : given
  const own = extensions.get(declaration.entity ?? '')
  if (own !== undefined) return defineList(extendedList(declaration, own))
  return 'run' in given ? given : defineList(given)
}

function addListRoute(app: FastifyInstance, path: string, options: CompiledListRoute): void {
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
      const mine = listFor(list, request.actor, query)
      reply.header('vary', 'Accept')
      if (!wantsCsv(query.format, request.headers.accept)) {
        return reply
          .type('application/json; charset=utf-8')
          .send(await request.transaction((trx) => mine.run(trx, query)))
      }
      const csv = await mine.csv((work) => request.transaction(work), query)
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
