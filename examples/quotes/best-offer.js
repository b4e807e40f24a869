const LOOKED_AHEAD = 366

/**
 * The site from which goods leave first; of several the one that has most.
 * @returns {{ canDeliver: boolean, site?: string, by?: string, most: number }} most: what one site could give
 */
export function bestOffer({ stock, able, calendars, leadDays }) {
  const most = Math.max(0, ...stock.map(({ available }) => available))
  const offers = able.map(({ site, available }, n) => ({
    site: site.code,
    by: dayOfLeaving(calendars[n], leadDays),
    available,
  }))
  const [best] = offers
    .filter(({ by }) => by !== undefined)
    .sort((one, other) => one.by.localeCompare(other.by) || other.available - one.available)
  return best === undefined
    ? { canDeliver: false, most }
    : { canDeliver: true, site: best.site, by: best.by, most }
}

/**
 * So many working days from today, by the clock and the calendar of the site.
 * @returns a day such as 2026-11-30; undefined for a site that is always closed
 */
export function dayOfLeaving({ timeZone, openingHours, holidays }, leadDays, now = new Date()) {
  const today = new Intl.DateTimeFormat('en-CA', { timeZone }).format(now)
  let left = leadDays
  for (let ahead = leadDays === 0 ? 0 : 1; ahead <= LOOKED_AHEAD; ahead += 1) {
    const day = new Date(`${today}T12:00:00Z`)
    day.setUTCDate(day.getUTCDate() + ahead)
    if (!isOpen({ openingHours, holidays }, day)) continue
    left -= 1
    if (left <= 0) return day.toISOString().slice(0, 10)
  }
  return undefined
}

function isOpen({ openingHours, holidays }, day) {
  const weekday = day.getUTCDay() || 7
  const isHoliday = holidays.some((holiday) => holiday.day === day.toISOString().slice(0, 10))
  return !isHoliday && (openingHours.length === 0 || openingHours.some((hours) => hours.weekday === weekday))
}
