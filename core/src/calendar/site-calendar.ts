import { refuse, type SiteCalendar } from '@stowage/sdk'
import { zoneClock } from './zone-clock.ts'

const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000
const DAYS_AHEAD = 3_660
const MINUTES_OF_DAY = 1440

/** When a site is open on one day of the week. */
export interface OpeningHours {
  /** 1 is Monday, 7 is Sunday. */
  readonly weekday: number
  /** `08:00` */
  readonly opens: string
  /** `17:30`, or `24:00` */
  readonly closes: string
}

/** What a site's calendar is made of. */
export interface CalendarFacts {
  readonly site: string
  readonly timeZone: string
  /** Empty where nobody said any: it is always open then, but for holidays. */
  readonly openingHours: readonly OpeningHours[]
  readonly holidays: readonly { readonly day: string }[]
}

interface Interval {
  readonly from: number
  readonly to: number
}

/** Makes a site's calendar of its facts. Nothing is read any more. */
export function createSiteCalendar({ site, timeZone, openingHours, holidays }: CalendarFacts): SiteCalendar {
  const clock = zoneClock(timeZone)
  const closed = new Set(holidays.map(({ day }) => day))
  const hours = [...openingHours].sort((one, other) => minutesOf(one.opens) - minutesOf(other.opens))
  const startOf = (day: string) => clock.instantsOf(day, 0).first

  function openOn(day: string): Interval[] {
    if (closed.has(day)) return []
    if (hours.length === 0) return [{ from: startOf(day), to: startOf(nextDay(day)) }]
    const ofDay = hours.filter(({ weekday }) => weekday === weekdayOf(day))
    // An hour that comes twice is open twice; one that is skipped is not open at all.
    const intervals = ofDay.map(({ opens, closes }) => ({
      from: clock.instantsOf(day, minutesOf(opens)).first,
      to: closes === '24:00' ? startOf(nextDay(day)) : clock.instantsOf(day, minutesOf(closes)).last,
    }))
    return intervals.filter(({ from, to }) => to > from)
  }

  return {
    timeZone,
    dayOf: (instant) => clock.dayOf(instant.getTime()),
    startOfDay: (day) => new Date(startOf(day)),
    hoursOfDay: (day) => (startOf(nextDay(day)) - startOf(day)) / HOUR_MS,
    isOpen(instant) {
      const at = instant.getTime()
      return openOn(clock.dayOf(at)).some(({ from, to }) => from <= at && at < to)
    },
    addOpenTime(instant, minutes) {
      let at = instant.getTime()
      let left = minutes * MINUTE_MS
      let day = clock.dayOf(at)
      for (let ahead = 0; ahead < DAYS_AHEAD; ahead++, day = nextDay(day)) {
        for (const { from, to } of openOn(day)) {
          if (to <= at) continue
          at = Math.max(at, from)
          if (at + left <= to) return new Date(at + left)
          left -= to - at
          at = to
        }
      }
      throw refuse('host.calendar_never_open', { site, minutes })
    },
  }
}

/** `08:30` as 510. */
export function minutesOf(time: string): number {
  return time === '24:00' ? MINUTES_OF_DAY : Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
}

function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 24 * HOUR_MS).toISOString().slice(0, 10)
}

function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7
}
