import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { refuse, type ServiceContext } from '@stowage/sdk'
import { Type } from 'typebox'
import { resetPassword } from './reset.service.ts'
import { MAIL_RESET } from './reset-jobs.ts'

const config = { public: true } as const
const closed = { additionalProperties: false }
const Asked = Type.Object({ email: Type.String({ minLength: 3, maxLength: 254 }) }, closed)
const Chosen = Type.Object(
  {
    token: Type.String({
      minLength: 1,
      maxLength: 200,
      writeOnly: true,
      description: 'What the link ends with',
    }),
    password: Type.String({ maxLength: 200, writeOnly: true, description: 'At least 12 characters' }),
  },
  closed,
)

/** `/api/v1/sso/password-resets`: for who forgot his password. Public, because nobody is in. */
export function resetRoutes(context: ServiceContext): FastifyPluginAsyncTypebox {
  const { logIns, transaction, actor, jobs } = context
  return async (app) => {
    app.post(
      '/password-resets',
      {
        config,
        schema: {
          summary: 'Ask for a link by mail; the answer is the same for an address that nobody has',
          body: Asked,
          response: { 202: Type.Object({}, closed) },
        },
      },
      async (request, reply) => {
        if ((await context.address()) === undefined) throw refuse('sso.address_missing')
        const email = request.body.email.trim().toLowerCase()
        await logIns.count({ at: 'reset', account: email, address: request.ip })
        const { language } = request
        await transaction(actor, (trx) => jobs.enqueue(trx, MAIL_RESET, { email, language }))
        return reply.code(202).send({})
      },
    )

    app.post(
      '/password-resets/use',
      {
        config,
        schema: {
          summary: 'Choose a password by the link of a mail, which ends all sessions',
          body: Chosen,
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        const guess = { at: 'link', account: null, address: request.ip }
        await logIns.count(guess)
        const { language, body } = request
        await transaction(actor, async (trx) => {
          await resetPassword(context, trx, { ...body, language })
          await logIns.forget(trx, guess)
        })
        return reply.code(204).send(null)
      },
    )
  }
}
