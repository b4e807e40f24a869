import type { Transaction } from './actor.ts'

/**
 * A series of document numbers without a gap, added to the point `number.series`: each company counts for
 * itself, and each year where it says so.
 * @example adds: { 'number.series': [{ name: 'billing.invoice', title: 'Invoices', prefix: 'INV-{year}-',
 * padding: 5, perYear: true }] }
 * @since 0.1.0
 */
export interface NumberSeries {
  /** Begins with the plugin's name. */
  readonly name: string
  readonly title: string
  /** What stands before the number; `{year}` in it is the year. */
  readonly prefix?: string
  /** How many digits at least. */
  readonly padding?: number
  /** It begins at 1 again each year. */
  readonly perYear?: boolean
}

/** A number that was drawn. */
export interface DrawnNumber {
  readonly number: number
  /** As it is printed: `INV-2026-00042`. */
  readonly text: string
}

/** Draws numbers within a transaction: rolled back, the number is the next one's. */
export interface NumberSource {
  /**
   * Whoever draws next from the same series of the same company waits until this transaction ends, so draw
   * late.
   * @param options.year the present one in UTC unless said; only for series that count per year
   * @throws DomainError `host.number_series_unknown`, `host.number_company_unknown`
   */
  next(
    trx: Transaction,
    series: string,
    options: { readonly company: string; readonly year?: number },
  ): Promise<DrawnNumber>
}
