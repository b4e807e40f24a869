import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { staffOnly } from '../access/staff-only.ts'
import { recordRoutes } from '../http/record-routes.ts'
import { layoutRoutes } from './layouts/layout.routes.ts'
import { kindList, locationList } from './location.list.ts'
import { Location, LocationPatch, NewLocation } from './location.schemas.ts'
import type { LocationService } from './location.service.ts'
import { moveRoutes } from './move-places.ts'
import { planRoutes } from './plan.routes.ts'
import { siteRoutes } from './sites/site.routes.ts'
import { seriesRoutes } from './units/series.routes.ts'
import { unitRoutes } from './units/unit.routes.ts'

const permissions = { read: 'locations.location.read', write: 'locations.location.write' }

/** `/api/v1/locations` */
export function locationRoutes(locations: LocationService): FastifyPluginAsyncTypebox {
  return async (app) => {
    await app.register(siteRoutes)
    await app.register(layoutRoutes(locations))
    await app.register(planRoutes)
    await app.register(moveRoutes(locations))
    await app.register(unitRoutes)
    await app.register(seriesRoutes)
    app.list('', { permission: permissions.read, list: locationList, summary: 'List locations' })
    app.list('/kinds', { permission: permissions.read, list: kindList, summary: 'List kinds of locations' })
    await app.register(
      recordRoutes({
        path: '',
        tags: ['locations'],
        entity: 'locations.location',
        permissions,
        list: locationList,
        writers: staffOnly('locations.staff_only'),
        row: Location,
        newRow: NewLocation,
        patch: LocationPatch,
        words: {
          read: 'Read one location',
          create: { summary: 'Create a location' },
          change: { summary: 'Change a location; all beneath it goes along' },
        },
        get: locations.get,
        create: async (trx, author, wish) => {
          const { location, isNew } = await locations.create(trx, author, wish)
          return { row: location, isNew }
        },
        change: locations.change,
      }),
    )
  }
}
