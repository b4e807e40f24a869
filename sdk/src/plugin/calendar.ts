import type { Transaction } from './actor.ts'

/**
 * A site's days and opening hours, read once and asked often. Days are those of the site's clock, whatever
 * clock the server has; some have 23 or 25 hours.
 * @since 0.1.0
 */
export interface SiteCalendar {
  /** IANA name. */
  readonly timeZone: string
  /** The day at the site at an instant, as 2026-11-23. */
  dayOf(instant: Date): string
  /** When a day begins there; a day that the clocks skip begins with the next one. */
  startOfDay(day: string): Date
  /**
   * How long a day lasts there: 24 as a rule, 23 or 25 when clocks are changed, 0 for one that was skipped.
   */
  hoursOfDay(day: string): number
  /** Whether it is open at an instant. A site whose hours nobody said is always open. */
  isOpen(instant: Date): boolean
  /**
   * The instant when so much open time has passed.
   * @throws DomainError `host.calendar_never_open` when ten years do not bring it
   */
  addOpenTime(instant: Date, minutes: number): Date
}

/**
 * The calendars of sites.
 * @since 0.1.0
 * @example
 * const calendar = await context.calendar.of(trx, site)
 * const dueAt = calendar.addOpenTime(arrivedAt, 120)
 */
export interface Calendars {
  /** @throws DomainError `http.row_not_found` for a site that does not exist */
  of(trx: Transaction, site: string): Promise<SiteCalendar>
}
