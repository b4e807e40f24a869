import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type Static, Type } from 'typebox'
import { authorOf } from '../../audit/author-of.ts'
import { defineList } from '../../http/list/define-list.ts'
import { staffOnly } from '../staff-only.ts'
import { Id, IdParams, Instant, Name } from '../wire-types.ts'
import { breakGlass, giveGlassBack, glassRoles } from './break-glass.service.ts'

const Broken = Type.Object(
  {
    id: Id,
    actor: Id,
    actorName: Name,
    role: Id,
    roleName: Name,
    reason: Type.String(),
    grantedAt: Instant,
    endsAt: Instant,
    isOpen: Type.Boolean({ description: 'Whether it still counts' }),
  },
  { additionalProperties: false },
)
const Wish = Type.Object(
  { role: Id, reason: Type.String({ minLength: 10, maxLength: 500 }) },
  { additionalProperties: false },
)

/** What is taken for a while: which role, and until when. */
export type GlassTaken = Static<typeof Taken>
const Taken = Type.Object({ id: Id, role: Id, endsAt: Instant }, { additionalProperties: false })

const glassList = defineList({
  from: (trx) =>
    trx('access.role_grant as g')
      .join('access.actor as n', 'n.id', 'g.actor')
      .join('access.role as r', 'r.id', 'g.role')
      .whereNotNull('g.ends_at'),
  key: 'g.id',
  defaultSort: '-grantedAt',
  row: Broken,
  fields: {
    id: { column: 'g.id', type: 'uuid' },
    actor: { column: 'g.actor', type: 'uuid', filter: true },
    actorName: { column: 'n.name', type: 'string' },
    role: { column: 'g.role', type: 'uuid', filter: true },
    roleName: { column: 'r.name', type: 'string' },
    reason: { column: "coalesce(g.reason, '')", type: 'string' },
    grantedAt: { column: 'g.granted_at', type: 'date-time', filter: true, sort: true },
    endsAt: { column: 'g.ends_at', type: 'date-time', filter: true, sort: true },
    isOpen: { column: 'g.ends_at > now()', type: 'boolean' },
  },
})

const tags = ['access']
const config = { permission: 'access.break_glass.take' }

/** `/api/v1/access/break-glass`: rights taken for half an hour in an emergency. */
export const breakGlassRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.addHook('preHandler', staffOnly('access.staff_only'))
  app.list('/break-glass', {
    permission: 'access.audit.read',
    list: glassList,
    summary: 'List who took which role in an emergency, and why',
  })

  app.get(
    '/break-glass/roles',
    {
      config,
      schema: {
        tags,
        summary: 'The roles that one may take in an emergency',
        response: { 200: Type.Object({ data: Type.Array(Type.Object({ id: Id, name: Name })) }) },
      },
    },
    async (request) => ({ data: await request.transaction((trx) => glassRoles(trx)) }),
  )

  app.post(
    '/break-glass',
    {
      config,
      schema: {
        tags,
        summary: 'Take a role for half an hour, with a reason',
        body: Wish,
        response: { 201: Taken },
      },
    },
    async (request, reply) => {
      const { role, reason } = request.body
      const author = { ...authorOf(request), reason }
      return reply.code(201).send(await request.transaction((trx) => breakGlass(trx, author, role)))
    },
  )

  app.delete(
    '/break-glass/:id',
    {
      config,
      schema: {
        tags,
        summary: 'Give back before its time what one took',
        params: IdParams,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      await request.transaction((trx) => giveGlassBack(trx, authorOf(request), request.params.id))
      return reply.code(204).send(null)
    },
  )
}
