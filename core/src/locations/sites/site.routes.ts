import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { staffOnly } from '../../access/staff-only.ts'
import { IdParams } from '../../access/wire-types.ts'
import { authorOf } from '../../audit/author-of.ts'
import { IfMatch, versionSeen, withVersion } from '../../http/if-match.ts'
import { defineList } from '../../http/list/define-list.ts'
import { NewSite, SiteOnTheWire, SitePatch } from './site.schemas.ts'
import { changeSite, createSite, getSite } from './site.service.ts'

const siteList = defineList({
  from: 'locations.site as s',
  key: 's.id',
  entity: 'locations.site',
  defaultSort: 'code',
  row: SiteOnTheWire,
  search: ['s.code', 's.name'],
  fields: {
    id: { column: 's.id', type: 'uuid', filter: true },
    company: { column: 's.company', type: 'uuid', filter: true },
    code: { column: 's.code', type: 'string', filter: true, sort: true },
    name: { column: 's.name', type: 'string', filter: true, sort: true },
    timeZone: { column: 's.time_zone', type: 'string', filter: ['eq', 'in'] },
    version: { column: 's.version', type: 'integer' },
    createdAt: { column: 's.created_at', type: 'date-time', filter: true, sort: true },
    updatedAt: { column: 's.updated_at', type: 'date-time' },
  },
})

const tags = ['locations']
const read = { permission: 'locations.site.read' }
const write = { permission: 'locations.site.write' }

/** `/api/v1/locations/sites` */
export const siteRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const preHandler = staffOnly('locations.staff_only')
  app.list('/sites', { ...read, list: siteList, summary: 'List sites' })

  app.get(
    '/sites/:id',
    {
      config: { ...read, entity: 'locations.site' },
      schema: { tags, summary: 'Read one site', params: IdParams, response: { 200: SiteOnTheWire } },
    },
    async (request, reply) =>
      withVersion(reply, await request.transaction((trx) => getSite(trx, request.params.id))),
  )

  app.post(
    '/sites',
    {
      config: { ...write, entity: 'locations.site' },
      preHandler,
      schema: {
        tags,
        summary: 'Create a site together with its root location',
        body: NewSite,
        response: { 200: SiteOnTheWire, 201: SiteOnTheWire },
      },
    },
    async (request, reply) => {
      const { row, isNew } = await request.transaction((trx) =>
        createSite(trx, authorOf(request), request.body),
      )
      return reply.code(isNew ? 201 : 200).send(withVersion(reply, row))
    },
  )

  app.patch(
    '/sites/:id',
    {
      config: { ...write, entity: 'locations.site' },
      preHandler,
      schema: {
        tags,
        summary: 'Change a site',
        params: IdParams,
        headers: IfMatch,
        body: SitePatch,
        response: { 200: SiteOnTheWire },
      },
    },
    async (request, reply) => {
      const wish = { id: request.params.id, version: versionSeen(request), patch: request.body }
      return withVersion(reply, await request.transaction((trx) => changeSite(trx, authorOf(request), wish)))
    },
  )
}
