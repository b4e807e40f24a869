import type { FastifyBaseLogger } from 'fastify'
import type { Actor, Transaction } from './actor.ts'
import type { Services } from './declaration.ts'

/** What a worker works with, in each node. */
export interface WorkerRun {
  /** The plugin itself acts: its name stands in the audit. */
  readonly actor: Actor
  readonly services: Services
  readonly log: FastifyBaseLogger
  /**
   * Aborted when the node ends, or another set of plugins takes over; then there are three seconds to end
   * in.
   */
  readonly signal: AbortSignal
  /** One transaction as the plugin, on connections that no request waits for. Use one at a time. */
  transaction<T>(work: (trx: Transaction) => Promise<T>): Promise<T>
}

/**
 * Goes on in every node for as long as the plugin is on: for work that is neither called for by a clock
 * nor done in a
 * moment, such as holding lines to other systems open. Several nodes run it beside each other; who does
 * what is
 * agreed on in the plugin's own tables. One that throws begins again after a pause.
 * @since 0.1.0
 */
export interface WorkerDeclaration {
  /** Resolves once `signal` is aborted. */
  run(worker: WorkerRun): Promise<void>
}
