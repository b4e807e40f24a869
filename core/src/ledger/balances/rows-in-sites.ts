/**
 * Whether a bucket is in the sites of the actor on whose behalf a row is read: both tables are read under
 * their own policies. A bucket's balance says its site; an empty one may have been swept.
 * @param column with its table's name before it; else the inner table's would be meant
 */
export function bucketInSites(column: string): string {
  return `(exists (select from ledger.balance b where b.bucket = ${column})
    or exists (select from ledger.swept w where w.bucket = ${column}))`
}

/**
 * A line is seen from either end: what came from another site, or went there, is part of one's own history.
 * It names buckets only, and the other one's place is not told.
 */
export const LINE_IN_SITES = `(${bucketInSites('line.from_bucket')} or ${bucketInSites('line.to_bucket')})`

/** A movement is seen where one of its lines is. Both have one instant, which finds the lines' partition. */
export const MOVEMENT_IN_SITES =
  'exists (select from ledger.line n where n.movement = movement.id and n.at = movement.at)'

/** A hold on a place, unit or piece is seen by whoever sees that; one on a lot or item goes by its owner. */
export const HOLD_IN_SIGHT = `case hold.scope
  when 'location' then exists (select from locations.location l where l.id = hold.subject)
  when 'handling_unit' then exists (select from locations.handling_unit u where u.id = hold.subject)
  when 'serial' then exists (select from ledger.serial s where s.id = hold.subject)
  else true end`

/** A move of a unit is seen from either end, as a line is; the world outside is no end of anybody's. */
export const UNIT_MOVE_IN_SITES = `exists (select from locations.location l
  where l.id in (unit_move.from_location, unit_move.to_location) and l.site is not null)`

/** A client sees how a unit went with his own stock in it; one that stands empty is moved by staff. */
export const UNIT_MOVE_OF_OWNERS = 'exists (select from ledger.movement m where m.id = unit_move.movement)'

/** A part of a transformation is seen where its movement is. */
export const EDGE_IN_SITES =
  'exists (select from ledger.movement m where m.id = transformation_edge.movement)'

/** A transformation is seen where one of its parts is. */
export const TRANSFORMATION_IN_SIGHT =
  'exists (select from ledger.transformation_edge e where e.transformation = transformation.id)'
