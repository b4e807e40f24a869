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
 * Whether a balance `b` stands under a hold that stops it: that stops keeping it for a demand, shipping it
 * or taking it away. Where no hold is open, which is most of the time, a balance is asked nothing; else each
 * set is read once a query.
 */
export const IS_STOPPED = `((select exists (select from ledger.stopping_holds())) and (
  b.item in (select h.subject from ledger.stopping_holds() h where h.scope = 'item')
  or b.owner in (select h.owner from ledger.stopping_holds() h where h.scope = 'owner')
  or b.lot in (select h.subject from ledger.stopping_holds() h where h.scope = 'lot')
  or b.location in (select ledger.stopped_places())
  or b.handling_unit in (select ledger.stopped_units())))`
