/** A sentence that is always true of the data, and the query that would find the rows which break it. */
export interface Invariant {
  /** Prefixed by the plugin: `ledger.allocated_equals_allocations`. */
  readonly id: string
  /** The sentence in the floor's words. */
  readonly sentence: string
  /** SQL that returns no rows while the sentence holds; the first columns name the offender. */
  readonly offendingRows: string
}
