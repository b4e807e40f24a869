import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { refuse } from '@stowage/sdk'
import { type Static, Type } from 'typebox'
import { staffOnly } from '../../access/staff-only.ts'
import { authorOf } from '../../audit/author-of.ts'
import { IfMatch, versionSeen, withVersion } from '../../http/if-match.ts'
import type { Kernel } from '../../plugin-host/kernel.ts'
import { lostSecrets } from './setting.routes.ts'
import { InstanceOnTheWire, InstanceParams, InstanceWish, PluginParams } from './setting.schemas.ts'
import {
  addInstance,
  changeInstance,
  type InstanceRoom,
  type InstanceRow,
  readInstances,
  removeInstance,
} from './setting-instance.service.ts'
import { maskedValues } from './setting-values.ts'
import type { SettingsShape } from './settings-shape.ts'

const tags = ['host']
const read = { permission: 'host.setting.read' }
const write = { permission: 'host.setting.write' }

/** `/api/v1/host/settings/:plugin/instances`: the set-ups of a plugin that is set up several times. */
export function instanceRoutes(
  kernel: Kernel,
  find: (name: string) => SettingsShape,
): FastifyPluginAsyncTypebox {
  const preHandler = staffOnly('host.staff_only')
  const roomOf = (name: string) => {
    const shape = find(name)
    if (shape.declaration.instances !== true) throw refuse('host.instances_not_kept', { plugin: name })
    return { shape, box: kernel.secrets }
  }
  const onTheWire = (shape: SettingsShape, row: InstanceRow) => ({
    id: row.id,
    name: row.name,
    values: maskedValues(shape, row),
    lost: lostSecrets(kernel, shape, row),
    version: row.version,
    updatedAt: row.updatedAt,
  })
  const edge = { preHandler, roomOf, onTheWire }
  return async (app) => {
    await app.register(addingRoutes(edge))
    await app.register(changingRoutes(edge))
  }
}

interface Edge {
  readonly preHandler: ReturnType<typeof staffOnly>
  roomOf(name: string): InstanceRoom
  onTheWire(shape: SettingsShape, row: InstanceRow): Static<typeof InstanceOnTheWire>
}

function addingRoutes({ preHandler, roomOf, onTheWire }: Edge): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/settings/:plugin/instances',
      {
        config: read,
        preHandler,
        schema: {
          tags,
          summary: 'List the set-ups of a plugin',
          params: PluginParams,
          querystring: Type.Object({}, { additionalProperties: false }),
          response: { 200: Type.Object({ data: Type.Array(InstanceOnTheWire) }) },
        },
      },
      async (request) => {
        const { shape } = roomOf(request.params.plugin)
        const rows = await request.transaction((trx) => readInstances(trx, shape))
        return { data: rows.map((row) => onTheWire(shape, row)) }
      },
    )

    app.post(
      '/settings/:plugin/instances',
      {
        config: write,
        preHandler,
        schema: {
          tags,
          summary: 'Add a set-up of a plugin',
          params: PluginParams,
          body: InstanceWish,
          response: { 201: InstanceOnTheWire },
        },
      },
      async (request, reply) => {
        const room = roomOf(request.params.plugin)
        const wish = request.body
        const row = await request.transaction((trx) => addInstance(trx, authorOf(request), { room, wish }))
        return reply.code(201).send(withVersion(reply, onTheWire(room.shape, row)))
      },
    )
  }
}

function changingRoutes({ preHandler, roomOf, onTheWire }: Edge): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.put(
      '/settings/:plugin/instances/:id',
      {
        config: write,
        preHandler,
        schema: {
          tags,
          summary: 'Replace the name and the values of a set-up',
          params: InstanceParams,
          headers: IfMatch,
          body: InstanceWish,
          response: { 200: InstanceOnTheWire },
        },
      },
      async (request, reply) => {
        const { plugin, id } = request.params
        const change = { room: roomOf(plugin), id, version: versionSeen(request), wish: request.body }
        const row = await request.transaction((trx) => changeInstance(trx, authorOf(request), change))
        return withVersion(reply, onTheWire(change.room.shape, row))
      },
    )

    app.delete(
      '/settings/:plugin/instances/:id',
      {
        config: write,
        preHandler,
        schema: {
          tags,
          summary: 'Take a set-up away, with its secrets',
          params: InstanceParams,
          headers: IfMatch,
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        const { plugin, id } = request.params
        const removal = { room: roomOf(plugin), id, version: versionSeen(request) }
        await request.transaction((trx) => removeInstance(trx, authorOf(request), removal))
        return reply.code(204).send(null)
      },
    )
  }
}
