/**
 * The database's clock, as far as this process knows it: told once a second by whoever says that the node
 * lives, and counted on from there by what no clock on a wall can set. Ids are made by it, so that a server
 * whose own clock jumps goes on posting into the months that there are.
 */
let offMs = Date.now() - performance.now()

/** Milliseconds since 1970 by the database's clock; by our own until it was asked. */
export function databaseTime(): number {
  return offMs + performance.now()
}

/** Takes note of what the database said its clock is, between two readings of `performance.now()`. */
export function keepDatabaseTime(milliseconds: number, from: number, to: number): void {
  offMs = milliseconds - (from + to) / 2
}
