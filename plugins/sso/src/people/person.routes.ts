import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { refuse, type ServiceContext } from '@stowage/sdk'
import { Type } from 'typebox'
import { IdentityOnTheWire, identitiesOf, removeIdentity } from '../oidc/identity.routes.ts'
import { PasskeyOnTheWire } from '../passkeys/passkey.schemas.ts'
import { passkeysOf } from '../passkeys/passkey.service.ts'
import { FactorOnTheWire } from '../second-factor/factor.schemas.ts'
import { factorStanding, removeFactor } from '../second-factor/factor.service.ts'
import { isRequired } from '../second-factor/factor-step.ts'

const config = { permission: 'sso.person.manage' }
const Id = Type.String({ format: 'uuid' })
const params = Type.Object({ id: Id })
const PersonOnTheWire = Type.Object(
  {
    ...FactorOnTheWire.properties,
    identities: Type.Array(IdentityOnTheWire),
    passkeys: Type.Array(PasskeyOnTheWire),
  },
  { additionalProperties: false },
)

/** `/api/v1/sso/people/:id`: how somebody logs in, for who administers, and the way out where he lost it. */
export function personRoutes({ people, audit, logIns, settings }: ServiceContext): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/people/:id',
      { config, schema: { summary: 'How somebody logs in', params, response: { 200: PersonOnTheWire } } },
      (request) =>
        request.transaction(async (trx) => {
          const { id } = request.params
          const person = await people.find(trx, { id })
          if (person === undefined) throw refuse('http.row_not_found', { what: 'user', id })
          const standing = await factorStanding(trx, id)
          const identities = await identitiesOf({ settings }, trx, id)
          const { hasPassword } = person
          return {
            ...standing,
            isRequired: isRequired(person),
            hasPassword,
            identities,
            passkeys: await passkeysOf(trx, id),
          }
        }),
    )

    app.delete(
      '/people/:id/second-factor',
      {
        config,
        schema: {
          summary: 'Take somebody’s second factor and passkeys away, which ends his sessions',
          params,
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        const { id } = request.params
        await request.transaction(async (trx) => {
          await people.checkMayChange(trx, request.actor, id)
          const had = await removeFactor({ logIns }, trx, id)
          const keys = await trx('sso.passkey').where({ account: id }).delete()
          if (!had && keys === 0) throw refuse('sso.factor_missing')
          await people.endSessions(trx, id)
          await audit.record(trx, request, {
            entity: 'sso.second_factor',
            id,
            action: 'reset',
            after: { passkeysRemoved: keys },
          })
        })
        return reply.code(204).send(null)
      },
    )
    await app.register(identityOfPerson({ people, audit }))
  }
}

/** A provider by which somebody logs in. */
function identityOfPerson({
  people,
  audit,
}: Pick<ServiceContext, 'people' | 'audit'>): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.delete(
      '/people/:id/identities/:identity',
      {
        config,
        schema: {
          summary: 'Have somebody log in by a provider no more',
          params: Type.Object({ id: Id, identity: Id }),
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        const { id: account, identity: id } = request.params
        await request.transaction(async (trx) => {
          await people.checkMayChange(trx, request.actor, account)
          await removeIdentity(trx, { id, account })
          await audit.record(trx, request, { entity: 'sso.identity', id, action: 'remove' })
        })
        return reply.code(204).send(null)
      },
    )
  }
}
