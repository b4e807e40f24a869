import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type Actor, refuse, type ServiceContext } from '@stowage/sdk'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { mayUse } from '../../http/may-use.ts'
import { type Kernel, kernelOf } from '../../plugin-host/kernel.ts'
import { HappeningReader, STOCK } from './happenings.ts'
import { LiveHub } from './live-hub.ts'

const TOPICS_MAX = 100

/**
 * `GET /api/v1/host/live`: hints that something changed, as server-sent events. Public, because each topic
 * has a permission of its own and is heard with the rights that come with it.
 */
export function liveRoutes(context: ServiceContext): FastifyPluginAsyncTypebox {
  const kernel = kernelOf(context)
  return async (app) => {
    const hub = new LiveHub(() => new HappeningReader(kernel.database.background), kernel.log)
    kernel.runtime?.retired.addEventListener('abort', () => hub.end(), { once: true })
    app.addHook('preClose', async () => hub.end())

    app.get(
      '/live',
      {
        config: { public: true },
        // Whoever asks for the head alone would hold a stream that he never hears, and never lets go of.
        exposeHeadRoute: false,
        schema: {
          tags: ['host'],
          summary: 'Hear at once that rows changed',
          description:
            'Server-sent events, at most four a second a topic: `event: hint`, `data: {topic, ids, position}`; `ids` is null where they are too many. ' +
            'A hint tells that something is new and not what: read it again. Topics are `ledger.stock`, and kinds of row as the audit names them, such as `items.item`. ' +
            'Whoever lost the connection reads everything again once it stands.',
          querystring: Type.Object(
            {
              topics: Type.String({
                minLength: 1,
                maxLength: 4_000,
                description: 'Topics with commas between them, such as ledger.stock,items.item',
              }),
            },
            { additionalProperties: false },
          ),
          response: { 200: { content: { 'text/event-stream': { schema: Type.String() } } } },
        },
      },
      async (request, reply) => {
        const topics = topicsOf(kernel, request.query.topics)
        const names = [...topics.keys()]
        const rights = (of: readonly string[]) => rightsOf(context, request, only(topics, of))
        const actors = await rights(names)
        if (actors === undefined) throw refuse('http.unauthenticated')
        for (const [topic, { permission }] of topics) {
          if (!actors.has(topic)) throw refuse('http.forbidden', { permission })
        }
        const who = [...actors.values()][0]!.id
        const stream = await hub.listen({ who, topics: names, rights })
        reply.header('cache-control', 'no-store').header('x-accel-buffering', 'no')
        return reply.type('text/event-stream').send(stream as never)
      },
    )
  }
}

type Topics = ReadonlyMap<string, { readonly permission: string }>

/** Each topic is heard by whoever may read its rows. @throws DomainError `host.live_topic_unknown` */
function topicsOf({ permissions }: Kernel, text: string): Topics {
  const names = [...new Set(text.split(','))]
  if (names.length > TOPICS_MAX) throw refuse('host.live_topics_too_many', { most: TOPICS_MAX })
  return new Map(
    names.map((topic) => {
      const permission = topic === STOCK ? 'ledger.balance.read' : `${topic}.read`
      if (!permissions.has(permission)) throw refuse('host.live_topic_unknown', { topic }, '#topics')
      return [topic, { permission }]
    }),
  )
}

function only(topics: Topics, names: readonly string[]): Topics {
  return new Map(names.map((name) => [name, topics.get(name)!]))
}

/** Who asks, with his rights for each topic that he may hear; undefined where nobody is logged in. */
async function rightsOf(
  { services }: ServiceContext,
  request: FastifyRequest,
  topics: Topics,
): Promise<ReadonlyMap<string, Actor> | undefined> {
  const found = await Promise.all(
    [...topics].map(async ([topic, { permission }]) => {
      const actor = await services.access.authenticate(request, permission, { isWatching: true })
      return { topic, actor, mayHear: actor !== null && mayUse(actor, permission) }
    }),
  )
  if (found.some(({ actor }) => actor === null)) return undefined
  return new Map(found.flatMap(({ topic, actor, mayHear }) => (mayHear ? [[topic, actor!] as const] : [])))
}
