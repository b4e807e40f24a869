import { randomUUID } from 'node:crypto'
import type { ServiceContext } from '@stowage/sdk'
import type { FastifyPluginAsync } from 'fastify'
import { type Static, Type } from 'typebox'
import type { WebhookSettings } from '../../settings.ts'
import { send } from '../deliveries/send.ts'
import { readEndpoint } from './endpoint.list.ts'
import { boundToNoSites } from './endpoint.routes.ts'
import { Rotation, ShownSecret, Tested } from './endpoint.schemas.ts'
import { findEndpoint, revealSecret, rotateSecret } from './endpoint.service.ts'

const OVERLAP_HOURS = 24

const config = { permission: 'webhooks.endpoint.write' }
const params = Type.Object({ id: Type.String({ format: 'uuid' }) })
type Params = Static<typeof params>

/** What is done with one endpoint: testing it, showing and rotating its secret. */
export function endpointActRoutes(context: ServiceContext): FastifyPluginAsync {
  return async (app) => {
    app.addHook('preHandler', boundToNoSites)
    app.post<{ Params: Params }>(
      '/endpoints/:id/test',
      {
        config,
        schema: {
          summary: 'Send a signed test event now, and tell what was answered',
          params,
          response: { 200: Tested },
        },
      },
      async (request) => {
        const endpoint = await request.transaction((trx) => findEndpoint(trx, request.params.id))
        return sendTest(context, endpoint)
      },
    )
    await app.register(secretRoutes(context))
  }
}

/** The secret, shown and rotated. */
function secretRoutes(context: ServiceContext): FastifyPluginAsync {
  return async (app) => {
    app.post<{ Params: Params }>(
      '/endpoints/:id/secret',
      {
        config,
        schema: {
          summary: 'Show the secret; that it was shown stands in the audit',
          params,
          response: { 200: ShownSecret },
        },
      },
      async (request) => {
        const { id } = request.params
        return request.transaction(async (trx) => {
          const secret = await revealSecret(context, trx, { request, id })
          return { secret, formerSecretUntil: (await readEndpoint(trx, id))!.formerSecretUntil }
        })
      },
    )

    app.post<{ Params: Params; Body: Static<typeof Rotation> }>(
      '/endpoints/:id/rotate',
      {
        config,
        schema: {
          summary: 'Make another secret',
          description:
            'Until the former one ends, each message has two signatures: receivers change in between.',
          params,
          body: Rotation,
          response: { 200: ShownSecret },
        },
      },
      async (request) => {
        const { id } = request.params
        const { overlapHours = OVERLAP_HOURS } = request.body
        return request.transaction(async (trx) => {
          const secret = await rotateSecret(context, trx, { request, id, overlapHours })
          return { secret, formerSecretUntil: (await readEndpoint(trx, id))!.formerSecretUntil }
        })
      },
    )
  }
}

async function sendTest(
  { http, secrets, settings }: ServiceContext,
  { id: endpoint, url, secret, former_secret, former_until }: Awaited<ReturnType<typeof findEndpoint>>,
): Promise<Static<typeof Tested>> {
  const { timeLimitSeconds } = await settings.of<WebhookSettings>()
  const id = `msg_test_${randomUUID()}`
  const isFormerValid = former_until !== null && new Date(former_until) > new Date()
  const sealed = [secret, isFormerValid ? former_secret : null].filter((one) => one !== null)
  const timestamp = new Date().toISOString()
  const body = JSON.stringify({
    type: 'webhooks.endpoint.tested@1',
    timestamp,
    position: 0,
    data: { endpoint },
  })
  const sent = await send(http, {
    ...{ url, id, body, timeLimitSeconds },
    secrets: sealed.map((one) => secrets.open(one)),
  })
  const { status, failure, tookMs, answer } = sent
  return { id, isAcknowledged: failure === null, status, failure, tookMs, answer }
}
