import { refuse, type ServiceContext } from '@stowage/sdk'
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { type Static, Type } from 'typebox'
import { endpointList, readEndpoint } from './endpoint.list.ts'
import { Endpoint, EndpointPatch, MadeEndpoint, NewEndpoint } from './endpoint.schemas.ts'
import { changeEndpoint, checkWish, createEndpoint, removeEndpoint } from './endpoint.service.ts'
import { IfMatch, versionSeen } from './version-seen.ts'

const read = { permission: 'webhooks.endpoint.read' }
const write = { permission: 'webhooks.endpoint.write' }
const params = Type.Object({ id: Type.String({ format: 'uuid' }) })
type Params = Static<typeof params>

/**
 * What is told names no site, so whoever is bound to some sites has no webhooks.
 * @throws `webhooks.sites_bound`
 */
export async function boundToNoSites({ actor }: FastifyRequest): Promise<void> {
  if (actor.sites !== 'all') throw refuse('webhooks.sites_bound')
}

/** `/api/v1/webhooks/endpoints`: where events are sent. */
export function endpointRoutes(context: ServiceContext): FastifyPluginAsync {
  return async (app) => {
    app.addHook('preHandler', boundToNoSites)
    app.list('/endpoints', { ...read, list: endpointList, summary: 'List where events are sent' })

    app.get<{ Params: Params }>(
      '/endpoints/:id',
      { config: read, schema: { summary: 'Read one endpoint', params, response: { 200: Endpoint } } },
      async (request, reply) => answer(request, reply, request.params.id),
    )

    app.post<{ Body: NewEndpoint }>(
      '/endpoints',
      {
        config: write,
        schema: {
          summary: 'Have events sent to an address',
          description: 'The answer has the secret by which the receiver verifies what comes.',
          body: NewEndpoint,
          response: { 201: MadeEndpoint },
        },
      },
      async (request, reply) => {
        const wish = request.body
        await checkWish(context, wish)
        const made = await request.transaction(async (trx) => {
          const { id, secret } = await createEndpoint(context, trx, { request, wish })
          return { ...(await readEndpoint(trx, id))!, secret }
        })
        return reply.code(201).header('etag', `"${made.version}"`).send(made)
      },
    )
    await app.register(changeRoutes(context))
    await app.register(manyRoutes(context))
  }
}

/** The same of many. */
function manyRoutes(context: ServiceContext): FastifyPluginAsync {
  return async (app) => {
    // Names are looked up on the network, for which no transaction waits.
    app.addHook('preHandler', async ({ body }) =>
      checkWish(context, (body as { readonly change: EndpointPatch }).change),
    )
    app.bulk('/endpoints', {
      ...write,
      list: endpointList,
      change: EndpointPatch,
      summary: 'Change many endpoints alike, or switch them on or off',
      apply: (trx, by, { id, version, change }) =>
        changeEndpoint(context, trx, { by, id, version, patch: change }),
    })
    app.bulk('/endpoints/removals', {
      ...write,
      list: endpointList,
      change: Type.Object({}, { additionalProperties: false }),
      summary: 'Remove many endpoints; nothing is sent there any more',
      apply: (trx, by, { id, version }) => removeEndpoint(context, trx, { by, id, version }),
    })
  }
}

function changeRoutes(context: ServiceContext): FastifyPluginAsync {
  return async (app) => {
    app.patch<{ Params: Params; Body: EndpointPatch }>(
      '/endpoints/:id',
      {
        config: write,
        schema: {
          summary: 'Change an endpoint, or switch it on or off',
          params,
          headers: IfMatch,
          body: EndpointPatch,
          response: { 200: Endpoint },
        },
      },
      async (request, reply) => {
        const { id } = request.params
        const change = { by: request, id, version: versionSeen(request), patch: request.body }
        await checkWish(context, change.patch)
        await request.transaction((trx) => changeEndpoint(context, trx, change))
        return answer(request, reply, id)
      },
    )

    app.delete<{ Params: Params }>(
      '/endpoints/:id',
      {
        config: write,
        schema: {
          summary: 'Remove an endpoint; nothing is sent there any more',
          params,
          headers: IfMatch,
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        const removal = { by: request, id: request.params.id, version: versionSeen(request) }
        await request.transaction((trx) => removeEndpoint(context, trx, removal))
        return reply.code(204).send(null)
      },
    )
  }
}

async function answer(request: FastifyRequest, reply: FastifyReply, id: string): Promise<Endpoint> {
  const endpoint = await request.transaction((trx) => readEndpoint(trx, id))
  if (endpoint === undefined) throw refuse('webhooks.endpoint_unknown', { id })
  reply.header('etag', `"${endpoint.version}"`)
  return endpoint
}
