import type { FastifyRequest } from 'fastify'
import type { Actor, Transaction } from './actor.ts'

/** One change of one row, as the audit keeps it. Never put a secret into `before` or `after`. */
export interface AuditedChange {
  /** `plugin.noun`, with the plugin's own name. */
  readonly entity: string
  readonly id: string
  /** In one word: `create`, `change`, `rotate`. */
  readonly action: string
  /** Whose row it is, by number; left out for the house's, which only staff see. */
  readonly owner?: number
  readonly before?: object
  readonly after?: object
}

/**
 * Writes into the audit what a plugin's own routes and workers change; what is written by a resource
 * stands there by
 * itself.
 * @since 0.1.0
 */
export interface AuditTrail {
  /** @param by the request that asks for it, or whoever acts without one */
  record(
    trx: Transaction,
    by: FastifyRequest | { readonly actor: Actor },
    change: AuditedChange,
  ): Promise<void>
}
