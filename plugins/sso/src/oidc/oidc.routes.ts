import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { LogInAnswer, type ServiceContext } from '@stowage/sdk'
import { Type } from 'typebox'
import { SECOND_FACTOR } from '../second-factor/factor-step.ts'
import { beginFlow, endFlow } from './flow.ts'
import { recognise } from './recognise.ts'

const config = { public: true } as const
const closed = { additionalProperties: false }

/** Where to go. */
export const Destination = Type.Object({ address: Type.String({ description: 'At the provider' }) }, closed)
/** What the provider's answer was: all that stands behind the question mark of the address it led back to. */
export const Arrived = Type.Object({ query: Type.String({ maxLength: 8_000, writeOnly: true }) }, closed)

/** `/api/v1/sso/oidc`: logging in by a provider. Public, because nobody is in. */
export function oidcRoutes(context: ServiceContext): FastifyPluginAsyncTypebox {
  const { logIns, transaction, actor } = context
  return async (app) => {
    app.post(
      '/oidc/begin',
      {
        config,
        schema: {
          summary: 'Begin to log in by a provider; the browser goes to the address that is told',
          body: Type.Object({ provider: Type.String({ format: 'uuid' }) }, closed),
          response: { 200: Destination },
        },
      },
      async (request, reply) => {
        const guess = { at: 'oidc', account: null, address: request.ip, limit: 200 }
        await logIns.count(guess)
        return { address: await beginFlow(context, { request, reply, ...request.body }) }
      },
    )

    app.post(
      '/oidc/arrival',
      {
        config,
        schema: {
          summary: 'Come back from a provider, and be let in',
          description: 'Good in the browser that began, once and within ten minutes.',
          body: Arrived,
          response: { 200: LogInAnswer },
        },
      },
      async (request, reply) => {
        const vouched = await endFlow(context, { request, reply, ...request.body })
        const { id: user } = await transaction(actor, (trx) => recognise(context, trx, vouched))
        const passed = vouched.provider.values.asksSecondFactor ? [SECOND_FACTOR] : []
        return logIns.admit(request, reply, { user, way: 'sso.oidc', passed })
      },
    )
  }
}
