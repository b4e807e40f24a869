import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Transaction } from '@stowage/sdk'
import { type Static, Type } from 'typebox'
import { NIL_ID } from '../../database/ids.ts'
import type { ListQuery } from '../../http/list/list-declaration.ts'
import { balancesAt, instantParameters, isAtInstant } from './balance-scope.ts'
import { checkInstant } from './check-instant.ts'

const Id = Type.String({ format: 'uuid' })
const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])

/** What stands at each place of a site. */
export const Places = Type.Object({
  data: Type.Array(
    Type.Object({
      location: Id,
      onHand: Type.Number({ description: 'The sum of what may be counted in different units' }),
      allocated: nullable(Type.Number({ description: 'Null at another instant than now' })),
      items: Type.Integer(),
      units: Type.Integer({ description: 'Handling units with something in them' }),
      statuses: Type.Array(Type.String(), { description: 'Those that are not unrestricted' }),
      volume: Type.Number({ description: 'Cubic metres, of the items whose size is known' }),
      unsized: Type.Integer({ description: 'Balances of items whose size is not known' }),
      lastAt: nullable(Type.String({ format: 'date-time', description: 'The posting of its last line' })),
      locks: Type.Array(Type.String(), {
        description: 'What open holds on it, or on what it is in, stop now',
      }),
    }),
    { description: 'Only places with stock or a lock' },
  ),
})

/** `/api/v1/ledger/places?site=…`: how full each place is, and which are locked. */
export const placeRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.addHook('preHandler', checkInstant)
  app.get(
    '/places',
    {
      config: { permission: 'ledger.balance.read' },
      schema: {
        summary: 'Tell what stands at each place of a site, now or at an instant, and which are locked',
        querystring: Type.Object({ site: Id, ...instantParameters }, { additionalProperties: false }),
        response: { 200: Places },
      },
    },
    async (request) => request.transaction((trx) => readPlaces(trx, request.query)),
  )
}

type Place = Static<typeof Places>['data'][number]

async function readPlaces(trx: Transaction, query: ListQuery): Promise<Static<typeof Places>> {
  const { rows } = await trx.raw<{ rows: Place[] }>(
    `select b.location, sum(b.on_hand) as "onHand", sum(b.allocated) as allocated,
            count(distinct b.item)::int as items,
            count(distinct b.handling_unit) filter (where b.handling_unit <> '${NIL_ID}')::int as units,
            coalesce(array_agg(distinct t.name) filter (where t.name <> 'unrestricted'), '{}') as statuses,
            coalesce(sum(b.on_hand * i.length_mm::numeric * i.width_mm * i.height_mm / 1e9), 0)::numeric(18,6)
              as volume,
            count(*) filter (where i.length_mm is null or i.width_mm is null or i.height_mm is null)::int
              as unsized,
            max(b.last_at) as "lastAt", '{}'::text[] as locks
       from ? join items.item i on i.id = b.item join ledger.status t on t.no = b.status
      where b.on_hand <> 0 group by b.location`,
    [balancesAt(trx, query)],
  )
  const byId = new Map(rows.map((place) => [place.location, place]))
  if (!isAtInstant(query)) {
    for (const { location, locks } of await readLocks(trx, query)) {
      byId.set(location, { ...(byId.get(location) ?? emptyPlace(location)), locks })
    }
  }
  return { data: [...byId.values()] }
}

async function readLocks(
  trx: Transaction,
  { site }: ListQuery,
): Promise<Pick<Place, 'location' | 'locks'>[]> {
  const { rows } = await trx.raw<{ rows: Pick<Place, 'location' | 'locks'>[] }>(
    `select p.id as location, array_agg(distinct verb order by verb) as locks
       from ledger.hold h cross join unnest(h.blocks) verb
       join locations.location top on top.id = h.subject
       join locations.location p on p.path = top.path
         or (p.path > top.path || '/' and p.path < top.path || '0')
      where h.scope = 'location' and h.lifted_at is null
        and p.site = (select no from locations.site where id = ?)
      group by p.id`,
    [site as string],
  )
  return rows
}

function emptyPlace(location: string): Place {
  const nothing = { onHand: 0, allocated: 0, items: 0, units: 0, volume: 0, unsized: 0 }
  return { location, ...nothing, statuses: [], lastAt: null, locks: [] }
}
