import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { refuse, type ServiceContext, type Transaction } from '@stowage/sdk'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import {
  AnswerBody,
  CodeBody,
  FactorOnTheWire,
  RecoveryCodes,
  SecretOnTheWire,
  SetUpWish,
} from './factor.schemas.ts'
import { beginSetUp, factorStanding, removeFactor } from './factor.service.ts'
import { isRequired } from './factor-step.ts'
import { finishCounted } from './finish-counted.ts'
import { judgeCounted } from './judge-counted.ts'
import { prove } from './prove.ts'
import { makeRecoveryCodes } from './recovery-codes.ts'

const config = { self: true } as const
const entity = 'sso.second_factor'

/** `/api/v1/sso/second-factor`: one's own. */
export function ownFactorRoutes(context: ServiceContext): FastifyPluginAsyncTypebox {
  const { people, transaction, actor } = context
  const asPlugin = <T>(work: (trx: Transaction) => Promise<T>) => transaction(actor, work)
  const self = (request: FastifyRequest) =>
    asPlugin(async (trx) => (await people.find(trx, { id: request.actor.id }))!)
  return async (app) => {
    app.get(
      '/second-factor',
      {
        config,
        schema: { summary: 'How one stands with one’s second factor', response: { 200: FactorOnTheWire } },
      },
      async (request) => {
        const person = await self(request)
        const standing = await asPlugin((trx) => factorStanding(trx, person.id))
        return { ...standing, isRequired: isRequired(person), hasPassword: person.hasPassword }
      },
    )

    app.post(
      '/second-factor',
      {
        config,
        schema: {
          summary: 'Begin to set up an app of codes, or another one',
          body: SetUpWish,
          response: { 201: SecretOnTheWire },
        },
      },
      async (request, reply) => {
        const person = await self(request)
        await prove(context, { person, request, ...request.body })
        return reply.code(201).send(await asPlugin((trx) => beginSetUp(context, trx, person)))
      },
    )

    await app.register(confirmRoute(context))
    await app.register(changeRoutes(context))
  }
}

/** An app counts once it has shown a code. */
function confirmRoute(context: ServiceContext): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.post(
      '/second-factor/confirm',
      {
        config,
        schema: {
          summary: 'Have the app count from now on, by a code of it; the recovery codes are shown this once',
          body: CodeBody,
          response: { 200: RecoveryCodes },
        },
      },
      async (request) => {
        const { id: account } = request.actor
        return { recoveryCodes: await finishCounted(context, { account, author: request, ...request.body }) }
      },
    )
  }
}

/** What takes a code of the app that counts. */
function changeRoutes(context: ServiceContext): FastifyPluginAsyncTypebox {
  const { transaction, actor, audit } = context
  return async (app) => {
    app.post(
      '/second-factor/recovery-codes',
      {
        config,
        schema: {
          summary: 'Make one’s recovery codes anew; those before are no good any more',
          body: AnswerBody,
          response: { 200: RecoveryCodes },
        },
      },
      async (request) => {
        const { id: account } = request.actor
        await judgeCounted(context, { account, ...request.body })
        return transaction(actor, async (trx) => {
          await audit.record(trx, request, { entity, id: account, action: 'make_recovery_codes' })
          return { recoveryCodes: await makeRecoveryCodes(trx, account) }
        })
      },
    )

    app.post(
      '/second-factor/remove',
      {
        config,
        schema: { summary: 'Go without a second factor', body: AnswerBody, response: { 204: Type.Null() } },
      },
      async (request, reply) => {
        const { id: account } = request.actor
        const person = await transaction(actor, (trx) => context.people.find(trx, { id: account }))
        const wanting = person!.roles.find(({ fields }) => fields.asksSecondFactor === true)
        if (wanting !== undefined) throw refuse('sso.factor_required', { role: wanting.name })
        await judgeCounted(context, { account, ...request.body })
        await transaction(actor, async (trx) => {
          await removeFactor(context, trx, account)
          await audit.record(trx, request, { entity, id: account, action: 'remove' })
        })
        return reply.code(204).send(null)
      },
    )
  }
}
