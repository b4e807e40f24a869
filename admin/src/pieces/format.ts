import { locale } from '../words/language.ts'
import { clockZone } from './clock.ts'
import { fieldIn, instantIn } from './zoned-instant.ts'

const figures = kept((tag) => new Intl.NumberFormat(tag, { maximumFractionDigits: 6 }))
const dateTime = dates({
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
})
const time = dates({ hour: '2-digit', minute: '2-digit' })
const dayMonth = dates({ day: 'numeric', month: 'short' })
const dayMonthYear = dates({ day: 'numeric', month: 'short', year: '2-digit' })
const civilDay = dates({ day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
const civilDayOfYear = dates({ day: 'numeric', month: 'short', timeZone: 'UTC' })
const weekday = dates({ weekday: 'long', day: 'numeric', month: 'long' })
const ages = kept((tag) => new Intl.RelativeTimeFormat(tag, { numeric: 'auto', style: 'short' }))
/** Days as the calendar writes them, in any language. */
const civil = kept((_, timeZone) => new Intl.DateTimeFormat('sv-SE', { timeZone }))
const millionths = 1e6

/** A quantity by the reader's thousands, with a true minus. */
export function formatFigure(value: number): string {
  return figures().format(value).replace('-', '−')
}

/** A change with its sign: `+12`, `−3`, `0`. */
export function formatChange(value: number): string {
  return value > 0 ? `+${formatFigure(value)}` : formatFigure(value)
}

/** Sums quantities exactly to a millionth, which is what the ledger keeps. */
export function sumQuantities(values: Iterable<number>): number {
  let sum = 0
  for (const value of values) sum += Math.round(value * millionths)
  return sum / millionths
}

/** `23 Nov 2026, 14:02`, by the clock of a zone; the one that the desk shows unless said. */
export function formatInstant(iso: string, zone = clockZone()): string {
  return dateTime(zone).format(new Date(iso))
}

/** As short as it stays clear: the clock for today, the day for this year, else the full date. */
export function formatInstantShort(iso: string, zone = clockZone(), now: Date = new Date()): string {
  const at = new Date(iso)
  if (dayOf(at, zone) === dayOf(now, zone)) return time(zone).format(at)
  if (yearOf(at, zone) !== yearOf(now, zone)) return dateTime(zone).format(at)
  return `${dayMonth(zone).format(at)}, ${time(zone).format(at)}`
}

/** The clock for today, else the day: for narrow columns. */
export function formatDay(iso: string, zone = clockZone(), now: Date = new Date()): string {
  const at = new Date(iso)
  if (dayOf(at, zone) === dayOf(now, zone)) return time(zone).format(at)
  return (yearOf(at, zone) === yearOf(now, zone) ? dayMonth : dayMonthYear)(zone).format(at)
}

/** `Friday 27 November`: the day that it is. */
export function formatToday(): string {
  return weekday().format(new Date())
}

/** A day of the calendar within a year: `28 Feb`. */
export function formatDayOfYear(day: string): string {
  return civilDayOfYear().format(new Date(`${day}T00:00:00Z`))
}

/** `14:02`, by the same clock. */
export function formatTime(at: Date): string {
  return time().format(at)
}

/** `23 Nov, 14:02` by the clock of a zone. */
export function formatClockIn(timeZone: string, at: Date): string {
  const options = { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', timeZone } as const
  return new Intl.DateTimeFormat(locale(), options).format(at)
}

/** An instant as a `datetime-local` field holds it, by the same clock. */
export function toLocalField(iso: string, zone = clockZone()): string {
  return fieldIn(zone, iso)
}

/** What a `datetime-local` field holds, as an instant; undefined while it is incomplete. */
export function fromLocalField(value: string, zone = clockZone()): string | undefined {
  return instantIn(zone, value)
}

/** Today, as a day of the calendar: `2026-11-27`. */
export function today(): string {
  return dayOf(new Date(), clockZone())
}

/** A day of the calendar, such as 28 Feb 2027: the same day in every zone, always with its year. */
export function formatCivilDay(day: string): string {
  return civilDay().format(new Date(`${day}T00:00:00Z`))
}

const minuteMs = 60_000

/** `6 min ago`, `3 hr ago`, `yesterday`. */
export function formatAge(iso: string, now: number = Date.now()): string {
  const minutes = Math.round((Date.parse(iso) - now) / minuteMs)
  if (minutes > -90) return ages().format(minutes, 'minute')
  const hours = Math.round(minutes / 60)
  return hours > -36 ? ages().format(hours, 'hour') : ages().format(Math.round(hours / 24), 'day')
}

function dayOf(at: Date, zone: string): string {
  return civil(zone).format(at)
}

function yearOf(at: Date, zone: string): string {
  return dayOf(at, zone).slice(0, 4)
}

function dates(options: Intl.DateTimeFormatOptions): (zone?: string) => Intl.DateTimeFormat {
  return kept((tag, timeZone) => new Intl.DateTimeFormat(tag, { timeZone, ...options }))
}

/** Makes a format for the page's language and a clock, the desk's unless said, once for each. */
function kept<Format>(make: (tag: string, timeZone: string) => Format): (zone?: string) => Format {
  const made = new Map<string, Format>()
  return (zone = clockZone()) => {
    const name = `${locale()} ${zone}`
    const format = made.get(name) ?? make(locale(), zone)
    made.set(name, format)
    return format
  }
}
