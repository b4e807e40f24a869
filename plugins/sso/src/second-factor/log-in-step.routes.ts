import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { LogInAnswer, refuse, type ServiceContext, type Transaction } from '@stowage/sdk'
import { Type } from 'typebox'
import { hasPasskey } from '../passkeys/passkey.service.ts'
import { AnswerBody, CodeBody, SecretOnTheWire } from './factor.schemas.ts'
import { beginSetUp, factorStanding } from './factor.service.ts'
import { SECOND_FACTOR } from './factor-step.ts'
import { finishCounted } from './finish-counted.ts'
import { judgeCounted } from './judge-counted.ts'

const config = { public: true } as const
const closed = { additionalProperties: false }
const Asked = Type.Object(
  {
    isSetUp: Type.Boolean({ description: 'Whether he has an app of codes' }),
    hasPasskeys: Type.Boolean({ description: 'With neither, a role of his asks that he sets an app up now' }),
  },
  closed,
)
const SetUpDone = Type.Object({ recoveryCodes: Type.Array(Type.String()), answer: LogInAnswer }, closed)

/**
 * `/api/v1/sso/log-in`: the second factor on the way in. Public, because nobody is in yet: who is on his
 * way is
 * known by his browser's cookie, after his password was right.
 */
export function logInStepRoutes(context: ServiceContext): FastifyPluginAsyncTypebox {
  const { logIns, transaction, actor } = context
  return async (app) => {
    app.get(
      '/log-in',
      { config, schema: { summary: 'What is asked of who is on his way in', response: { 200: Asked } } },
      async (request) => {
        const { person } = await logIns.begun(request)
        const { isSetUp } = await transaction(actor, (trx) => factorStanding(trx, person.id))
        return { isSetUp, hasPasskeys: await transaction(actor, (trx) => hasPasskey(trx, person.id)) }
      },
    )

    app.post(
      '/log-in/answer',
      {
        config,
        schema: {
          summary: 'Show a code of one’s app, or a recovery code, and be let in',
          body: AnswerBody,
          response: { 200: LogInAnswer },
        },
      },
      async (request, reply) => {
        const { person } = await logIns.begun(request)
        await judgeCounted(context, { account: person.id, ...request.body })
        return logIns.pass(request, reply, SECOND_FACTOR)
      },
    )
    await app.register(setUpRoutes(context))
  }
}

/** Setting one up on the way in, for who has to have one and has none. */
function setUpRoutes(context: ServiceContext): FastifyPluginAsyncTypebox {
  const { logIns, transaction, actor, people } = context
  return async (app) => {
    app.post(
      '/log-in/second-factor',
      {
        config,
        schema: {
          summary: 'Begin to set up the app of codes that a role asks for',
          response: { 201: SecretOnTheWire },
        },
      },
      async (request, reply) => {
        const { person } = await logIns.begun(request)
        const shown = await transaction(actor, async (trx) => {
          await checkHasNone(trx, person.id)
          return beginSetUp(context, trx, person)
        })
        return reply.code(201).send(shown)
      },
    )

    app.post(
      '/log-in/second-factor/confirm',
      {
        config,
        schema: {
          summary:
            'Have the app count, by a code of it, and be let in; the recovery codes are shown this once',
          body: CodeBody,
          response: { 200: SetUpDone },
        },
      },
      async (request, reply) => {
        const { person } = await logIns.begun(request)
        const recoveryCodes = await finishCounted(context, {
          account: person.id,
          author: { actor: people.actorOf(person) },
          check: (trx) => checkHasNone(trx, person.id),
          ...request.body,
        })
        return { recoveryCodes, answer: await logIns.pass(request, reply, SECOND_FACTOR) }
      },
    )
  }
}

/** Who has one already shows it: his password alone must not set another one in its place. */
async function checkHasNone(trx: Transaction, account: string): Promise<void> {
  const { isSetUp } = await factorStanding(trx, account)
  if (isSetUp || (await hasPasskey(trx, account))) throw refuse('sso.factor_stands')
}
