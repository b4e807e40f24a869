import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { PluginDeclaration } from '@stowage/sdk'
import { Type } from 'typebox'
import { authorOf } from '../../audit/author-of.ts'
import { IfMatch, versionSeen, withVersion } from '../../http/if-match.ts'
import { defineList } from '../../http/list/define-list.ts'
import { inLanguage } from '../../plugin-host/messages.ts'
import type { PermissionRegistry } from '../../plugin-host/permission-registry.ts'
import { staffOnly } from '../staff-only.ts'
import { IdParams } from '../wire-types.ts'
import { NewRole, PermissionOnTheWire, RoleOnTheWire, RolePatch } from './role.schemas.ts'
import { changeRole, createRole, getRole, removeRole } from './role.service.ts'

const roleList = defineList({
  entity: 'access.role',
  from: 'access.role as r',
  key: 'r.id',
  defaultSort: 'name',
  row: RoleOnTheWire,
  search: ['r.name', 'r.description'],
  fields: {
    id: { column: 'r.id', type: 'uuid', filter: true },
    name: { column: 'r.name', type: 'string', filter: true, sort: true },
    description: { column: 'r.description', type: 'string' },
    permissions: { column: 'r.permissions', type: 'json' },
    isForFloor: { column: 'r.is_for_floor', type: 'boolean', filter: ['eq'] },
    isBreakGlass: { column: 'r.is_break_glass', type: 'boolean', filter: ['eq'] },
    holders: {
      column: '(select count(distinct g.actor)::int from access.role_grant g where g.role = r.id)',
      type: 'integer',
    },
    version: { column: 'r.version', type: 'integer' },
    createdAt: { column: 'r.created_at', type: 'date-time', filter: true, sort: true },
    updatedAt: { column: 'r.updated_at', type: 'date-time' },
  },
})

const tags = ['access']
const entity = 'access.role'
const config = { permission: 'access.role.manage' }
const write = { ...config, entity }

/** `/api/v1/access/roles`, and the sentences that they are made of. */
export function roleRoutes(
  known: PermissionRegistry,
  plugins: readonly PluginDeclaration[],
): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.addHook('preHandler', staffOnly('access.staff_only'))
    await app.register(permissionRoute(known, plugins))
    app.list('/roles', { permission: 'access.role.read', list: roleList, summary: 'List roles' })

    app.get(
      '/roles/:id',
      {
        config: { permission: 'access.role.read', entity },
        schema: { tags, summary: 'Read one role', params: IdParams, response: { 200: RoleOnTheWire } },
      },
      async (request, reply) =>
        withVersion(reply, await request.transaction((trx) => getRole(trx, request.params.id))),
    )

    app.post(
      '/roles',
      {
        config: write,
        schema: {
          tags,
          summary: 'Create a role',
          body: NewRole,
          response: { 200: RoleOnTheWire, 201: RoleOnTheWire },
        },
      },
      async (request, reply) => {
        const wish = { wish: request.body, known }
        const { role, isNew } = await request.transaction((trx) => createRole(trx, authorOf(request), wish))
        return reply.code(isNew ? 201 : 200).send(withVersion(reply, role))
      },
    )
    await app.register(changeRoutes(known))
  }
}

/** Changing and removing one. */
function changeRoutes(known: PermissionRegistry): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.patch(
      '/roles/:id',
      {
        config: write,
        schema: {
          tags,
          summary: 'Change a role, which ends the sessions of those who have it',
          params: IdParams,
          headers: IfMatch,
          body: RolePatch,
          response: { 200: RoleOnTheWire },
        },
      },
      async (request, reply) => {
        const wish = { id: request.params.id, version: versionSeen(request), patch: request.body, known }
        return withVersion(
          reply,
          await request.transaction((trx) => changeRole(trx, authorOf(request), wish)),
        )
      },
    )

    app.delete(
      '/roles/:id',
      {
        config,
        schema: {
          tags,
          summary: 'Remove a role that nobody has',
          params: IdParams,
          headers: IfMatch,
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        const wish = { id: request.params.id, version: versionSeen(request) }
        await request.transaction((trx) => removeRole(trx, authorOf(request), wish))
        return reply.code(204).send(null)
      },
    )
  }
}

/** `GET /permissions`: every permission there is, in words. */
function permissionRoute(
  known: PermissionRegistry,
  plugins: readonly PluginDeclaration[],
): FastifyPluginAsyncTypebox {
  const byName = new Map(plugins.map((plugin) => [plugin.name, plugin]))
  const inWordsOf = (language: string) =>
    [...known.values()].map((one) => {
      const plugin = byName.get(one.plugin)!
      const { title } = inLanguage(plugin, language, { title: plugin.title ?? one.plugin })
      const words = plugin.messages?.[language]?.permissions?.[one.name] ?? one.words
      return { ...one, title, words }
    })
  return async (app) => {
    app.get(
      '/permissions',
      {
        config: { permission: 'access.role.read' },
        schema: {
          tags,
          summary: 'All permissions there are, each as a sentence',
          response: { 200: Type.Object({ data: Type.Array(PermissionOnTheWire) }) },
        },
      },
      async (request) => ({ data: inWordsOf(request.language) }),
    )
  }
}
