/**
 * The rows of a list that somebody chose: what a component in a `….list` slot gets as `selection`.
 */
export interface ChosenRows {
  /** Those that were ticked, where not all that match are meant. */
  readonly ids: readonly string[]
  /** Whether all that the filters find are meant, on whatever page. */
  readonly isAll: boolean
  /** The list, under the API's root, with its filters: `/items?lifecycle=active`. */
  readonly address: string
  /** How many they are, where that is known. */
  readonly count?: number
}
