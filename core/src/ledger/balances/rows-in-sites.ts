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
