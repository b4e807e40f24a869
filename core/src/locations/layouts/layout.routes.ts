import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { staffOnly } from '../../access/staff-only.ts'
import { authorOf } from '../../audit/author-of.ts'
import type { LocationService } from '../location.service.ts'
import { LayoutAnswer, LayoutWish } from './layout.schemas.ts'

/** `/api/v1/locations/layouts` */
export function layoutRoutes(locations: LocationService): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.post(
      '/layouts',
      {
        config: { permission: 'locations.location.write' },
        preHandler: staffOnly('locations.staff_only'),
        schema: {
          tags: ['locations'],
          summary: 'Lay out a building from a pattern: aisles × sides × bays × levels × positions',
          description:
            'Up to 50,000 locations, all or nothing. dryRun tells what would be made and which codes are ' +
            'taken. With an id of your own, sending it twice lays out once.',
          body: LayoutWish,
          response: { 200: LayoutAnswer },
        },
      },
      async (request) => request.transaction((trx) => locations.layOut(trx, authorOf(request), request.body)),
    )
  }
}
