import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { staffOnly } from '../../access/staff-only.ts'
import { defineList } from '../../http/list/define-list.ts'
import { recordRoutes } from '../../http/record-routes.ts'
import type { LedgerService } from '../ledger.service.ts'
import { changeReason, createReason, getReason, NewReason, ReasonOnTheWire, ReasonPatch } from './reason.ts'

const reasonList = defineList({
  from: 'ledger.reason as r',
  key: 'r.id',
  entity: 'ledger.reason',
  defaultSort: 'code',
  row: ReasonOnTheWire,
  search: ['r.code', 'r.title'],
  fields: {
    id: { column: 'r.id', type: 'uuid', filter: true },
    code: { column: 'r.code', type: 'string', filter: true, sort: true },
    title: { column: 'r.title', type: 'string', filter: true, sort: true },
    isActive: { column: 'r.is_active', type: 'boolean', filter: true },
    plugin: { column: 'r.plugin', type: 'string', filter: true },
    version: { column: 'r.version', type: 'integer' },
    createdAt: { column: 'r.created_at', type: 'date-time', sort: true },
    updatedAt: { column: 'r.updated_at', type: 'date-time' },
  },
})

const permissions = { read: 'ledger.balance.read', write: 'ledger.reason.write' }

/** `/api/v1/ledger/reasons`: why stock is changed by hand. */
export function reasonRoutes(ledger: LedgerService): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.list('/reasons', { permission: permissions.read, list: reasonList, summary: 'List reasons' })
    await app.register(
      recordRoutes({
        path: '/reasons',
        entity: 'ledger.reason',
        tags: ['ledger'],
        permissions,
        list: reasonList,
        writers: staffOnly('ledger.staff_only'),
        row: ReasonOnTheWire,
        newRow: NewReason,
        patch: ReasonPatch,
        words: {
          read: 'Read one reason',
          create: { summary: 'Create a reason' },
          change: {
            summary: 'Change a reason',
            description: 'Its code stays, because movements carry it. Out of use, it names no new movement.',
          },
        },
        get: getReason,
        create: createReason,
        change: changeReason,
        changed: () => ledger.forgetReferences(),
      }),
    )
  }
}
