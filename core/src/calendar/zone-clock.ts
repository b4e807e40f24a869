/** A time zone's clock. */
export interface ZoneClock {
  /** The day there, as 2026-11-23. */
  dayOf(instant: number): string
  /**
   * The first and the last instant at which clocks there show a time of a day. Both are the end of the gap
   * for a time that is skipped, and they are apart where a time comes twice.
   */
  instantsOf(day: string, minuteOfDay: number): { readonly first: number; readonly last: number }
}

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000
const clocks = new Map<string, ZoneClock>()
const MAXIMUM_CLOCKS = 1000

/**
 * Makes the clock of an IANA zone with Intl alone, which has the zones' whole history: Temporal is not in
 * Node 24. Clocks are kept, because making the formatter costs more than asking it.
 */
export function zoneClock(timeZone: string): ZoneClock {
  const known = clocks.get(timeZone)
  if (known !== undefined) return known
  if (clocks.size >= MAXIMUM_CLOCKS) clocks.clear()
  const clock = createClock(timeZone)
  clocks.set(timeZone, clock)
  return clock
}

function createClock(timeZone: string): ZoneClock {
  const format = new Intl.DateTimeFormat('en-US-u-ca-gregory', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  /** What clocks there show at an instant, as if it were UTC. */
  const shownAt = (instant: number): number => {
    const parts: Record<string, number> = {}
    for (const { type, value } of format.formatToParts(instant)) parts[type] = Number(value)
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
    return Date.UTC(year, month - 1, day, hour, minute, second)
  }
  const offsetAt = (instant: number): number => shownAt(instant) - Math.floor(instant / 1000) * 1000
  return {
    dayOf: (instant) => new Date(shownAt(instant)).toISOString().slice(0, 10),
    instantsOf(day, minuteOfDay) {
      const shown = Date.parse(`${day}T00:00:00Z`) + minuteOfDay * MINUTE_MS
      const before = offsetAt(shown - DAY_MS)
      const after = offsetAt(shown + DAY_MS)
      const fitting = [shown - before, shown - after].filter((at) => shownAt(at) === shown)
      if (fitting.length > 0) return { first: Math.min(...fitting), last: Math.max(...fitting) }
      const end = changeBetween(shown - after, shown - before)
      return { first: end, last: end }
    },
  }

  /** The instant between two at which the clocks are changed. */
  function changeBetween(from: number, to: number): number {
    const offset = offsetAt(from)
    let [low, high] = [from, to]
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2)
      if (offsetAt(middle) === offset) low = middle
      else high = middle
    }
    return high
  }
}
