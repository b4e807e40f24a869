import type pg from 'pg'
import { selectOpenHolds } from '../holds/open-holds.ts'
import { type StoppedPiece, selectStoppedPieces } from '../holds/stopped-pieces.ts'
import { selectClosedThrough } from '../periods/closed-through.ts'
import type { Bucket } from './bucket-cache.ts'
import type { Movement } from './draft.ts'
import { type HoldIndex, indexHolds } from './judge-holds.ts'
import { type Returns, readReturns } from './judge-returns.ts'

/** The rules that people set and a posting obeys, as they stand until it commits. */
export interface Rules {
  readonly holds: HoldIndex
  /** Single pieces that may not be allocated, by the balance that they stand in. */
  readonly stoppedPieces: ReadonlyMap<number, readonly StoppedPiece[]>
  /** Until when each owner's books are closed, in microseconds. */
  readonly closedThrough: ReadonlyMap<number, number>
  readonly returns: Returns
}

/** Reads holds, closed books and what came back. Sent after the balances are locked. */
export async function readRules(
  client: pg.Client,
  movements: readonly Movement[],
  allocated: readonly { readonly bucket: Bucket; readonly owner: number }[],
): Promise<Rules> {
  const dated = movements.flatMap(({ owner, effectiveMicros }) => (effectiveMicros === null ? [] : owner))
  const buckets = allocated.map(({ bucket }) => bucket)
  const [holds, stoppedPieces, closedThrough, returns] = await Promise.all([
    selectOpenHolds(client, subjectsOf(movements, allocated)),
    selectStoppedPieces(client, buckets),
    dated.length === 0 ? new Map<number, number>() : selectClosedThrough(client, [...new Set(dated)]),
    readReturns(client, movements),
  ])
  return { holds: indexHolds(holds), stoppedPieces, closedThrough, returns }
}

function subjectsOf(
  movements: readonly Movement[],
  allocated: readonly { readonly bucket: Bucket; readonly owner: number }[],
) {
  const items = new Set<string>()
  const locations = new Set<string>()
  const lots = new Set<string>()
  const handlingUnits = new Set<string>()
  const owners = new Set<number>()
  const add = ({ item, location, lot, handlingUnit }: Bucket) => {
    items.add(item)
    locations.add(location)
    if (lot !== null) lots.add(lot)
    if (handlingUnit !== null) handlingUnits.add(handlingUnit)
  }
  for (const { owner, lines } of movements) {
    owners.add(owner)
    for (const { from, to } of lines) {
      add(from)
      add(to)
    }
  }
  for (const { bucket, owner } of allocated) {
    owners.add(owner)
    add(bucket)
  }
  return {
    items: [...items],
    locations: [...locations],
    lots: [...lots],
    handlingUnits: [...handlingUnits],
    serials: [],
    owners: [...owners],
  }
}
