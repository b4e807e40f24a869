import type { FastifyPluginAsync } from 'fastify'
import { Type } from 'typebox'
import { defineList } from '../../http/list/define-list.ts'

const statusList = defineList({
  from: 'ledger.status as t',
  key: 't.no',
  defaultSort: 'no',
  row: Type.Object({
    name: Type.String(),
    title: Type.String(),
    allocatable: Type.Boolean(),
    countable: Type.Boolean(),
    sellable: Type.Boolean(),
    plugin: Type.String({ description: 'Who added it' }),
  }),
  fields: {
    name: { column: 't.name', type: 'string', filter: true, sort: true },
    title: { column: 't.title', type: 'string' },
    allocatable: { column: 't.allocatable', type: 'boolean', filter: true },
    countable: { column: 't.countable', type: 'boolean' },
    sellable: { column: 't.sellable', type: 'boolean' },
    plugin: { column: 't.plugin', type: 'string' },
    no: { column: 't.no', type: 'integer', sort: true, hidden: { nullable: false } },
  },
})

const kindList = defineList({
  from: 'ledger.movement_kind as k',
  key: 'k.name',
  defaultSort: 'name',
  row: Type.Object({
    name: Type.String(),
    title: Type.String(),
    requiresReason: Type.Boolean(),
    plugin: Type.String({ description: 'Who added it' }),
  }),
  fields: {
    name: { column: 'k.name', type: 'string', filter: true, sort: true },
    title: { column: 'k.title', type: 'string' },
    requiresReason: { column: 'k.requires_reason', type: 'boolean', filter: true },
    plugin: { column: 'k.plugin', type: 'string' },
  },
})

/** `/api/v1/ledger/statuses` and `/movement-kinds`: the words that movements use. */
export const vocabularyRoutes: FastifyPluginAsync = async (app) => {
  const permission = 'ledger.balance.read'
  app.list('/statuses', { permission, list: statusList, summary: 'List stock statuses' })
  app.list('/movement-kinds', { permission, list: kindList, summary: 'List kinds of movements' })
}
