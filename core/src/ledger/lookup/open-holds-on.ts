import type { Transaction } from '@stowage/sdk'
import { UNIT_DEPTH_MAX } from '../../locations/units/unit.rules.ts'
import type { Match } from './lookup.schemas.ts'
import type { NamedThing } from './named-things.ts'

const HOLDS_MAX = 10

/** The holds on a thing, on its item, on the places around it and on the units that it is in. */
const HOLDS = `
  with recursive around (unit, depth) as (
    select cast(:unit as uuid), 0
    union all
    select u.parent, a.depth + 1 from around a join locations.handling_unit u on u.id = a.unit
     where u.parent is not null and a.depth < ${UNIT_DEPTH_MAX})
  select h.id, h.scope, to_jsonb(h.blocks) as blocks, h.reason,
         coalesce(l.code, u.code, t.name, s.number, i.sku, '') as name
    from ledger.hold h
    left join locations.location l on h.scope = 'location' and l.id = h.subject
    left join locations.handling_unit u on h.scope = 'handling_unit' and u.id = h.subject
    left join items.lot t on h.scope = 'lot' and t.id = h.subject
    left join ledger.serial s on h.scope = 'serial' and s.id = h.subject
    left join items.item i on h.scope = 'item' and i.id = h.subject
   where h.lifted_at is null and (
     (h.scope in ('lot', 'serial') and h.subject = :id) or (h.scope = 'item' and h.subject = :item)
     or (h.scope = 'handling_unit' and h.subject in (select unit from around))
     or (h.scope = 'location' and exists (
       select from locations.location p where p.id = :location
          and (p.path = l.path or (p.path > l.path || '/' and p.path < l.path || '0')))))
   order by h.placed_at, h.id limit ${HOLDS_MAX}`

/** What stops a thing now, the oldest first. */
export async function openHoldsOn(
  trx: Transaction,
  { id, item, unit, location }: NamedThing,
): Promise<Match['holds']> {
  const { rows } = await trx.raw<{ rows: Match['holds'] }>(HOLDS, { id, item, unit, location })
  return rows
}
