import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { authorOf } from '../../audit/author-of.ts'
import { IfMatch, versionSeen, withVersion } from '../../http/if-match.ts'
import { defineList } from '../../http/list/define-list.ts'
import { staffOnly } from '../staff-only.ts'
import { IdParams } from '../wire-types.ts'
import { readBadge, setBadge } from './badge.service.ts'
import {
  BadgeHeld,
  BadgeWish,
  DeviceOnTheWire,
  DevicePatch,
  DeviceToken,
  NewDevice,
} from './device.schemas.ts'
import { changeDevice, createDevice, getDevice, revokeDevice } from './device.service.ts'

const deviceList = defineList({
  entity: 'access.device',
  from: (trx) => trx('access.device as d').join('locations.site as s', 's.no', 'd.site'),
  key: 'd.id',
  defaultSort: 'name',
  row: DeviceOnTheWire,
  search: ['d.name'],
  fields: {
    id: { column: 'd.id', type: 'uuid', filter: true },
    name: { column: 'd.name', type: 'string', filter: true, sort: true },
    site: { column: 's.id', type: 'uuid', filter: true },
    asksPin: { column: 'd.asks_pin', type: 'boolean' },
    lastSeenAt: { column: 'd.last_seen_at', type: 'date-time' },
    revokedAt: { column: 'd.revoked_at', type: 'date-time', filter: ['isNull'] },
    version: { column: 'd.version', type: 'integer' },
    createdAt: { column: 'd.created_at', type: 'date-time', filter: true, sort: true },
    updatedAt: { column: 'd.updated_at', type: 'date-time' },
  },
})

const tags = ['access']
const config = { permission: 'access.device.manage' }
const one = { ...config, entity: 'access.device' }

/** `/api/v1/access/devices`: the scanners and terminals of the floor. */
export const deviceRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.addHook('preHandler', staffOnly('access.staff_only'))
  app.list('/devices', { ...config, list: deviceList, summary: 'List devices of the floor' })
  app.bulk('/devices', {
    ...config,
    tags,
    list: deviceList,
    change: Type.Object({ act: Type.Literal('revoke') }, { additionalProperties: false }),
    summary: 'Revoke many devices for good, which ends the sessions on them',
    apply: (trx, author, { id }) => revokeDevice(trx, author, id),
  })
  await app.register(badgeRoute)

  app.get(
    '/devices/:id',
    {
      config: one,
      schema: { tags, summary: 'Read one device', params: IdParams, response: { 200: DeviceOnTheWire } },
    },
    async (request, reply) =>
      withVersion(reply, await request.transaction((trx) => getDevice(trx, request.params.id))),
  )

  app.post(
    '/devices',
    {
      config: one,
      schema: {
        tags,
        summary: 'Register a device; the answer shows its token this once',
        body: NewDevice,
        response: { 201: DeviceToken },
      },
    },
    async (request, reply) => {
      const device = await request.transaction((trx) => createDevice(trx, authorOf(request), request.body))
      reply.header('cache-control', 'no-store')
      return reply.code(201).send(device)
    },
  )
  await app.register(changeRoutes)
}

const changeRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.patch(
    '/devices/:id',
    {
      config: one,
      schema: {
        tags,
        summary: 'Rename a device, or move it to another site',
        params: IdParams,
        headers: IfMatch,
        body: DevicePatch,
        response: { 200: DeviceOnTheWire },
      },
    },
    async (request, reply) => {
      const wish = { id: request.params.id, version: versionSeen(request), patch: request.body }
      return withVersion(
        reply,
        await request.transaction((trx) => changeDevice(trx, authorOf(request), wish)),
      )
    },
  )

  app.delete(
    '/devices/:id',
    {
      config,
      schema: {
        tags,
        summary: 'Revoke a device for good, which ends the sessions on it',
        params: IdParams,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      await request.transaction((trx) => revokeDevice(trx, authorOf(request), request.params.id))
      return reply.code(204).send(null)
    },
  )
}

const badgeRoute: FastifyPluginAsyncTypebox = async (app) => {
  app.get(
    '/users/:id/badge',
    {
      config: { permission: 'access.user.manage' },
      schema: {
        tags,
        summary: 'Tell whether a person has a badge and a PIN',
        params: IdParams,
        response: { 200: BadgeHeld },
      },
    },
    async (request) => request.transaction((trx) => readBadge(trx, request.params.id)),
  )

  app.put(
    '/users/:id/badge',
    {
      config: { permission: 'access.user.manage' },
      schema: {
        tags,
        summary: 'Give a person a badge and a PIN for the floor, or take them away',
        params: IdParams,
        body: BadgeWish,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const wish = { ...request.body, id: request.params.id }
      await request.transaction((trx) => setBadge(trx, authorOf(request), wish))
      return reply.code(204).send(null)
    },
  )
}
