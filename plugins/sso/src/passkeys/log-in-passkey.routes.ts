import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { LogInAnswer, type ServiceContext } from '@stowage/sdk'
import { Type } from 'typebox'
import { SECOND_FACTOR } from '../second-factor/factor-step.ts'
import { askForKey, judgeShown } from './ask-for-key.ts'
import { KeyOptions, KeyResponse } from './passkey.schemas.ts'

const config = { public: true } as const
const Shown = Type.Object({ response: KeyResponse }, { additionalProperties: false })

/**
 * `/api/v1/sso/passkeys/log-in` and `/api/v1/sso/log-in/passkey`: in by a passkey alone, and as the second
 * factor. Public, because nobody is in. A key asks its holder for finger, face or PIN, so that it is two
 * factors by itself.
 */
export function logInPasskeyRoutes(context: ServiceContext): FastifyPluginAsyncTypebox {
  const { logIns } = context
  return async (app) => {
    app.post(
      '/passkeys/log-in/begin',
      {
        config,
        schema: {
          summary: 'Begin to log in by a passkey; what is answered goes to navigator.credentials.get',
          response: { 200: KeyOptions },
        },
      },
      async (request, reply) => {
        await logIns.count({ at: 'passkey', account: null, address: request.ip, limit: 200 })
        return askForKey(context, { request, reply, purpose: 'log_in' }) as never
      },
    )

    app.post(
      '/passkeys/log-in',
      {
        config,
        schema: {
          summary: 'Be let in by what a passkey signed, without a name or a password',
          body: Shown,
          response: { 200: LogInAnswer },
        },
      },
      async (request, reply) => {
        const asked = { request, reply, purpose: 'log_in' } as const
        const user = await judgeShown(context, asked, request.body.response)
        return logIns.admit(request, reply, { user, way: 'sso.passkey', passed: [SECOND_FACTOR] })
      },
    )
    await app.register(stepRoutes(context))
  }
}

/** A passkey in the place of a code. */
function stepRoutes(context: ServiceContext): FastifyPluginAsyncTypebox {
  const { logIns } = context
  return async (app) => {
    app.post(
      '/log-in/passkey/begin',
      {
        config,
        schema: {
          summary:
            'Begin to show a passkey on the way in; what is answered goes to navigator.credentials.get',
          response: { 200: KeyOptions },
        },
      },
      async (request, reply) => {
        const { id: account } = (await logIns.begun(request)).person
        return askForKey(context, { request, reply, purpose: 'step', account }) as never
      },
    )

    app.post(
      '/log-in/passkey',
      {
        config,
        schema: {
          summary: 'Be let in by what one’s passkey signed, beside the password',
          body: Shown,
          response: { 200: LogInAnswer },
        },
      },
      async (request, reply) => {
        const { id: account } = (await logIns.begun(request)).person
        const asked = { request, reply, purpose: 'step', account } as const
        await judgeShown(context, asked, request.body.response)
        return logIns.pass(request, reply, SECOND_FACTOR)
      },
    )
  }
}
