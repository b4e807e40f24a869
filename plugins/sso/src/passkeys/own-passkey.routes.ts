import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { refuse, type ServiceContext, type Transaction } from '@stowage/sdk'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { hasOtherWay } from '../people/other-way.ts'
import { SetUpWish } from '../second-factor/factor.schemas.ts'
import { prove } from '../second-factor/prove.ts'
import { beginCeremony, endCeremony, partyOf } from './ceremony.ts'
import { KeyName, KeyOptions, NewKeyResponse, PasskeyOnTheWire } from './passkey.schemas.ts'
import { addPasskey, newKeyOptions, passkeysOf } from './passkey.service.ts'

const config = { self: true } as const
const closed = { additionalProperties: false }
const Passkeys = Type.Object({ data: Type.Array(PasskeyOnTheWire) }, closed)
const params = Type.Object({ id: Type.String({ format: 'uuid' }) })

/** `/api/v1/sso/passkeys`: one's own. */
export function ownPasskeyRoutes(context: ServiceContext): FastifyPluginAsyncTypebox {
  const { transaction, actor, people } = context
  const asPlugin = <T>(work: (trx: Transaction) => Promise<T>) => transaction(actor, work)
  const self = (request: FastifyRequest) =>
    asPlugin(async (trx) => (await people.find(trx, { id: request.actor.id }))!)
  return async (app) => {
    app.get(
      '/passkeys',
      { config, schema: { summary: 'One’s own passkeys', response: { 200: Passkeys } } },
      async (request) => ({ data: await asPlugin((trx) => passkeysOf(trx, request.actor.id)) }),
    )

    app.post(
      '/passkeys/begin',
      {
        config,
        schema: {
          summary: 'Begin to add a passkey; what is answered goes to navigator.credentials.create',
          body: SetUpWish,
          response: { 200: KeyOptions },
        },
      },
      async (request, reply) => {
        const person = await self(request)
        const party = await partyOf(context)
        await prove(context, { person, request, ...request.body })
        const wish = { request, reply, purpose: 'add', account: person.id } as const
        const challenge = await beginCeremony(context, wish)
        return asPlugin((trx) => newKeyOptions(trx, { person, party, challenge })) as never
      },
    )

    app.post(
      '/passkeys',
      {
        config,
        schema: {
          summary: 'Add the passkey that the browser made, under a name',
          body: Type.Object({ name: KeyName, response: NewKeyResponse }, closed),
          response: { 201: PasskeyOnTheWire },
        },
      },
      async (request, reply) => {
        const person = await self(request)
        const party = await partyOf(context)
        const wish = { request, reply, purpose: 'add', account: person.id } as const
        const challenge = await endCeremony(context, wish)
        const added = await asPlugin((trx) =>
          addPasskey(context, trx, { person, party, challenge, request, ...request.body }),
        )
        return reply.code(201).send(added)
      },
    )
    await app.register(changeRoutes(context))
  }
}

/** Naming one otherwise, and removing it. */
function changeRoutes({ transaction, actor, people, audit }: ServiceContext): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.patch(
      '/passkeys/:id',
      {
        config,
        schema: {
          summary: 'Call a passkey otherwise',
          params,
          body: Type.Object({ name: KeyName }, closed),
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        const { id } = request.params
        const name = request.body.name.trim()
        if (name === '') throw refuse('sso.passkey_unnamed', {}, '/name')
        await transaction(actor, async (trx) => {
          const before = await trx('sso.passkey')
            .where({ id, account: request.actor.id })
            .forUpdate()
            .first('name')
          if (before === undefined) throw refuse('sso.passkey_missing', { id })
          await trx('sso.passkey').where({ id }).update({ name })
          await audit.record(trx, request, {
            entity: 'sso.passkey',
            id,
            action: 'change',
            before,
            after: { name },
          })
        })
        return reply.code(204).send(null)
      },
    )

    app.delete(
      '/passkeys/:id',
      { config, schema: { summary: 'Remove a passkey', params, response: { 204: Type.Null() } } },
      async (request, reply) => {
        const { id } = request.params
        await transaction(actor, async (trx) => {
          const person = (await people.hold(trx, request.actor.id))!
          const [before] = await trx('sso.passkey')
            .where({ id, account: person.id })
            .delete()
            .returning('name')
          if (before === undefined) throw refuse('sso.passkey_missing', { id })
          if (!(await hasOtherWay(trx, person))) throw refuse('sso.last_way')
          await audit.record(trx, request, { entity: 'sso.passkey', id, action: 'remove', before })
        })
        return reply.code(204).send(null)
      },
    )
  }
}
