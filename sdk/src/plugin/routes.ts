import type { Actor, Transaction } from './actor.ts'

/**
 * What each route states in its `config`: the permission it needs; that it is about whoever calls himself,
 * and
 * any person who is logged in at the desk may call it; or that anybody may.
 */
export type RouteAccess =
  | { readonly permission: string }
  | { readonly self: true }
  | { readonly public: true }

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The permission this route needs. A route with neither this nor `self` nor `public` stops the boot. */
    permission?: string
    /**
     * The audit's name of the row that this route reads or writes, `items.item`, where plugins may keep
     * fields
     * on it. The row is written by way of the audit; the answer has its `id`.
     */
    entity?: string
    /**
     * True for what people do about themselves: whoever is logged in at the desk may call it, no key and no
     * device of the floor, and nobody who looks with another's eyes.
     */
    self?: true
    /** True for the few routes that anybody may call: health, log-in, the API's description. */
    public?: true
  }
  interface FastifySchema {
    /** One line for the API's description. */
    summary?: string
    /** More, where one line does not do. */
    description?: string
  }
  interface FastifyRequest {
    /** Who calls. On a public route it is the nobody without permissions. */
    actor: Actor
    /**
     * The reader's language among those that plugins speak: his own choice, else what his browser asks for.
     */
    readonly language: string
    /**
     * Runs `work` in one transaction under the caller's row-level rights, and commits it when it resolves.
     * @throws whatever `work` throws, after a roll-back.
     */
    transaction<T>(work: (trx: Transaction) => Promise<T>): Promise<T>
  }
}
