import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { staffOnly } from '../../access/staff-only.ts'
import { IdParams } from '../../access/wire-types.ts'
import { authorOf } from '../../audit/author-of.ts'
import { IfMatch, versionSeen, withVersion } from '../../http/if-match.ts'
import { defineList } from '../../http/list/define-list.ts'
import { changeStatus, createStatus, getStatus, NewStatus, StatusOnTheWire, StatusPatch } from './status.ts'

const statusList = defineList({
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

const tags = ['ledger']
const read = { permission: 'ledger.balance.read' }
const write = { permission: 'ledger.status.write' }

/** `/api/v1/ledger/statuses`: what may be done with stock. */
export const statusRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const preHandler = staffOnly('ledger.staff_only')
  app.list('/statuses', { ...read, list: statusList, summary: 'List stock statuses' })

  app.get(
    '/statuses/:id',
    {
      config: read,
      schema: { tags, summary: 'Read one status', params: IdParams, response: { 200: StatusOnTheWire } },
    },
    async (request, reply) =>
      withVersion(reply, await request.transaction((trx) => getStatus(trx, request.params.id))),
  )

  app.post(
    '/statuses',
    {
      config: write,
      preHandler,
      schema: {
        tags,
        summary: 'Create a status',
        description:
          'Unless said, its stock is kept back (not allocatable, not sellable), counted and paid for.',
        body: NewStatus,
        response: { 200: StatusOnTheWire, 201: StatusOnTheWire },
      },
    },
    async (request, reply) => {
      const { row, isNew } = await request.transaction((trx) =>
        createStatus(trx, authorOf(request), request.body),
      )
      return reply.code(isNew ? 201 : 200).send(withVersion(reply, row))
    },
  )

  app.patch(
    '/statuses/:id',
    {
      config: write,
      preHandler,
      schema: {
        tags,
        summary: 'Change a status of your own',
        description:
          'Its name stays, because movements are told by it; built-in statuses keep their meaning.',
        params: IdParams,
        headers: IfMatch,
        body: StatusPatch,
        response: { 200: StatusOnTheWire },
      },
    },
    async (request, reply) => {
      const wish = { id: request.params.id, version: versionSeen(request), patch: request.body }
      const row = await request.transaction((trx) => changeStatus(trx, authorOf(request), wish))
      return withVersion(reply, row)
    },
  )
}
