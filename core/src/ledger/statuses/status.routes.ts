import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { staffOnly } from '../../access/staff-only.ts'
import { defineList } from '../../http/list/define-list.ts'
import { recordRoutes } from '../../http/record-routes.ts'
import { changeStatus, createStatus, getStatus, NewStatus, StatusOnTheWire, StatusPatch } from './status.ts'

const statusList = defineList({
  entity: 'ledger.status',
  from: 'ledger.status as t',
  key: 't.no',
  defaultSort: 'no',
  row: StatusOnTheWire,
  search: ['t.name', 't.title'],
  fields: {
    id: { column: 't.id', type: 'uuid', filter: true },
    name: { column: 't.name', type: 'string', filter: true, sort: true },
    title: { column: 't.title', type: 'string', sort: true },
    allocatable: { column: 't.allocatable', type: 'boolean', filter: true },
    countable: { column: 't.countable', type: 'boolean', filter: true },
    sellable: { column: 't.sellable', type: 'boolean', filter: true },
    billable: { column: 't.billable', type: 'boolean', filter: true },
    plugin: { column: 't.plugin', type: 'string', filter: true },
    version: { column: 't.version', type: 'integer' },
    createdAt: { column: 't.created_at', type: 'date-time' },
    updatedAt: { column: 't.updated_at', type: 'date-time' },
    no: { column: 't.no', type: 'integer', sort: true, hidden: { nullable: false } },
  },
})

const permissions = { read: 'ledger.balance.read', write: 'ledger.status.write' }

/** `/api/v1/ledger/statuses`: what may be done with stock. */
export const statusRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.list('/statuses', { permission: permissions.read, list: statusList, summary: 'List stock statuses' })
  await app.register(
    recordRoutes({
      path: '/statuses',
      entity: 'ledger.status',
      tags: ['ledger'],
      permissions,
      writers: staffOnly('ledger.staff_only'),
      row: StatusOnTheWire,
      newRow: NewStatus,
      patch: StatusPatch,
      words: {
        read: 'Read one status',
        create: {
          summary: 'Create a status',
          description:
            'Unless said, its stock is kept back (not allocatable, not sellable), counted and paid for.',
        },
        change: {
          summary: 'Change a status of your own',
          description:
            'Its name stays, because movements are told by it; built-in statuses keep their meaning.',
        },
      },
      get: getStatus,
      create: createStatus,
      change: changeStatus,
    }),
  )
}
