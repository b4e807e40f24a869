/** An item as the ledger's answers name it. */
export interface ItemName {
  readonly id: string
  readonly sku: string
  readonly name: string
  readonly baseUnit: string
}

/** A place or site as the ledger's answers name it. */
export interface CodeName {
  readonly id: string
  readonly code: string
}

/** An owner or actor by id and name. */
export interface Name {
  readonly id: string
  readonly name: string
}

/** A document that a movement comes from. */
export interface Source {
  readonly type: string
  readonly id: string
}

/** How stock stands. What was allocated at another instant than now is not known, and null. */
export interface Figures {
  readonly onHand: number
  readonly allocated: number | null
  readonly unallocated: number | null
  /** In a status that may not be allocated, or under a hold that stops keeping, shipping or taking it. */
  readonly held: number
  readonly available: number | null
}

/** One bucket's balance. */
export interface BalanceRow extends Figures {
  readonly bucket: number
  readonly item: ItemName
  readonly location: CodeName & { readonly kind: string; readonly path: string }
  readonly site: CodeName | null
  readonly owner: Name
  readonly status: string
  readonly lot: Name | null
  readonly handlingUnit: CodeName | null
  readonly lastAt: string
}

/** One end of a line. */
export interface LineSide {
  readonly location: string
  readonly code: string
  readonly status: string
}

/** One line of a movement, as the ledger's list of lines writes it. */
export interface LineRow {
  readonly id: number
  readonly movement: string
  readonly kind: string
  readonly item: ItemName & { readonly serials: 'never' | 'dispatch' | 'always' }
  readonly quantity: number
  /** What it adds to the balances that were asked about, or takes from them. */
  readonly change: number
  readonly from: LineSide
  readonly to: LineSide
  /** The balance after; null outside, where none is kept. */
  readonly fromAfter: number | null
  readonly toAfter: number | null
  readonly at: string
  readonly effectiveAt: string
  readonly isLate: boolean
  readonly reason: string | null
  readonly note: string | null
  readonly actor: Name | null
  readonly source: Source | null
}

/** A movement as the list writes it. */
export interface MovementRow {
  readonly id: string
  readonly kind: string
  readonly owner: Name
  readonly at: string
  readonly effectiveAt: string
  readonly reason: string | null
  readonly note: string | null
  readonly source: Source | null
  readonly actor: Name | null
  readonly reverses: string | null
  readonly reversedBy: string | null
  readonly origin: string | null
  /** The refusals of plugins that it was posted against. */
  readonly overrides: readonly { readonly code: string; readonly reason: string }[] | null
}

/** A movement with its lines. */
export interface Movement extends MovementRow {
  readonly lines: readonly LineRow[]
}
