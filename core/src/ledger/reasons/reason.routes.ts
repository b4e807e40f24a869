import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { staffOnly } from '../../access/staff-only.ts'
import { authorOf } from '../../audit/author-of.ts'
import { IfMatch, versionSeen, withVersion } from '../../http/if-match.ts'
import { defineList } from '../../http/list/define-list.ts'
import type { LedgerService } from '../ledger.service.ts'
import { changeReason, createReason, NewReason, ReasonOnTheWire, ReasonPatch } from './reason.ts'

const reasonList = defineList({
  from: 'ledger.reason as r',
  key: 'r.id',
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

const tags = ['ledger']
const write = { permission: 'ledger.reason.write' }
const preHandler = staffOnly('ledger.staff_only')

/** `/api/v1/ledger/reasons`: why stock is changed by hand. */
export function reasonRoutes(ledger: LedgerService): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.list('/reasons', { permission: 'ledger.balance.read', list: reasonList, summary: 'List reasons' })

    app.post(
      '/reasons',
      {
        config: write,
        preHandler,
        schema: {
          tags,
          summary: 'Create a reason',
          body: NewReason,
          response: { 200: ReasonOnTheWire, 201: ReasonOnTheWire },
        },
      },
      async (request, reply) => {
        const { row, isNew } = await request.transaction((trx) =>
          createReason(trx, authorOf(request), request.body),
        )
        ledger.forgetReferences()
        return reply.code(isNew ? 201 : 200).send(withVersion(reply, row))
      },
    )

    app.patch(
      '/reasons/:id',
      {
        config: write,
        preHandler,
        schema: {
          tags,
          summary: 'Change a reason',
          description: 'Its code stays, because movements carry it. Out of use, it names no new movement.',
          params: Type.Object({ id: Type.String({ format: 'uuid' }) }),
          headers: IfMatch,
          body: ReasonPatch,
          response: { 200: ReasonOnTheWire },
        },
      },
      async (request, reply) => {
        const wish = { id: request.params.id, version: versionSeen(request), patch: request.body }
        const row = await request.transaction((trx) => changeReason(trx, authorOf(request), wish))
        ledger.forgetReferences()
        return withVersion(reply, row)
      },
    )
  }
}
