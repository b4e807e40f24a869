import { call } from '../line/call.ts'
import type { Label } from './find.ts'

/** What a code may name. */
export type Kind = 'item' | 'packaging_level' | 'lot' | 'serial' | 'handling_unit' | 'location'

interface Coded {
  readonly id: string
  readonly code: string
}

interface Named {
  readonly id: string
  readonly name: string
}

/** A packaging level: one of it holds numerator / denominator base units. */
export interface Level extends Named {
  readonly numerator: number
  readonly denominator: number
}

/** A place with what confirms it. */
export interface Place extends Coded {
  readonly path: string
  readonly isBalanced: boolean
  readonly isActive: boolean
  readonly checkDigits: string | null
}

/** How much of an item, of one owner, status and lot, is in one place, loose or on one unit. */
export interface Balance {
  readonly bucket: number
  readonly item: ItemName
  readonly location: Coded & { readonly path: string }
  readonly owner: Named
  readonly status: string
  readonly lot: Named | null
  readonly handlingUnit: Coded | null
  readonly onHand: number
  readonly allocated: number
  readonly unallocated: number
  readonly available: number
  readonly held: number
}

interface ItemName extends Named {
  readonly sku: string
  readonly baseUnit: string
}

/** What counting an item takes. */
export interface ItemFacts extends ItemName {
  readonly step: number
  readonly serials: 'never' | 'dispatch' | 'always'
  readonly catchUnit: string | null
  readonly levels: readonly Level[]
}

/** Until when a lot is good. */
export interface LotFacts extends Named {
  readonly bestBefore: string | null
  readonly expiresOn: string | null
}

/** How much of an item. */
export interface Sum {
  readonly item: string
  readonly onHand: number
  readonly allocated: number
  readonly available: number
  readonly held: number
}

/** One thing that a code names. */
export interface Match extends Coded {
  readonly kind: Kind
  readonly item: string | null
  readonly level: Level | null
  readonly location: Place | null
  readonly unit: (Coded & { readonly kind: string; readonly parent: Coded | null }) | null
  readonly holds: readonly {
    readonly id: string
    readonly name: string
    readonly blocks: readonly string[]
    readonly reason: string
  }[]
  readonly sums: readonly Sum[]
  readonly balances: readonly Balance[]
  readonly isComplete: boolean
  /** What its label said, where it was a label that was scanned. */
  readonly label?: Label
  /** How many of it, or of its packaging level, the label names. */
  readonly count?: number
}

/** The answer to a code. */
export interface Lookup {
  readonly code: string
  readonly matches: readonly Match[]
  readonly items: readonly ItemFacts[]
  readonly lots: readonly LotFacts[]
  readonly isComplete: boolean
}

/** Asks core what a code names, in one request. @param id only this one of all that are called so */
export function lookUp(code: string, kinds: readonly Kind[], id?: string): Promise<Lookup> {
  const query = new URLSearchParams({ code, kinds: kinds.join(','), ...(id && { id }) })
  return call<Lookup>(`/ledger/lookup?${query}`)
}

/** An item of an answer. */
export function itemOf({ items }: Pick<Lookup, 'items'>, id: string | null): ItemFacts | undefined {
  return items.find((item) => item.id === id)
}
