import type { Actor } from '@stowage/sdk'
import type { AllocationInput } from '../allocations/act.ts'
import type { SerialsInput } from '../serials/serial-numbers.ts'
import type { TransformationInput, UnitMoveInput } from '../units/unit-move.ts'

/** One end of a line as a caller names it. */
export interface PlaceInput {
  /** The location's id. */
  readonly location: string
  /** The stock status's name; `unrestricted` unless said. */
  readonly status?: string
  /** The id of the handling unit that it is in; loose unless said. */
  readonly handlingUnit?: string
}

/** A quantity of one item from one place to another. */
export interface LineInput {
  readonly item: string
  /** Base units, more than zero, a multiple of the item's step; may be left out where `keyed` says it. */
  readonly quantity?: number
  /** The lot's id: needed for an item with lots, refused for one without. */
  readonly lot?: string
  readonly from: PlaceInput
  readonly to: PlaceInput
  /** As somebody counted it: so many of a packaging level. */
  readonly keyed?: { readonly quantity: number; readonly level: string }
  /** The second quantity of an item with catch weight, in its catch unit. */
  readonly catchQuantity?: number
  /**
   * The pieces by their numbers, one by one or by first and last: as many as the item's tracking asks for.
   */
  readonly serials?: SerialsInput
  /** What it does to an allocation of the bucket it takes from; `effect` is `consume` unless said. */
  readonly allocation?: { readonly id: string; readonly effect?: AllocationEffect }
  /** The line that this one brings back: the sum of what comes back never exceeds it. */
  readonly returnsLine?: number
}

/**
 * What a line does to an allocation: `carry` takes it along to where the stock goes, `consume` uses it up for
 * its demand, `release` lets go of it because the stock leaves for another purpose.
 */
export type AllocationEffect = 'carry' | 'consume' | 'release'

/** Somebody's word against a plugin's refusal, which he was shown before. */
export interface OverrideInput {
  /** The code of the refusal. */
  readonly code: string
  /** Why it is posted all the same; it stays in the record. */
  readonly reason: string
}

/** A movement as a caller asks for it. */
export interface MovementInput {
  /** A UUIDv7 made by the caller, who may be an offline device; made here when left out. */
  readonly id?: string
  readonly kind: string
  /** Whose stock: the owner's id; the house company's own when left out. */
  readonly owner?: string
  readonly reason?: string
  readonly source?: { readonly type: string; readonly id: string }
  /** When it happened, ISO 8601; the posting instant when left out. */
  readonly effectiveAt?: string
  readonly note?: string
  /** The movement that this one undoes: set by the reversal route alone. */
  readonly reverses?: string
  /** What went in and what came out: set by the routes of transformations alone. */
  readonly transformation?: TransformationInput
  /** The refusals of plugins that it is posted against, by whoever has the permission that they name. */
  readonly overrides?: readonly OverrideInput[]
  /** Units that go elsewhere with all that is in them; lines for that are added here. */
  readonly handlingUnits?: readonly UnitMoveInput[]
  readonly lines: readonly LineInput[]
}

/** A batch of movements under one idempotency key. One movement is a batch of one. */
export interface Command {
  readonly actor: Actor
  /** The caller's idempotency key; without one a repeated command is another command. */
  readonly key?: string
  /** `each`: an outcome of its own for every movement; `all`: all of them or none. */
  readonly mode: 'each' | 'all'
  /** Do everything, hooks included, and roll back. */
  readonly dryRun?: boolean
  /**
   * `now` posts at the instant of posting. `own` takes over the history of a former system: `at` is
   * `effectiveAt`, the origin is `import`, and the actor needs `ledger.history.import`.
   */
  readonly clock?: 'now' | 'own'
  readonly movements: readonly MovementInput[]
  /** Its reversals are of what the actor posted last, as was found before: `ledger.movement.undo` will do. */
  readonly takesBack?: boolean
  /** What is to be done about allocations, after the movements. */
  readonly allocations?: readonly AllocationInput[]
  /**
   * What the caller sent, where the movements were made of it: sent again under its key, it is the same
   * command.
   */
  readonly said?: unknown
}

/** Stock of one balance that is kept for a demand now. */
export interface AllocatedPart {
  readonly id: string
  readonly location: string
  readonly lot: string | null
  readonly handlingUnit: string | null
  readonly status: string
  readonly quantity: number
}

/** What became of one movement, or of one act on allocations. */
export type Outcome =
  | {
      readonly status: 'posted'
      /** The movement's id, or that of the allocation that was acted on or is the first that came of it. */
      readonly id: string
      readonly at: string
      /** What an act on allocations made. */
      readonly allocations?: readonly AllocatedPart[]
      /** The further movements that it took, where units held stock of several owners. */
      readonly also?: string[]
    }
  | {
      /** `refused`: a rule said no, and says so again; `failed`: a fault of ours or of a plugin. */
      readonly status: 'refused' | 'failed'
      readonly code: string
      readonly facts: Readonly<Record<string, unknown>>
      /** The JSON pointer of the cause within the command. */
      readonly pointer: string
      readonly overridableBy?: string
    }

/** The answer to a command. */
export interface PostResult {
  /**
   * In the order of the command's movements, then of its acts. In mode `all` with a refusal, nothing was
   * posted.
   */
  readonly outcomes: readonly Outcome[]
  /** True when this is the stored answer to an earlier command under the same key. */
  readonly replayed: boolean
}

/** Limits of one command; they stand in the schema as well. */
export const MOVEMENTS_MAX = 1_000
export const LINES_MAX = 10_000
export const ACTS_MAX = 1_000
