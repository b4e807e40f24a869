import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { PluginDeclaration, ResourceDeclaration, Services } from '@stowage/sdk'
import { Type } from 'typebox'
import { authorOf } from '../../audit/author-of.ts'
import type { Created } from '../../audit/versioned-row.ts'
import { IfMatch, versionSeen } from '../../http/if-match.ts'
import { type RecordChange, recordRoutes } from '../../http/record-routes.ts'
import { ResourceRows } from './resource-rows.ts'
import { type ResourceShape, shapeOfResource } from './resource-shape.ts'

type Values = Readonly<Record<string, unknown>>
type Versioned = Values & { readonly version: number }

const params = Type.Object({ id: Type.String({ format: 'uuid' }) })

/**
 * The routes of a plugin's declared resources, put beside its own.
 */
export function resourceRoutes(plugin: PluginDeclaration, services: Services): FastifyPluginAsyncTypebox {
  const resources = Object.entries(plugin.resources ?? {}).map(([table, resource]) => {
    const shape = shapeOfResource(plugin.name, table, resource, plugin.tables?.[table])
    return { resource, shape, rows: new ResourceRows(resource, shape, services) }
  })
  return async (app) => {
    for (const one of resources) await app.register(routesOf(plugin.name, one))
  }
}

interface Resource {
  readonly resource: ResourceDeclaration
  readonly shape: ResourceShape
  readonly rows: ResourceRows
}

function routesOf(plugin: string, { resource, shape, rows }: Resource): FastifyPluginAsyncTypebox {
  const { path, title, titlePlural, permissions } = resource
  const { list, entity } = shape
  const tags = [plugin]
  const one = title.toLowerCase()
  return async (app) => {
    app.list(path, { permission: permissions.read, list, summary: `List ${titlePlural.toLowerCase()}` })
    await app.register(
      recordRoutes({
        path,
        tags,
        entity,
        permissions,
        list,
        row: shape.row,
        newRow: shape.create,
        patch: shape.change,
        words: {
          read: `Read one ${one}`,
          create: { summary: `Create a ${one}` },
          change: { summary: `Change a ${one}` },
        },
        get: async (trx, id) => (await rows.get(trx, id)) as Versioned,
        create: async (trx, author, wish) =>
          (await rows.create(trx, author, wish as Values)) as Created<Versioned>,
        change: async (trx, author, change) =>
          (await rows.change(trx, author, change as RecordChange<Values>)) as Versioned,
      }),
    )
    if (resource.removable !== true) return

    app.bulk(`${path}/removals`, {
      permission: permissions.write,
      tags,
      list,
      change: Type.Object({}, { additionalProperties: false }),
      summary: `Remove many ${titlePlural.toLowerCase()}`,
      apply: (trx, author, { id, version }) => rows.remove(trx, author, { id, version }),
    })
    app.delete(
      `${path}/:id`,
      {
        config: { permission: permissions.write },
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
