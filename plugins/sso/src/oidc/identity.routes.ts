import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { refuse, type ServiceContext, type Transaction } from '@stowage/sdk'
import { type Static, Type } from 'typebox'
import { hasOtherWay } from '../people/other-way.ts'
import { beginFlow, endFlow } from './flow.ts'
import { Arrived, Destination } from './oidc.routes.ts'
import { providersOf } from './provider.ts'
import { addIdentity } from './recognise.ts'

const config = { self: true } as const
const closed = { additionalProperties: false }
const Id = Type.String({ format: 'uuid' })
const Instant = Type.String({ format: 'date-time' })

/** Who somebody is at a provider. */
export const IdentityOnTheWire = Type.Object(
  {
    id: Id,
    provider: Type.Union([Type.String(), Type.Null()], { description: 'Its name; null where it is no more' }),
    email: Type.Union([Type.String(), Type.Null()]),
    createdAt: Instant,
    usedAt: Instant,
  },
  closed,
)
export type Identity = Static<typeof IdentityOnTheWire>

/** `/api/v1/sso/identities`: by which providers one logs in. */
export function identityRoutes(context: ServiceContext): FastifyPluginAsyncTypebox {
  const { transaction, actor, people, audit } = context
  return async (app) => {
    await app.register(addingRoutes(context))
    app.get(
      '/identities',
      {
        config,
        schema: {
          summary: 'By which providers one logs in',
          response: { 200: Type.Object({ data: Type.Array(IdentityOnTheWire) }, closed) },
        },
      },
      async (request) => ({
        data: await transaction(actor, (trx) => identitiesOf(context, trx, request.actor.id)),
      }),
    )

    app.delete(
      '/identities/:id',
      {
        config,
        schema: {
          summary: 'Log in by a provider no more',
          params: Type.Object({ id: Id }),
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        const { id } = request.params
        await transaction(actor, async (trx) => {
          const person = (await people.hold(trx, request.actor.id))!
          await removeIdentity(trx, { id, account: person.id })
          if (!(await hasOtherWay(trx, person))) throw refuse('sso.last_way')
          await audit.record(trx, request, { entity: 'sso.identity', id, action: 'remove' })
        })
        return reply.code(204).send(null)
      },
    )
  }
}

/** There, and back. */
function addingRoutes(context: ServiceContext): FastifyPluginAsyncTypebox {
  const { transaction, actor, people } = context
  return async (app) => {
    app.post(
      '/identities/begin',
      {
        config,
        schema: {
          summary: 'Begin to add a provider to one’s own ways to log in',
          body: Type.Object({ provider: Id }, closed),
          response: { 200: Destination },
        },
      },
      async (request, reply) => {
        const account = request.actor.id
        return { address: await beginFlow(context, { request, reply, account, ...request.body }) }
      },
    )

    app.post(
      '/identities',
      {
        config,
        schema: {
          summary: 'Come back from a provider, which one logs in by from now on',
          body: Arrived,
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        const account = request.actor.id
        const vouched = await endFlow(context, { request, reply, account, ...request.body })
        await transaction(actor, async (trx) => {
          const person = (await people.find(trx, { id: account }))!
          await addIdentity(context, trx, { person, vouched, isMade: false })
        })
        return reply.code(204).send(null)
      },
    )
  }
}

/** Who somebody is at which providers. */
export async function identitiesOf(
  context: Pick<ServiceContext, 'settings'>,
  trx: Transaction,
  account: string,
): Promise<Identity[]> {
  const names = new Map((await providersOf(context)).map(({ id, name }) => [id, name]))
  const rows = await trx('sso.identity').where({ account }).orderBy('id').limit(100)
  return rows.map(({ id, provider, email, created_at, used_at }) => ({
    id,
    provider: names.get(provider) ?? null,
    email,
    createdAt: new Date(created_at).toISOString(),
    usedAt: new Date(used_at).toISOString(),
  }))
}

/** @throws `sso.identity_unknown` */
export async function removeIdentity(
  trx: Transaction,
  { id, account }: { id: string; account: string },
): Promise<void> {
  const removed = await trx('sso.identity').where({ id, account }).delete()
  if (removed === 0) throw refuse('sso.identity_unknown', { id })
}
