import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { ServiceContext } from '@stowage/sdk'
import { Type } from 'typebox'
import { IdParams } from '../../access/wire-types.ts'
import { withVersion } from '../../http/if-match.ts'
import { asImporter } from '../import.routes.ts'
import { ImportOnTheWire, SavedMapping } from '../import.schemas.ts'
import { columnsFor } from '../importables/importable.ts'
import { presenterOf } from '../present-import.ts'
import { applyNamed, namedOf } from './mapping.ts'
import { getMapping, removeMapping, savedMappings, saveMapping } from './saved-mappings.ts'

const tags = ['imports']
const config = { permission: 'imports.import.write' }
const Name = Type.Object(
  { name: Type.String({ minLength: 1, maxLength: 80 }) },
  { additionalProperties: false },
)
const Which = Type.Object({ mapping: Type.String({ format: 'uuid' }) }, { additionalProperties: false })

/** Mappings that somebody keeps for files that look alike. */
export function mappingRoutes(context: ServiceContext): FastifyPluginAsyncTypebox {
  return async (app) => {
    await app.register(ownMappings)
    await app.register(mappingsOfImports(context))
  }
}

const ownMappings: FastifyPluginAsyncTypebox = async (app) => {
  app.get(
    '/mappings/saved',
    {
      config,
      schema: {
        tags,
        summary: 'List the mappings that one keeps under names',
        response: { 200: Type.Object({ data: Type.Array(SavedMapping) }) },
      },
    },
    async (request) => {
      const data = await request.transaction((trx) => savedMappings(trx, request.actor))
      return { data: data.map(({ mapping, ...shown }) => shown) }
    },
  )
  app.delete(
    '/mappings/saved/:id',
    {
      config,
      schema: {
        tags,
        summary: 'Forget a mapping that one keeps',
        params: IdParams,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      await request.transaction((trx) => removeMapping(trx, request.actor, request.params.id))
      return reply.code(204).send(null)
    },
  )
}

function mappingsOfImports(context: ServiceContext): FastifyPluginAsyncTypebox {
  const present = presenterOf(context)
  return async (app) => {
    app.post(
      '/:id/save-mapping',
      {
        config,
        schema: {
          tags,
          summary: 'Keep how this file is mapped under a name',
          params: IdParams,
          body: Name,
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        await asImporter(context, request, async (trx, { actor }) => {
          const { importable, mapping, headers } = await context.services.imports.get(trx, request.params.id)
          await saveMapping(trx, actor, {
            importable,
            name: request.body.name,
            mapping: namedOf(mapping, headers),
          })
        })
        return reply.code(204).send(null)
      },
    )
    app.post(
      '/:id/apply-mapping',
      {
        config,
        schema: {
          tags,
          summary: 'Map this file as another one was',
          params: IdParams,
          body: Which,
          response: { 200: ImportOnTheWire },
        },
      },
      async (request, reply) => {
        const record = await asImporter(context, request, async (trx, author, importable) => {
          const { imports } = context.services
          const { id, version, headers } = await imports.get(trx, request.params.id)
          const saved = await getMapping(trx, author.actor, request.body.mapping)
          const columns = columnsFor(importable, author.actor)
          const mapping = applyNamed(saved.mapping, headers, columns)
          return imports.change(trx, author, { id, version, patch: { mapping } })
        })
        return withVersion(reply, await present(request, record))
      },
    )
  }
}
