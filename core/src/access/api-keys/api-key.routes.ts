import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { authorOf } from '../../audit/author-of.ts'
import { IfMatch, versionSeen, withVersion } from '../../http/if-match.ts'
import { staffOnly } from '../staff-only.ts'
import { IdParams } from '../wire-types.ts'
import { apiKeyList } from './api-key.list.ts'
import { ApiKeyOnTheWire, ApiKeyPatch, ApiKeyToken, NewApiKey } from './api-key.schemas.ts'
import { createApiKey, revokeApiKey } from './api-key.service.ts'
import { changeApiKey, getApiKey } from './change-api-key.ts'

const tags = ['access']
const config = { permission: 'access.key.manage' }
const one = { ...config, entity: 'access.api_key' }

/** `/api/v1/access/api-keys` */
export function apiKeyRoutes(known: ReadonlyMap<string, unknown>): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.addHook('preHandler', staffOnly('access.staff_only'))
    app.list('/api-keys', { ...config, list: apiKeyList, summary: 'List API keys' })
    app.bulk('/api-keys', {
      ...config,
      tags,
      list: apiKeyList,
      change: Type.Object({ act: Type.Literal('revoke') }, { additionalProperties: false }),
      summary: 'Revoke many API keys for good',
      apply: (trx, author, { id }) => revokeApiKey(trx, author, id),
    })

    await app.register(keyRoutes)

    app.post(
      '/api-keys',
      {
        config: one,
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

const keyRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get(
    '/api-keys/:id',
    {
      config: one,
      schema: { tags, summary: 'Read one API key', params: IdParams, response: { 200: ApiKeyOnTheWire } },
    },
    async (request, reply) =>
      withVersion(reply, await request.transaction((trx) => getApiKey(trx, request.params.id))),
  )

  app.patch(
    '/api-keys/:id',
    {
      config: one,
      schema: {
        tags,
        summary: 'Give an API key another name; its rights stay',
        params: IdParams,
        headers: IfMatch,
        body: ApiKeyPatch,
        response: { 200: ApiKeyOnTheWire },
      },
    },
    async (request, reply) => {
      const wish = { id: request.params.id, version: versionSeen(request), patch: request.body }
      return withVersion(
        reply,
        await request.transaction((trx) => changeApiKey(trx, authorOf(request), wish)),
      )
    },
  )
}
