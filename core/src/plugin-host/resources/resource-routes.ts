import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { PluginDeclaration, ResourceDeclaration, Services } from '@stowage/sdk'
import { type TObject, Type } from 'typebox'
import { authorOf } from '../../audit/author-of.ts'
import { IfMatch, versionSeen, withVersion } from '../../http/if-match.ts'
import { HostError } from '../host-error.ts'
import { ResourceRows } from './resource-rows.ts'
import { type ResourceShape, shapeOfResource } from './resource-shape.ts'

type Values = Readonly<Record<string, unknown>>
type Versioned = Values & { readonly version: number }

const params = Type.Object({ id: Type.String({ format: 'uuid' }) })

/**
 * The routes of a plugin's declared resources, put beside its own.
 * @throws HostError `host.resource_invalid` for a mistake in a declaration
 */
export function resourceRoutes(plugin: PluginDeclaration, services: Services): FastifyPluginAsyncTypebox {
  const resources = Object.entries(plugin.resources ?? {}).map(([table, resource]) => {
    const shape = shapeOrFault(plugin, table, resource)
    return { resource, shape, rows: new ResourceRows(resource, shape, services) }
  })
  return async (app) => {
    for (const one of resources) await app.register(routesOf(plugin.name, one))
  }
}

function shapeOrFault(
  plugin: PluginDeclaration,
  table: string,
  resource: ResourceDeclaration,
): ResourceShape {
  try {
    return shapeOfResource(plugin.name, table, resource, plugin.tables?.[table])
  } catch (error) {
    const sentence = `In the plugin "${plugin.name}", ${(error as Error).message}; mend its declaration.`
    throw new HostError('host.resource_invalid', plugin.name, sentence)
  }
}

interface Resource {
  readonly resource: ResourceDeclaration
  readonly shape: ResourceShape
  readonly rows: ResourceRows
}

function routesOf(plugin: string, { resource, shape, rows }: Resource): FastifyPluginAsyncTypebox {
  const { path, title, titlePlural, permissions } = resource
  const { list, row } = shape
  const tags = [plugin]
  const one = title.toLowerCase()
  const response = row as TObject
  return async (app) => {
    app.list(path, { permission: permissions.read, list, summary: `List ${titlePlural.toLowerCase()}` })

    app.get(
      `${path}/:id`,
      {
        config: { permission: permissions.read, entity: shape.entity },
        schema: { tags, summary: `Read one ${one}`, params, response: { 200: response } },
      },
      async (request, reply) =>
        withVersion(
          reply,
          (await request.transaction((trx) => rows.get(trx, request.params.id))) as Versioned,
        ),
    )

    await app.register(writeRoutes({ tags, one, path, resource, shape, rows }))
  }
}

interface WriteRoutes extends Resource {
  readonly tags: string[]
  readonly one: string
  readonly path: string
}

function writeRoutes({ tags, one, path, resource, shape, rows }: WriteRoutes): FastifyPluginAsyncTypebox {
  const config = { permission: resource.permissions.write }
  const changing = { ...config, entity: shape.entity }
  const { row, create, change } = shape
  return async (app) => {
    app.post(
      path,
      {
        config: changing,
        schema: { tags, summary: `Create a ${one}`, body: create, response: { 200: row, 201: row } },
      },
      async (request, reply) => {
        const { row: made, isNew } = await request.transaction((trx) =>
          rows.create(trx, authorOf(request), request.body as Values),
        )
        return reply.code(isNew ? 201 : 200).send(withVersion(reply, made as Versioned))
      },
    )

    app.patch(
      `${path}/:id`,
      {
        config: changing,
        schema: {
          tags,
          summary: `Change a ${one}`,
          params,
          headers: IfMatch,
          body: change,
          response: { 200: row },
        },
      },
      async (request, reply) => {
        const wish = { id: request.params.id, version: versionSeen(request), patch: request.body as Values }
        const changed = await request.transaction((trx) => rows.change(trx, authorOf(request), wish))
        return withVersion(reply, changed as Versioned)
      },
    )

    if (resource.removable !== true) return
    app.delete(
      `${path}/:id`,
      {
        config,
        schema: {
          tags,
          summary: `Remove a ${one}`,
          params,
          headers: IfMatch,
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        const wish = { id: request.params.id, version: versionSeen(request) }
        await request.transaction((trx) => rows.remove(trx, authorOf(request), wish))
        return reply.code(204).send(null)
      },
    )
  }
}
