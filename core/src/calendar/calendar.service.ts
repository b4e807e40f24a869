import { type Calendars, refuse, type Transaction } from '@stowage/sdk'
import type { Author } from '../audit/record-change.ts'
import { changeRow, createRow } from '../audit/versioned-row.ts'
import { CalendarRow } from './calendar.model.ts'
import { type CalendarFacts, createSiteCalendar, minutesOf, type OpeningHours } from './site-calendar.ts'

/** A site's calendar as somebody wishes it. */
export interface CalendarWish {
  readonly openingHours: OpeningHours[]
  readonly holidays: { day: string; name: string }[]
}

/** A site's calendar as it stands; version 0 where nobody has written any. */
export interface StoredCalendar extends CalendarFacts, CalendarWish {
  readonly openingHours: OpeningHours[]
  readonly holidays: { day: string; name: string }[]
  readonly version: number
}

const ENTITY = 'host.site_calendar'

/** The calendars that plugins ask. */
export const calendars: Calendars = {
  of: async (trx, site) => createSiteCalendar(await getCalendar(trx, site)),
}

/** @throws `http.row_not_found` */
export async function getCalendar(trx: Transaction, site: string): Promise<StoredCalendar> {
  const found = await trx('locations.site').where({ id: site }).first('time_zone')
  if (found === undefined) throw refuse('http.row_not_found', { what: 'site', id: site })
  const row = await CalendarRow.query(trx).findById(site)
  const { openingHours = [], holidays = [], version = 0 } = row ?? {}
  return { site, timeZone: found.time_zone, openingHours, holidays, version }
}

/**
 * Writes a site's hours and holidays as a whole.
 * @throws `http.version_conflict`, `host.calendar_hours_invalid`, `host.calendar_hours_overlap`,
 *   `host.calendar_holiday_twice`
 */
export async function writeCalendar(
  trx: Transaction,
  author: Author,
  { site, version, wish }: { site: string; version: number; wish: CalendarWish },
): Promise<StoredCalendar> {
  check(wish)
  const current = await getCalendar(trx, site)
  if (current.version === 0) {
    if (version !== 0) throw refuse('http.version_conflict', { sent: version, current: 0 })
    const conflict = () => refuse('http.version_conflict', { sent: 0, current: 1 })
    const values = { id: site, ...wish }
    const taken = { site_calendar_pkey: conflict }
    await createRow<CalendarRow>(trx, author, { model: CalendarRow, entity: ENTITY, values, taken })
  } else {
    const row = (await CalendarRow.query(trx).findById(site))!
    await changeRow<CalendarRow>(trx, author, {
      model: CalendarRow,
      entity: ENTITY,
      row,
      version,
      patch: wish,
    })
  }
  return getCalendar(trx, site)
}

function check({ openingHours, holidays }: CalendarWish): void {
  const latest = new Map<number, number>()
  const sorted = [...openingHours].sort((one, other) => minutesOf(one.opens) - minutesOf(other.opens))
  for (const { weekday, opens, closes } of sorted) {
    const [from, to] = [minutesOf(opens), minutesOf(closes)]
    if (from >= to) throw refuse('host.calendar_hours_invalid', { opens, closes }, '/openingHours')
    if (from < (latest.get(weekday) ?? 0)) {
      throw refuse('host.calendar_hours_overlap', { weekday, opens }, '/openingHours')
    }
    latest.set(weekday, to)
  }
  const days = holidays.map(({ day }) => day)
  const twice = days.find((day, place) => days.indexOf(day) !== place)
  if (twice !== undefined) throw refuse('host.calendar_holiday_twice', { day: twice }, '/holidays')
}
