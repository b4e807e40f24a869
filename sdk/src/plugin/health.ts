import type { Transaction } from './actor.ts'
import type { Refusal } from './refusal.ts'

/**
 * What is added to the point `health.check`: a look at how something does. The page of health shows all of
 * them, what is wrong first, each with the way to mend it.
 * @since 0.1.0
 */
export interface HealthCheck {
  /** Begins with the plugin's name: `printing.queue`. */
  readonly name: string
  /** What is looked at: `Printers`. */
  readonly title: string
  /** The desk's address where it is mended: `/jobs`. */
  readonly mend?: string
  /**
   * Looks, within two seconds, as somebody who sees all owners.
   * @returns what is wrong, as codes that the plugin declares among its errors; nothing where all is well
   */
  look(trx: Transaction): Promise<readonly Refusal[]>
}
