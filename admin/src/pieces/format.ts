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

/** `23 Nov 2026, 14:02`, by the clock that the desk shows. */
export function formatInstant(iso: string): string {
  return dateTime().format(new Date(iso))
}

/** As short as it stays clear: the clock for today, the day for this year, else the full date. */
export function formatInstantShort(iso: string, now: Date = new Date()): string {
  const at = new Date(iso)
  if (dayOf(at) === dayOf(now)) return time().format(at)
  if (yearOf(at) === yearOf(now)) return `${dayMonth().format(at)}, ${time().format(at)}`
  return dateTime().format(at)
}

/** The clock for today, else the day: for narrow columns. */
export function formatDay(iso: string, now: Date = new Date()): string {
  const at = new Date(iso)
  if (dayOf(at) === dayOf(now)) return time().format(at)
  return yearOf(at) === yearOf(now) ? dayMonth().format(at) : dayMonthYear().format(at)
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
export function toLocalField(iso: string): string {
  return fieldIn(clockZone(), iso)
}

/** What a `datetime-local` field holds, as an instant; undefined while it is incomplete. */
export function fromLocalField(value: string): string | undefined {
  return instantIn(clockZone(), value)
}

/** Today, as a day of the calendar: `2026-11-27`. */
export function today(): string {
  return dayOf(new Date())
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

function dayOf(at: Date): string {
  return civil().format(at)
}

function yearOf(at: Date): string {
  return dayOf(at).slice(0, 4)
}

function dates(options: Intl.DateTimeFormatOptions): () => Intl.DateTimeFormat {
  return kept((tag, timeZone) => new Intl.DateTimeFormat(tag, { timeZone, ...options }))
}

/** Makes a format for the page's language and clock, once for each. */
function kept<Format>(make: (tag: string, timeZone: string) => Format): () => Format {
  const made = new Map<string, Format>()
  return () => {
    const name = `${locale()} ${clockZone()}`
    const format = made.get(name) ?? make(locale(), clockZone())
    made.set(name, format)
    return format
  }
}
