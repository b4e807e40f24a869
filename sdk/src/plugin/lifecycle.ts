import type { Transaction } from './actor.ts'
import type { Services } from './declaration.ts'

/** What stands in the way of switching a plugin off, with what to do about it. */
export interface Blocker {
  /** `14 open waves`. */
  readonly sentence: string
  readonly count: number
}

/** What a lifecycle step works with. */
export interface LifecycleContext {
  readonly trx: Transaction
  readonly services: Services
}

/** What a plugin works with when it comes for the first time. */
export interface FirstStepContext extends LifecycleContext {
  /**
   * Gives one of the plugin's permissions to every role that has another one, for the same owners and sites.
   * Administrators see it in the history of roles, and may take it away.
   * @example enabled: ({ giveAlong }) => giveAlong('scan.code.read', 'ledger.balance.read')
   */
  giveAlong(permission: string, having: string): Promise<void>
}

/** What a plugin does when it comes and goes. */
export interface Lifecycle {
  /** What stands in the way of switching it off; nothing where it may go. */
  blockers?(context: LifecycleContext): Promise<readonly Blocker[]>
  /** Lets go of what stands in the way, as far as that can be done by itself. */
  release?(context: LifecycleContext): Promise<void>
  /**
   * Once, after it was switched on for the first time. It is tried before, and taken back with its transaction:
   * where it throws, the plugin stays off.
   */
  enabled?(context: FirstStepContext): Promise<void>
  /**
   * Puts rows of its own beside the demo business, where that was loaded: when it is switched on for the
   * first time, or when the demo comes. It may be asked again, and then adds nothing.
   */
  demo?(context: LifecycleContext): Promise<void>
}
