import type pg from 'pg'
import { integerArray, uuidArray } from '../posting/binary-array.ts'

/** What may be on hold. */
export type HoldScope = 'lot' | 'serial' | 'handling_unit' | 'location' | 'item' | 'owner'

/** What a hold stops. Counts, adjustments and reversals are never stopped. */
export type HoldBlock = 'allocate' | 'ship' | 'move' | 'receive' | 'arrive' | 'leave'

/** All that a group of movements touches. None may be null or the nil id; owners go by their numbers. */
export interface HoldSubjects {
  readonly items: readonly string[]
  readonly locations: readonly string[]
  readonly lots: readonly string[]
  readonly handlingUnits: readonly string[]
  readonly serials: readonly string[]
  readonly owners: readonly number[]
}

/** An open hold on something that was asked for. */
export interface OpenHold {
  readonly id: string
  readonly scope: HoldScope
  /**
   * The id that was asked for and is covered; an owner's number as text. A hold on a place covers all
   * beneath it, one on a unit all that is in it, so it may come several times, once for each of them.
   */
  readonly covers: string
  readonly blocks: readonly HoldBlock[]
  /** Why, as it stands on the hold: "recall R-4". */
  readonly reason: string
  /** Who may lift it, in the word that a refusal says. */
  readonly lifter: string
}

/**
 * The open holds on what is touched. Called after the balances are locked, in the transaction that writes
 * them: until its end no hold is placed, so that none slips between this look and the commit.
 */
export async function selectOpenHolds(client: pg.Client, subjects: HoldSubjects): Promise<OpenHold[]> {
  const { items, locations, lots, handlingUnits, serials, owners } = subjects
  const { rows } = await client.query<OpenHoldRow>({
    name: 'ledger.open_holds',
    text: `select hold as id, scope, covers, blocks, reason, lifted_by, lifter
             from ledger.open_holds($1, $2, $3, $4, $5, $6)`,
    values: [...[items, locations, lots, handlingUnits, serials].map(uuidArray), integerArray(owners)],
  })
  return rows.map(openHoldOf)
}

/** An open hold as the database gives it. */
export interface OpenHoldRow extends Omit<OpenHold, 'lifter'> {
  readonly lifted_by: string
  readonly lifter: string | null
}

/** An open hold with who may lift it in words. */
export function openHoldOf({ lifted_by, lifter, ...hold }: OpenHoldRow): OpenHold {
  return { ...hold, lifter: lifterOf(lifter, lifted_by) }
}

/** Who may lift a hold, in words: the one that was said when it was placed, or who has the permission. */
export function lifterOf(lifter: string | null, permission: string): string {
  return lifter ?? `Whoever has the permission ${permission}`
}
