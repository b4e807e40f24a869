/** The holds that take stock out of what is available: open ones that stop keeping it or shipping it. */
const STOPS = "h.lifted_at is null and h.blocks && '{allocate,ship}'::text[]"

/** The pieces that holds on serial numbers stop: a balance's `bucket`, and how many `pieces`. */
export const STOPPED_PIECES = `(
  select r.bucket, count(distinct r.id) as pieces from ledger.hold h join ledger.serial r on r.id = h.subject
   where h.scope = 'serial' and r.bucket is not null and ${STOPS} group by r.bucket)`

/** The places that holds `h` on places cover, them and all beneath them, as `place`. */
export const placesUnder = (holds: string): string => `
  select p.id as place from ledger.hold h join locations.location top on top.id = h.subject
    join locations.location p on p.path = top.path or (p.path > top.path || '/' and p.path < top.path || '0')
   where h.scope = 'location' and ${holds}`

/** The units that holds `h` on units cover, them and all that are in them, as `unit`. */
export const unitsUnder = (holds: string): string => `
  with recursive inside (unit) as (
    select h.subject from ledger.hold h where h.scope = 'handling_unit' and ${holds}
    union
    select u.id from inside a join locations.handling_unit u on u.parent = a.unit)
  select unit from inside`

/**
 * Whether a balance `b` stands under a hold that stops it. Each set is read once a query, and is empty
 * most of the time: then it costs a row next to nothing.
 */
export const IS_STOPPED = `(
  b.item in (select h.subject from ledger.hold h where h.scope = 'item' and ${STOPS})
  or b.owner in (select h.owner from ledger.hold h where h.scope = 'owner' and ${STOPS})
  or b.lot in (select h.subject from ledger.hold h where h.scope = 'lot' and ${STOPS})
  or b.location in (${placesUnder(STOPS)})
  or b.handling_unit in (select ledger.stopped_units()))`
