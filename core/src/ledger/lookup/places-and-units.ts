import type { Transaction } from '@stowage/sdk'
import type { Match } from './lookup.schemas.ts'
import type { NamedThing } from './named-things.ts'

type Place = NonNullable<Match['location']>
type Unit = NonNullable<Match['unit']>
type Level = NonNullable<Match['level']>

/** What the things that a code names stand in, each by its id. */
export async function placesAndUnits(
  trx: Transaction,
  things: readonly NamedThing[],
): Promise<{
  readonly places: ReadonlyMap<string, Place>
  readonly units: ReadonlyMap<string, Unit>
  readonly levels: ReadonlyMap<string, Level>
}> {
  const idsOf = (name: 'location' | 'unit' | 'level') => things.flatMap((thing) => thing[name] ?? [])
  return {
    places: await byId<Place>(trx, PLACES, idsOf('location')),
    units: await byId<Unit>(trx, UNITS, idsOf('unit')),
    levels: await byId<Level>(trx, LEVELS, idsOf('level')),
  }
}

const PLACES = `
  select l.id, l.code, l.path, l.kind, k.balanced as "isBalanced", l.is_active as "isActive",
         l.check_digits as "checkDigits", case when s.id is not null then
           jsonb_build_object('id', s.id, 'code', s.code, 'name', s.name) end as site
    from locations.location l join locations.kind k on k.name = l.kind
    left join locations.site s on s.no = l.site where l.id = any (?::uuid[])`

const UNITS = `
  select u.id, u.code, u.kind, u.is_active as "isActive", case when p.id is not null then
           jsonb_build_object('id', p.id, 'code', p.code) end as parent
    from locations.handling_unit u left join locations.handling_unit p on p.id = u.parent
   where u.id = any (?::uuid[])`

const LEVELS = `
  select id, name, numerator, denominator from items.packaging_level where id = any (?::uuid[])`

async function byId<Row extends { readonly id: string }>(
  trx: Transaction,
  sql: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Row>> {
  if (ids.length === 0) return new Map()
  const { rows } = await trx.raw<{ rows: Row[] }>(sql, [[...new Set(ids)]])
  return new Map(rows.map((row) => [row.id, row]))
}
