import type { MovementInput } from '../posting/command.ts'

/** The place where inputs of transformations go and outputs come from. */
export const TRANSFORM = '00000000-0000-7000-8000-000000000016'
/** How many units one command moves at most. */
export const UNIT_MOVES_MAX = 1_000

/** A handling unit and where it goes: to a place, or into another unit. */
export interface UnitMoveInput {
  readonly id: string
  readonly to: { readonly location?: string; readonly handlingUnit?: string }
  /**
   * Where it has to stand still, and the place that it came from, so that the move can be undone: set by the
   * reversal route alone.
   */
  readonly from?: { readonly location: string; readonly handlingUnit: string | null; readonly origin: string }
}

/** What a movement is part of: a node of the genealogy. Set by the routes of transformations alone. */
export interface TransformationInput {
  readonly id: string
  readonly kind: 'split' | 'merge' | 'repack' | 'production' | 'kit'
}

/** A unit's move as it was looked up before the locks. */
export interface UnitMove {
  readonly unit: string
  readonly code: string
  readonly from: { readonly location: string | null; readonly parent: string | null }
  readonly to: { readonly location: string; readonly code: string; readonly parent: string | null }
  /** The unit and all that is nested in it. */
  readonly subtree: readonly string[]
  /** The unit it goes into, and those that this one is in. */
  readonly chain: readonly string[]
  /** How all of them and their stock stood when it was looked up. */
  readonly fingerprint: string
}

/**
 * The units that a movement moves. Where the stock on them has several owners, each has a movement: a
 * part.
 */
export interface MovedUnits {
  readonly moves: readonly UnitMove[]
  /** The last part, with which the units are where they go. */
  readonly isLastPart: boolean
}

/** A movement with lines for all that the units hold which it moves. */
export interface ExpandedMovement {
  readonly input: MovementInput
  /** Its place in the command; the parts of one movement share it. */
  readonly index: number
  readonly units: MovedUnits | null
}

/** All units whose standing matters to a movement that moves units. */
export function unitsAround(units: MovedUnits | null): string[] {
  return (units?.moves ?? []).flatMap(({ subtree, chain }) => [...subtree, ...chain])
}
