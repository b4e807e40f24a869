import type {} from '@fastify/swagger'
import type { ListRoute } from '@stowage/sdk'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { extendedList } from '../../host/fields/extended-list.ts'
import { type Extension, shownOn } from '../../host/fields/extensions.ts'
import { mayUse } from '../may-use.ts'
import { SharedReads } from '../shared-reads.ts'
import { defineList, type List } from './define-list.ts'
import type { ListDeclaration, ListPage, ListQuery } from './list-declaration.ts'
import { listFor } from './list-for.ts'
import { XLSX } from './list-xlsx.ts'

/**
 * What core's own lists give to `app.list()`: compiled when their module is loaded, so that they can be run
 * too.
 */
export interface CompiledListRoute extends Omit<ListRoute, 'list' | 'listFor'> {
  readonly list: List
  /** Whether many look at the same page of it, and again whenever it changes: they share each reading. */
  readonly isShared?: boolean
  listFor?(request: FastifyRequest): List | Promise<List>
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
    const { listFor: own, ...rest } = route
    const compiled = { ...rest, list: listWith(route.list, extensions) }
    addListRoute(
      this,
      path,
      own ? { ...compiled, listFor: async (request) => listWith(await own(request), extensions) } : compiled,
    )
  })
}

/** With the fields that plugins keep on its rows, where it has any. */
export function listWith(
  given: List | ListDeclaration,
  extensions: ReadonlyMap<string, readonly Extension[]>,
): List {
  const declaration = 'run' in given ? given.declaration : given
  const own = shownOn(extensions, declaration.entity)
  if (own.length > 0) return defineList(extendedList(declaration, own))
  return 'run' in given ? given : defineList(given)
}

function addListRoute(app: FastifyInstance, path: string, options: CompiledListRoute): void {
  const { permission, list, summary, description, isShared = false, listFor: ownList } = options
  const shared = new SharedReads<ListPage>()
  app.get<{ Querystring: ListQuery }>(path, {
    config: { permission },
    schema: {
      summary,
      ...(description === undefined ? {} : { description }),
      querystring: list.querystring,
      response: {
        200: {
          description: 'One page, or all rows as CSV or XLSX',
          content: {
            'application/json': { schema: list.response },
            'text/csv': { schema: Type.String() },
            [XLSX]: { schema: Type.String({ format: 'binary' }) },
          },
        },
      },
    },
    handler: async (request, reply) => {
      const { query } = request
      const mine = listFor((await ownList?.(request)) ?? list, request.actor, query)
      reply.header('vary', 'Accept')
      const format = formatOf(query.format, request.headers.accept)
      if (format === 'json') {
        const read = () => request.transaction((trx) => mine.run(trx, query))
        const page = isShared ? shared.read(questionOf(request, list), read) : read()
        return reply.type('application/json; charset=utf-8').send(await page)
      }
      const file = await mine[format]((work) => request.transaction(work), query)
      const name = request.routeOptions.url!.split('/').filter(Boolean).at(-1)!
      reply.header('content-disposition', `attachment; filename="${name}.${format}"`)
      return reply.type(format === 'csv' ? 'text/csv; charset=utf-8; header=present' : XLSX).send(file)
    },
  })
}

/** What is asked, whose rows are seen, and which fields of them. */
export function questionOf(
  { url, actor }: FastifyRequest,
  { permissions }: Pick<List, 'permissions'>,
): string {
  const used = [...permissions].filter((permission) => mayUse(actor, permission))
  return JSON.stringify([url, actor.owners, actor.sites, used])
}

/** A parameter decides; else whichever of them the caller names first. */
function formatOf(format: unknown, accept: string | undefined): 'json' | 'csv' | 'xlsx' {
  if (format !== undefined) return format as 'json' | 'csv' | 'xlsx'
  const first = accept?.split(',')[0]?.trim() ?? ''
  if (first.startsWith(XLSX)) return 'xlsx'
  return first.startsWith('text/csv') ? 'csv' : 'json'
}
