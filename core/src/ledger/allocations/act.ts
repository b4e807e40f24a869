import type { Actor } from '@stowage/sdk'
import type { Bucket } from '../posting/bucket-cache.ts'
import type { OverrideInput } from '../posting/command.ts'
import type { PlacedRefusal } from '../posting/draft.ts'

/** Whom stock is kept for: an order, a work order, a transfer. */
export interface Demand {
  /** What sort of demand, in the words of whoever makes it: `outbound_order`. */
  readonly kind: string
  readonly id: string
}

/** Where stock may be taken from: every dimension left out lets the oldest lot be found. */
export interface Whence {
  /** Exactly this place. */
  readonly location?: string
  /** This place or any beneath it. */
  readonly within?: string
  readonly lot?: string
  readonly handlingUnit?: string
  readonly status?: string
}

/** What a caller wants done about allocations. */
export type AllocationInput =
  | ({
      readonly act: 'allocate'
      /** A UUIDv7 of the caller's for the first allocation that comes of it. */
      readonly id?: string
      readonly demand: Demand
      readonly item: string
      /** Base units. */
      readonly quantity: number
      /** The number of the one piece that is wanted; it says by itself where it is. */
      readonly serial?: string
      readonly owner?: string
      /** When it is let go of by itself, ISO 8601. */
      readonly expiresAt?: string
      /** Take what is there, where not all is. */
      readonly partial?: boolean
      readonly overrides?: readonly OverrideInput[]
    } & Whence)
  | { readonly act: 'release'; readonly allocation: string; readonly quantity?: number }
  | { readonly act: 'expire'; readonly allocation: string }
  | { readonly act: 'split'; readonly allocation: string; readonly quantity: number; readonly id?: string }
  | ({
      readonly act: 'swap'
      readonly allocation: string
      readonly quantity?: number
      readonly overrides?: readonly OverrideInput[]
    } & Whence)

interface Ordered {
  /** Its place in the command. */
  readonly index: number
  readonly actor: Actor
  /** The refusals of plugins that it is to be done against. */
  readonly overrides: readonly OverrideInput[]
}

/** Stock that may be allocated: balances as they were seen before they were locked, the oldest lot first. */
export interface Candidates {
  readonly buckets: readonly Bucket[]
  /** There were more: when these do not suffice, it has to be looked again. */
  readonly isCut: boolean
}

/** The one piece that is wanted. */
export interface WantedPiece {
  readonly item: string
  readonly number: string
}

/** Keep so much for a demand. */
export interface AllocateAct extends Ordered {
  readonly act: 'allocate'
  readonly id: string | null
  readonly demand: Demand
  readonly owner: number
  readonly sku: string
  readonly micros: number
  readonly piece: WantedPiece | null
  readonly expires: number | null
  readonly isPartial: boolean
  readonly candidates: Candidates
}

/** Do something with an allocation that is there; `micros` null means all of it. */
export interface ChangeAct extends Ordered {
  readonly act: 'release' | 'expire' | 'split' | 'swap'
  readonly allocation: string
  readonly owner: number
  readonly micros: number | null
  /** The id of what is split off. */
  readonly id: string | null
  /** The balance that it was seen on. */
  readonly bucket: Bucket
  /** Where a swap takes its stock instead. */
  readonly candidates: Candidates | null
}

/** An act whose words are known; what it does is judged under locks. */
export type Act = AllocateAct | ChangeAct

/** Tells an act from a refusal. */
export function isAct(entry: Act | PlacedRefusal): entry is Act {
  return 'act' in entry
}

/** The balances that an act may touch. */
export function bucketsOf(act: Act): readonly Bucket[] {
  if (act.act === 'allocate') return act.candidates.buckets
  return act.candidates === null ? [act.bucket] : [act.bucket, ...act.candidates.buckets]
}
