import type { Knex } from 'knex'

/** A database transaction. It is never an optional parameter: a forgotten one is a type error. */
export type Transaction = Knex.Transaction

/** On whose behalf something is done. Nobody acts without a name. */
export interface Actor {
  /** The user's, key's or system task's id; it stands in every movement and audit entry. */
  readonly id: string
  readonly kind: 'user' | 'key' | 'system'
  readonly name: string
  /**
   * Permission names; `'*'` alone stands for all of them. On a route they are those that he has wherever, and
   * for whomever, he has the route's own.
   */
  readonly permissions: ReadonlySet<string>
  /** The owner numbers whose stock this actor may see, or `'all'`. Row-level security holds him to it. */
  readonly owners: readonly number[] | 'all'
  /** The site numbers he may see and work in, or `'all'`. Row-level security holds him to it. */
  readonly sites: readonly number[] | 'all'
  /** The language that he chose to be answered in. */
  readonly language?: string
  /** The registered device of the floor that he works on; its id stands in the audit. */
  readonly device?: string
  /** Who looks with this actor's eyes, where somebody does: then nothing may be written. */
  readonly viewer?: { readonly id: string; readonly name: string }
}
