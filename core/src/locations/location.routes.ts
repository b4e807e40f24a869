import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { staffOnly } from '../access/staff-only.ts'
import { IdParams } from '../access/wire-types.ts'
import { authorOf } from '../audit/author-of.ts'
import { IfMatch, versionSeen, withVersion } from '../http/if-match.ts'
import { layoutRoutes } from './layouts/layout.routes.ts'
import { kindList, locationList } from './location.list.ts'
import { Location, LocationPatch, NewLocation } from './location.schemas.ts'
import type { LocationService } from './location.service.ts'
import { siteRoutes } from './sites/site.routes.ts'
import { seriesRoutes } from './units/series.routes.ts'
import { unitRoutes } from './units/unit.routes.ts'

const tags = ['locations']
const read = { permission: 'locations.location.read' }
const write = { permission: 'locations.location.write' }

/** `/api/v1/locations` */
export function locationRoutes(locations: LocationService): FastifyPluginAsyncTypebox {
  return async (app) => {
    const preHandler = staffOnly('locations.staff_only')
    await app.register(siteRoutes)
    await app.register(layoutRoutes(locations))
    await app.register(unitRoutes)
    await app.register(seriesRoutes)
    app.list('', { ...read, list: locationList, summary: 'List locations' })
    app.list('/kinds', { ...read, list: kindList, summary: 'List kinds of locations' })

    app.get(
      '/:id',
      {
        config: { ...read, entity: 'locations.location' },
        schema: { tags, summary: 'Read one location', params: IdParams, response: { 200: Location } },
      },
      async (request, reply) =>
        withVersion(reply, await request.transaction((trx) => locations.get(trx, request.params.id))),
    )

    app.post(
      '',
      {
        config: { ...write, entity: 'locations.location' },
        preHandler,
        schema: {
          tags,
          summary: 'Create a location',
          body: NewLocation,
          response: { 200: Location, 201: Location },
        },
      },
      async (request, reply) => {
        const { location, isNew } = await request.transaction((trx) =>
          locations.create(trx, authorOf(request), request.body),
        )
        return reply.code(isNew ? 201 : 200).send(withVersion(reply, location))
      },
    )

    app.patch(
      '/:id',
      {
        config: { ...write, entity: 'locations.location' },
        preHandler,
        schema: {
          tags,
          summary: 'Change a location; all beneath it goes along',
          params: IdParams,
          headers: IfMatch,
          body: LocationPatch,
          response: { 200: Location },
        },
      },
      async (request, reply) => {
        const wish = { id: request.params.id, version: versionSeen(request), patch: request.body }
        return withVersion(
          reply,
          await request.transaction((trx) => locations.change(trx, authorOf(request), wish)),
        )
      },
    )
  }
}
