import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Transaction } from '@stowage/sdk'
import { type Static, Type } from 'typebox'
import { staffOnly } from '../access/staff-only.ts'
import { Id, Version } from '../access/wire-types.ts'
import { authorOf } from '../audit/author-of.ts'
import type { Author } from '../audit/record-change.ts'
import { Location } from './location.schemas.ts'
import type { LocationService } from './location.service.ts'

/** More than stand above one another anywhere. */
const PLACES_MAX = 200

const Metres = Type.Number({ minimum: -100_000, maximum: 100_000 })

/** Places that go together, each with the version that was seen, and how far. */
export const PlaceMoves = Type.Object(
  {
    places: Type.Array(Type.Object({ id: Id, version: Version }, { additionalProperties: false }), {
      minItems: 1,
      maxItems: PLACES_MAX,
    }),
    by: Type.Object(
      { x: Type.Optional(Metres), y: Type.Optional(Metres), z: Type.Optional(Metres) },
      { additionalProperties: false, minProperties: 1, description: 'Metres along each axis' },
    ),
  },
  { additionalProperties: false },
)
/** Places that go together. */
export type PlaceMoves = Static<typeof PlaceMoves>

/** `POST /api/v1/locations/moves` */
export function moveRoutes(locations: LocationService): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.post(
      '/moves',
      {
        config: { permission: 'locations.location.write' },
        preHandler: staffOnly('locations.staff_only'),
        schema: {
          tags: ['locations'],
          summary: 'Move places on the plan together, all or none of them',
          description:
            'A stack of bins goes as one. A place without coordinates is taken as standing at the origin; ' +
            'stock stays where it is, in its place.',
          body: PlaceMoves,
          response: { 200: Type.Object({ data: Type.Array(Location) }) },
        },
      },
      async (request) => ({
        data: await request.transaction((trx) =>
          movePlaces(trx, authorOf(request), { locations, ...request.body }),
        ),
      }),
    )
  }
}

/** @throws `http.version_conflict` where somebody changed one of them since it was read: then none moves */
async function movePlaces(
  trx: Transaction,
  author: Author,
  { locations, places, by }: PlaceMoves & { locations: LocationService },
): Promise<Location[]> {
  const moved: Location[] = []
  for (const { id, version } of places) {
    const place = await locations.get(trx, id)
    const patch = Object.fromEntries(
      Object.entries(by).map(([axis, metres]) => [axis, (place[axis as keyof typeof by] ?? 0) + metres]),
    )
    moved.push(await locations.change(trx, author, { id, version, patch }))
  }
  return moved
}
