import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import {
  type Actor,
  type PluginDeclaration,
  refuse,
  type ScanResolver,
  type SearchAddition,
  type ServiceContext,
} from '@stowage/sdk'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { defineList, type List } from '../../http/list/define-list.ts'
import { listFor } from '../../http/list/list-for.ts'
import { mayUse } from '../../http/may-use.ts'
import { kernelOf } from '../../plugin-host/kernel.ts'
import { inLanguage } from '../../plugin-host/messages.ts'
import { searchedResources } from '../../plugin-host/resources/searched-resources.ts'

/** Of each list; whoever wants more asks the list itself. */
const HITS_MAX = 5

const SearchQuery = Type.Object(
  {
    q: Type.String({
      minLength: 2,
      maxLength: 200,
      description: 'Words that have to stand in a row, or a code',
    }),
  },
  { additionalProperties: false },
)

const SearchAnswer = Type.Object({
  data: Type.Array(
    Type.Object({
      plugin: Type.String(),
      name: Type.String(),
      title: Type.String(),
      hits: Type.Array(
        Type.Object({
          id: Type.String(),
          label: Type.String(),
          detail: Type.Union([Type.String(), Type.Null()]),
          to: Type.String({ description: 'The desk’s address of it' }),
        }),
      ),
      isMore: Type.Boolean({ description: 'Whether the list itself finds more' }),
    }),
    { description: 'Only lists in which something was found' },
  ),
})

/** `GET /api/v1/host/search`: one question to all lists that the caller may read, under his rights in each. */
export function searchRoutes(context: ServiceContext): FastifyPluginAsyncTypebox {
  const { plugins } = kernelOf(context)
  const byName = new Map(plugins.map((plugin) => [plugin.name, plugin]))
  const compileAll = () =>
    [...context.points.of<SearchAddition>('search'), ...searchedResources(plugins)].map(
      ({ plugin, value }) => ({ plugin: byName.get(plugin)!, ...value, list: compiled(value.list) }),
    )
  return async (app) => {
    let searched: ReturnType<typeof compileAll> = []
    // Once all routes stand: what is wrong with a plugin's list is its own fault, found with its own routes.
    app.addHook('onReady', async () => {
      searched = compileAll()
    })
    app.get(
      '/search',
      {
        // Public, because each list asks for a permission of its own; it looks for itself who calls.
        config: { public: true },
        schema: {
          tags: ['host'],
          summary: 'Search everything that the caller may see',
          querystring: SearchQuery,
          response: { 200: SearchAnswer },
        },
      },
      async (request) => {
        const caller = await context.services.access.authenticate(request)
        if (caller === null) throw refuse('http.unauthenticated')
        request.actor = caller
        const data = []
        for (const { plugin, permission, ...one } of searched) {
          const actor = await context.services.access.authenticate(request, permission)
          if (actor === null || !mayUse(actor, permission)) continue
          const to = one.to ?? `/x/${plugin.name}/${one.name}/{id}/show`
          const found = await find(context, { ...one, to, actor, q: request.query.q })
          const { title } = inLanguage(plugin, request.language, { title: one.title })
          if (found.hits.length > 0) data.push({ plugin: plugin.name, name: one.name, title, ...found })
        }
        const seen = new Set(data.flatMap(({ hits }) => hits.map(({ to }) => to)))
        return { data: [...data, ...(await read(context, { request, seen, byName }))] }
      },
    )
  }
}

interface Reading {
  readonly request: FastifyRequest<{ Querystring: { q: string } }>
  /** The addresses that lists have found already. */
  readonly seen: ReadonlySet<string>
  readonly byName: ReadonlyMap<string, PluginDeclaration>
}

/** What those find who read codes, and no list did. */
async function read(context: ServiceContext, { request, seen, byName }: Reading) {
  const data = []
  for (const { plugin, value } of context.points.of<ScanResolver>('scan.resolver')) {
    const actor = await context.services.access.authenticate(request, value.permission)
    if (actor === null || !mayUse(actor, value.permission)) continue
    const named = await context.transaction(actor, (trx) => value.find(trx, request.query.q))
    const hits = named
      .filter(({ to }) => !seen.has(to))
      .slice(0, HITS_MAX)
      .map(({ detail = null, ...hit }) => ({ ...hit, detail }))
    const { title } = inLanguage(byName.get(plugin)!, request.language, { title: value.title })
    if (hits.length > 0)
      data.push({ plugin, name: value.name, title, hits, isMore: named.length > hits.length })
  }
  return data
}

interface Question extends Pick<SearchAddition, 'label' | 'detail'> {
  readonly list: List
  readonly actor: Actor
  readonly q: string
  readonly to: string
}

async function find(context: ServiceContext, { list, actor, q, label, detail, to }: Question) {
  const query = { q, limit: HITS_MAX + 1 }
  const mine = listFor(list, actor, query)
  const { data } = await context.transaction(actor, (trx) => mine.run(trx, query))
  const hits = data.slice(0, HITS_MAX).map((row) => ({
    id: textAt(row, 'id')!,
    label: textAt(row, label) ?? '',
    detail: detail === undefined ? null : textAt(row, detail),
    to: to.replace('{id}', textAt(row, 'id')!),
  }))
  return { hits, isMore: data.length > HITS_MAX }
}

/** A declaration's list stands compiled where it is core's own. */
function compiled(list: SearchAddition['list'] | List): List {
  return 'run' in list ? list : defineList(list)
}

function textAt(row: unknown, path: string): string | null {
  const value = path
    .split('.')
    .reduce<unknown>((inner, name) => (inner as Record<string, unknown> | null)?.[name], row)
  return value === null || value === undefined ? null : String(value)
}
