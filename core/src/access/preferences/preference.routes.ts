import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { refuse, type ServiceContext } from '@stowage/sdk'
import { Type } from 'typebox'
import type { AccessService } from '../access.service.ts'
import { recognise } from '../sessions/session.routes.ts'
import { systemActor } from '../system-actor.ts'
import { keepPreference, readPreferences } from './preference.service.ts'

const closed = { additionalProperties: false }
const Name = Type.String({
  pattern: '^[a-z][A-Za-z0-9_./-]{0,119}$',
  description: 'As the screens call it: items.columns',
})
const Value = Type.Unknown({ description: 'Whatever the screens make of it; null forgets it' })
const Preference = Type.Object({ name: Name, value: Value }, closed)

const tags = ['access']
// Public, because everybody has his own; each route looks for itself who calls.
const config = { public: true } as const

/** `/api/v1/access/session/preferences`: how somebody has his own screens, wherever he logs in. */
export function preferenceRoutes(
  access: AccessService,
  transaction: ServiceContext['transaction'],
): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/session/preferences',
      {
        config,
        schema: {
          tags,
          summary: 'Read how one has one’s own screens',
          response: { 200: Type.Object({ data: Type.Array(Preference) }, closed) },
        },
      },
      async (request, reply) => {
        const { id } = await recognise(access, request)
        reply.header('cache-control', 'no-store')
        return { data: await transaction(systemActor, (trx) => readPreferences(trx, id)) }
      },
    )

    app.put(
      '/session/preferences',
      {
        config,
        schema: {
          tags,
          summary: 'Keep one thing about one’s own screens',
          body: Preference,
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        const actor = await recognise(access, request)
        if (actor.kind !== 'user') throw refuse('http.unauthenticated')
        if (actor.viewer !== undefined) throw refuse('access.view_only', { actor: actor.name })
        await transaction(systemActor, (trx) => keepPreference(trx, actor.id, request.body))
        return reply.code(204).send(null)
      },
    )
  }
}
