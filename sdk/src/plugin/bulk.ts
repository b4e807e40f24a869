import type { Static, TSchema } from 'typebox'
import type { Actor, Transaction } from './actor.ts'
import type { ListDeclaration } from './lists.ts'

/** One row's change, with the version that the row had when it was found. */
export interface RowChange<Change> {
  readonly id: string
  readonly version: number
  readonly change: Change
}

/**
 * What `app.bulk()` takes beside the path.
 * @since 0.1.0
 */
export interface BulkRoute<Change extends TSchema> {
  readonly permission: string
  /** The list of such rows; each has an `id` and a `version`. */
  readonly list: ListDeclaration
  /** Of one row; the same for all of them. */
  readonly change: Change
  /** One line for the API's description. */
  readonly summary: string
  /**
   * Changes one row. What it refuses is told with why, and the other rows go on.
   * @param by who asks for it, as the audit wants to know
   */
  apply(trx: Transaction, by: { readonly actor: Actor }, row: RowChange<Static<Change>>): Promise<unknown>
}

declare module 'fastify' {
  interface FastifyInstance {
    /**
     * Adds `POST <path>/bulk`, which changes many rows alike: those named by `ids`, or with `isAll` whatever
     * the query finds. Lists that the desk draws offer it where their path has it, and
     * `<path>/removals/bulk` to remove rows.
     * @since 0.1.0
     */
    bulk<Change extends TSchema>(path: string, route: BulkRoute<Change>): void
  }
}
