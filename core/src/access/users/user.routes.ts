import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { authorOf } from '../../audit/author-of.ts'
import { IfMatch, versionSeen, withVersion } from '../../http/if-match.ts'
import { defineList } from '../../http/list/define-list.ts'
import { givenRolesSql, idsSql } from '../roles/given-roles.ts'
import { staffOnly } from '../staff-only.ts'
import { IdParams } from '../wire-types.ts'
import { NewUser, UserOnTheWire, UserPatch } from './user.schemas.ts'
import { changeUser, createUser, getUser } from './user.service.ts'

const userList = defineList({
  entity: 'access.account',
  from: (trx) => trx('access.account as a').join('access.actor as n', 'n.id', 'a.id'),
  key: 'a.id',
  defaultSort: 'email',
  row: UserOnTheWire,
  search: ['a.email', 'n.name'],
  fields: {
    id: { column: 'a.id', type: 'uuid', filter: true },
    name: { column: 'n.name', type: 'string', filter: true, sort: true },
    email: { column: 'a.email', type: 'string', filter: true, sort: true },
    permissions: { column: 'a.permissions', type: 'json' },
    owners: { column: idsSql('access.owner', 'a.owners'), type: 'json' },
    sites: { column: idsSql('locations.site', 'a.sites'), type: 'json' },
    roles: { column: givenRolesSql('a.id'), type: 'json' },
    isActive: { column: 'a.is_active', type: 'boolean', filter: true },
    version: { column: 'a.version', type: 'integer' },
    createdAt: { column: 'a.created_at', type: 'date-time', filter: true, sort: true },
    updatedAt: { column: 'a.updated_at', type: 'date-time' },
  },
})

const tags = ['access']
const config = { permission: 'access.user.manage' }
const one = { ...config, entity: 'access.account' }

/** `/api/v1/access/users` */
export function userRoutes(known: ReadonlyMap<string, unknown>): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.addHook('preHandler', staffOnly('access.staff_only'))
    app.list('/users', { ...config, list: userList, summary: 'List users' })
    app.bulk('/users', {
      ...config,
      tags,
      list: userList,
      change: Type.Pick(UserPatch, ['isActive', 'roles', 'owners', 'sites'], { additionalProperties: false }),
      summary: 'Change many users alike, or put them out of use',
      apply: (trx, author, { change, ...row }) => changeUser(trx, author, { ...row, patch: change, known }),
    })

    app.get(
      '/users/:id',
      {
        config: one,
        schema: { tags, summary: 'Read one user', params: IdParams, response: { 200: UserOnTheWire } },
      },
      async (request, reply) =>
        withVersion(reply, await request.transaction((trx) => getUser(trx, request.params.id))),
    )

    app.post(
      '/users',
      {
        config: one,
        schema: { tags, summary: 'Create a user', body: NewUser, response: { 201: UserOnTheWire } },
      },
      async (request, reply) => {
        const wish = { wish: request.body, known }
        const user = await request.transaction((trx) => createUser(trx, authorOf(request), wish))
        return reply.code(201).send(withVersion(reply, user))
      },
    )

    app.patch(
      '/users/:id',
      {
        config: one,
        schema: {
          tags,
          summary: 'Change a user, or put him out of use',
          params: IdParams,
          headers: IfMatch,
          body: UserPatch,
          response: { 200: UserOnTheWire },
        },
      },
      async (request, reply) => {
        const wish = { id: request.params.id, version: versionSeen(request), patch: request.body, known }
        return withVersion(
          reply,
          await request.transaction((trx) => changeUser(trx, authorOf(request), wish)),
        )
      },
    )
  }
}
