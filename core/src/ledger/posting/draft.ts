import type { Actor, Refusal } from '@stowage/sdk'
import type { Act } from '../allocations/act.ts'
import type { MovedUnits, TransformationInput } from '../units/unit-move.ts'
import type { Bucket } from './bucket-cache.ts'
import type { AllocationEffect, Command, Outcome, OverrideInput } from './command.ts'

/** A line whose buckets are known. */
export interface Line {
  readonly from: Bucket
  readonly to: Bucket
  /** Millionths of the base unit. */
  readonly micros: number
  /** Millionths of the catch unit. */
  readonly catchMicros: number | null
  /** As it was counted: so many millionths of a packaging level. */
  readonly keyed: { readonly micros: number; readonly level: string } | null
  readonly allocation: { readonly id: string; readonly effect: AllocationEffect } | null
  /** The line that this one brings back, and that line's movement. */
  readonly returns: { readonly line: number; readonly movement: string } | null
  /** The numbers of its pieces. */
  readonly serials: readonly string[]
}

/** A movement that passed the checks of its shape and rights; what it does to stock is judged under locks. */
export interface Movement {
  /** Its place in the command. */
  readonly index: number
  readonly id: string
  /** Whether the caller made the id, so that it may be taken. */
  readonly isOwnId: boolean
  readonly kind: string
  readonly owner: number
  readonly actor: Actor
  readonly reason: string | null
  readonly source: { readonly type: string; readonly id: string } | null
  readonly reverses: string | null
  readonly origin: string | null
  readonly note: string | null
  /** When it happened, in microseconds; null for the posting instant. */
  readonly effectiveMicros: number | null
  /** Takes its posting instant from `effectiveMicros`: the history of a former system. */
  readonly hasOwnClock: boolean
  /** The handling units that go elsewhere with it. */
  readonly units: MovedUnits | null
  readonly transformation: TransformationInput | null
  /** The refusals that it is to be posted against. */
  readonly overrides: readonly OverrideInput[]
  readonly lines: readonly Line[]
}

/** A refusal with the place in the command that caused it. */
export interface PlacedRefusal extends Refusal {
  readonly pointer: string
}

/** A command on its way through a posting. */
export interface Draft {
  readonly command: Command
  /** The key under which the answer is stored; one is made where the caller gave none. */
  readonly key: string
  readonly fingerprint: Buffer
  /**
   * Per movement of the command: the movement, or its parts one after the other, or why it goes no further.
   */
  movements: readonly (Movement | PlacedRefusal)[]
  /** Per act on allocations the same; they come after the movements. */
  acts: readonly (Act | PlacedRefusal)[]
  /** Set once the draft's fate is known. */
  outcomes: readonly Outcome[] | undefined
  isReplayed: boolean
  /** Others overtook the look before the locks: it has to be prepared and run again. */
  isOutdated: boolean
  /** The key was used before with another content. */
  hasKeyConflict: boolean
  /** What stopped it, where that is nobody's refusal: a lost connection, a lock that was held too long. */
  error: unknown
}

/** Tells a movement from a refusal. */
export function isMovement(entry: Movement | PlacedRefusal): entry is Movement {
  return 'lines' in entry
}
