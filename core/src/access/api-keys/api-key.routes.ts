import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { authorOf } from '../../audit/author-of.ts'
import { defineList } from '../../http/list/define-list.ts'
import { givenRolesSql, idsSql } from '../roles/given-roles.ts'
import { staffOnly } from '../staff-only.ts'
import { IdParams } from '../wire-types.ts'
import { ApiKeyOnTheWire, ApiKeyToken, NewApiKey } from './api-key.schemas.ts'
import { createApiKey, revokeApiKey } from './api-key.service.ts'

const apiKeyList = defineList({
  from: (trx) => trx('access.api_key as k').join('access.actor as n', 'n.id', 'k.id'),
  key: 'k.id',
  defaultSort: '-createdAt',
  row: ApiKeyOnTheWire,
  search: ['n.name'],
  fields: {
    id: { column: 'k.id', type: 'uuid', filter: true },
    name: { column: 'n.name', type: 'string', filter: true, sort: true },
    permissions: { column: 'k.permissions', type: 'json' },
    owners: { column: idsSql('access.owner', 'k.owners'), type: 'json' },
    sites: { column: idsSql('locations.site', 'k.sites'), type: 'json' },
    roles: { column: givenRolesSql('k.id'), type: 'json' },
    createdBy: { column: 'k.created_by', type: 'uuid', filter: true },
    createdAt: { column: 'k.created_at', type: 'date-time', filter: true, sort: true },
    expiresAt: { column: 'k.expires_at', type: 'date-time', filter: true, sort: true },
    revokedAt: { column: 'k.revoked_at', type: 'date-time', filter: ['isNull'] },
    lastUsedAt: { column: 'k.last_used_at', type: 'date-time', filter: true, sort: true },
  },
})

const tags = ['access']
const config = { permission: 'access.key.manage' }

/** `/api/v1/access/api-keys` */
export function apiKeyRoutes(known: ReadonlyMap<string, unknown>): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.addHook('preHandler', staffOnly('access.staff_only'))
    app.list('/api-keys', { ...config, list: apiKeyList, summary: 'List API keys' })

    app.post(
      '/api-keys',
      {
        config,
        schema: {
          tags,
          summary: 'Create an API key; the answer shows its token this once',
          body: NewApiKey,
          response: { 201: ApiKeyToken },
        },
      },
      async (request, reply) => {
        const wish = { wish: request.body, known }
        const key = await request.transaction((trx) => createApiKey(trx, authorOf(request), wish))
        reply.header('cache-control', 'no-store')
        return reply.code(201).send(key)
      },
    )

    app.delete(
      '/api-keys/:id',
      {
        config,
        schema: {
          tags,
          summary: 'Revoke an API key for good',
          params: IdParams,
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        await request.transaction((trx) => revokeApiKey(trx, authorOf(request), request.params.id))
        return reply.code(204).send(null)
      },
    )
  }
}
