import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { staffOnly } from '../../access/staff-only.ts'
import { defineList } from '../../http/list/define-list.ts'
import { recordRoutes } from '../../http/record-routes.ts'
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

const permissions = { read: 'locations.site.read', write: 'locations.site.write' }

/** `/api/v1/locations/sites` */
export const siteRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.list('/sites', { permission: permissions.read, list: siteList, summary: 'List sites' })
  await app.register(
    recordRoutes({
      path: '/sites',
      tags: ['locations'],
      entity: 'locations.site',
      permissions,
      writers: staffOnly('locations.staff_only'),
      row: SiteOnTheWire,
      newRow: NewSite,
      patch: SitePatch,
      words: {
        read: 'Read one site',
        create: { summary: 'Create a site together with its root location' },
        change: { summary: 'Change a site' },
      },
      get: getSite,
      create: createSite,
      change: changeSite,
    }),
  )
}
