import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { PluginDeclaration } from '@stowage/sdk'
import { Type } from 'typebox'
import { defineList } from '../http/list/define-list.ts'
import type { ListDeclaration } from '../http/list/list-declaration.ts'
import { concealedChanges } from './concealed-changes.ts'

const Id = Type.String({ format: 'uuid' })
const Fields = Type.Unsafe<Record<string, unknown> | null>({
  type: ['object', 'null'],
  additionalProperties: true,
  description: 'The fields that changed; null where there was or is nothing',
})

/** One change on the wire. */
const ChangeOnTheWire = Type.Object(
  {
    id: Id,
    at: Type.String({ format: 'date-time' }),
    actor: Id,
    actorName: Type.Union([Type.String(), Type.Null()]),
    action: Type.String(),
    entity: Type.String({ description: 'The kind of row, such as items.item' }),
    entityId: Id,
    before: Fields,
    after: Fields,
    reason: Type.Union([Type.String(), Type.Null()], { description: 'Why, as its author put it' }),
    device: Type.Union([Id, Type.Null()], { description: 'The device of the floor it was done on' }),
    requestId: Type.Union([Type.String(), Type.Null()], { description: 'Finds the request in the log' }),
  },
  { additionalProperties: false },
)

const changes: ListDeclaration = {
  from: (trx) => trx('access.change as c').leftJoin('access.actor as n', 'n.id', 'c.actor'),
  key: 'c.id',
  defaultSort: '-at',
  row: ChangeOnTheWire,
  byOwner: { column: 'c.owner', sorts: ['at'] },
  search: ['n.name', 'c.action', 'c.entity', 'c.reason', 'c.before::text', 'c.after::text'],
  fields: {
    id: { column: 'c.id', type: 'uuid', filter: true },
    at: { column: 'c.at', type: 'date-time', filter: true, sort: true },
    actor: { column: 'c.actor', type: 'uuid', filter: true },
    actorName: { column: 'n.name', type: 'string' },
    action: { column: 'c.action', type: 'string', filter: ['eq', 'in'] },
    entity: { column: 'c.entity', type: 'string', filter: ['eq', 'in'] },
    entityId: { column: 'c.entity_id', type: 'uuid', filter: ['eq', 'in'] },
    before: { column: 'c.before', type: 'json' },
    after: { column: 'c.after', type: 'json' },
    reason: { column: 'c.reason', type: 'string', filter: ['contains', 'isNull'] },
    device: { column: 'c.device', type: 'uuid', filter: ['eq', 'in'] },
    requestId: { column: 'c.request_id', type: 'string' },
  },
}

/** `/api/v1/access/audit`: who changed what, newest first. Movements are their own audit, in the ledger. */
export function auditRoutes(plugins: readonly PluginDeclaration[]): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.list('/audit', {
      permission: 'access.audit.read',
      list: listOf(plugins),
      summary: 'List changes: who, when, from what, to what',
    })
  }
}

/** Whoever may not see a field of a row sees nothing of its changes either, and cannot search for them. */
function listOf(plugins: readonly PluginDeclaration[]) {
  const { permissions, column } = concealedChanges(plugins)
  return defineList({
    ...changes,
    concealed: {
      permissions,
      without(missing) {
        const [before, after] = [column('c.before', missing), column('c.after', missing)]
        return {
          fields: {
            ...changes.fields,
            before: { column: before, type: 'json' },
            after: { column: after, type: 'json' },
          },
          search: ['n.name', 'c.action', 'c.entity', 'c.reason', `${before}::text`, `${after}::text`],
        }
      },
    },
  })
}
