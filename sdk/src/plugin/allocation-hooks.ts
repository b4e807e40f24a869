import type { HookContext, Place, TxContext } from './ledger-hooks.ts'
import type { Refusal } from './refusal.ts'

/** Stock of one balance that is about to be kept for a demand. */
export interface DraftAllocation {
  readonly demand: { readonly kind: string; readonly id: string }
  /** Whose stock: the owner's number. */
  readonly owner: number
  readonly item: string
  readonly place: Place
  /** Base units. While guards load, all that the act asks for; when they judge, what would be taken here. */
  readonly quantity: number
  /** The number of the one piece that is asked for; null for any. */
  readonly serial: string | null
}

/** How a balance stands before it is allocated on. */
export interface BalanceFigures {
  readonly onHand: number
  readonly allocated: number
}

/** What became of an allocation in this transaction. */
export interface AllocationTold {
  readonly allocation: string
  readonly demand: { readonly kind: string; readonly id: string }
  readonly owner: number
  readonly kind: 'allocate' | 'carry' | 'split' | 'swap' | 'release' | 'consume' | 'expire'
  readonly quantity: number
  readonly item: string
  /** The number of the piece that is kept; null for any. */
  readonly serial: string | null
  readonly place: Place
  /** Where it went, when it was carried or swapped. */
  readonly toPlace: Place | null
  /** The allocation that the quantity went on as, where that is another one. */
  readonly toAllocation: string | null
  /** The movement that carried, consumed or released it. */
  readonly movement: string | null
}

/**
 * Refuses stock for a demand. `load` runs once for the whole group over every balance that may be taken;
 * `judge` is pure. A balance that is refused is passed over for the next, unless it was the one that was
 * asked for.
 */
export interface AllocationGuard<Loaded = unknown> {
  load?(wishes: readonly DraftAllocation[], read: HookContext): Promise<Loaded>
  judge(
    wish: DraftAllocation,
    state: BalanceFigures,
    loaded: Loaded,
  ): Refusal | readonly Refusal[] | undefined
}

/** A plugin's part in allocations. */
export interface AllocationHooks {
  // biome-ignore lint/suspicious/noExplicitAny: what a guard loads is between its own two functions
  readonly guard?: AllocationGuard<any>
  /** Writes what must be true in the same transaction. */
  readonly project?: { run(told: readonly AllocationTold[], tx: TxContext): Promise<void> }
}
