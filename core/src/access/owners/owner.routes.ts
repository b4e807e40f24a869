import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { defineList } from '../../http/list/define-list.ts'
import { recordRoutes } from '../../http/record-routes.ts'
import { staffOnly } from '../staff-only.ts'
import { NewOwner, OwnerOnTheWire, OwnerPatch } from './owner.schemas.ts'
import { changeOwner, createOwner, getOwner } from './owner.service.ts'

const ownerList = defineList({
  from: 'access.owner as o',
  key: 'o.id',
  entity: 'access.owner',
  defaultSort: 'name',
  row: OwnerOnTheWire,
  search: ['o.name'],
  fields: {
    id: { column: 'o.id', type: 'uuid', filter: true },
    kind: { column: 'o.kind', type: 'string', filter: ['eq', 'in'], sort: true },
    company: { column: 'o.company', type: 'uuid', filter: true },
    name: { column: 'o.name', type: 'string', filter: true, sort: true },
    version: { column: 'o.version', type: 'integer' },
    createdAt: { column: 'o.created_at', type: 'date-time', filter: true, sort: true },
    updatedAt: { column: 'o.updated_at', type: 'date-time' },
  },
})

const permissions = { read: 'access.owner.read', write: 'access.owner.write' }

/** `/api/v1/access/owners`: whose stock there is. An actor who is bound to some owners sees those. */
export const ownerRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.list('/owners', { permission: permissions.read, list: ownerList, summary: 'List owners' })
  await app.register(
    recordRoutes({
      path: '/owners',
      tags: ['access'],
      entity: 'access.owner',
      permissions,
      writers: staffOnly('access.staff_only'),
      row: OwnerOnTheWire,
      newRow: NewOwner,
      patch: OwnerPatch,
      words: {
        read: 'Read one owner',
        create: { summary: 'Create an owner' },
        change: { summary: 'Rename an owner' },
      },
      get: getOwner,
      create: createOwner,
      change: changeOwner,
    }),
  )
}
