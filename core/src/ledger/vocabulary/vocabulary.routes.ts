import type { FastifyPluginAsync } from 'fastify'
import { Type } from 'typebox'
import { defineList } from '../../http/list/define-list.ts'

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

/** `/api/v1/ledger/movement-kinds`: why stock moves, in one word. */
export const vocabularyRoutes: FastifyPluginAsync = async (app) => {
  const permission = 'ledger.balance.read'
  app.list('/movement-kinds', { permission, list: kindList, summary: 'List kinds of movements' })
}
