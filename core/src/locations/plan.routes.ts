import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { refuse, type Transaction } from '@stowage/sdk'
import { type Static, Type } from 'typebox'
import { Id } from '../access/wire-types.ts'
import { getSite } from './sites/site.service.ts'

/** How many places one plan has. */
const PLAN_MAX = 50_000

const Metres = Type.Union([Type.Number(), Type.Null()])

/** A site's places with where each is and how large: all that it takes to draw them. */
export const Plan = Type.Object({
  site: Type.Object({ id: Id, code: Type.String(), name: Type.String(), timeZone: Type.String() }),
  places: Type.Array(
    Type.Object({
      id: Id,
      code: Type.String(),
      zone: Type.Union([Type.String(), Type.Null()], { description: 'The code of the place it is in' }),
      kind: Type.String(),
      x: Metres,
      y: Metres,
      z: Metres,
      sizeX: Metres,
      sizeY: Metres,
      sizeZ: Metres,
      isActive: Type.Boolean(),
      version: Type.Integer(),
    }),
    { description: 'In the order of their paths, without the site’s root' },
  ),
})

/** `/api/v1/locations/plan?site=…` */
export const planRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get(
    '/plan',
    {
      config: { permission: 'locations.location.read' },
      schema: {
        tags: ['locations'],
        summary: 'Read all places of a site to draw them, 50,000 at most',
        querystring: Type.Object({ site: Id }, { additionalProperties: false }),
        response: { 200: Plan },
      },
    },
    async (request) => request.transaction((trx) => readPlan(trx, request.query.site)),
  )
}

/** @throws `http.row_not_found`, `locations.plan_too_large` */
async function readPlan(trx: Transaction, id: string): Promise<Static<typeof Plan>> {
  const { no, code, name, timeZone } = await getSite(trx, id)
  const { rows } = await trx.raw(
    `select l.id, l.code, p.code as zone, l.kind, l.x_m as x, l.y_m as y, l.z_m as z, l.x_size_m as "sizeX",
            l.y_size_m as "sizeY", l.z_size_m as "sizeZ", l.is_active as "isActive", l.version
       from locations.location l left join locations.location p on p.id = l.parent and p.parent is not null
      where l.site = ? and l.parent is not null order by l.path limit ${PLAN_MAX + 1}`,
    [no],
  )
  if (rows.length > PLAN_MAX) throw refuse('locations.plan_too_large', { code, limit: PLAN_MAX }, '#site')
  return { site: { id, code, name, timeZone }, places: rows }
}
