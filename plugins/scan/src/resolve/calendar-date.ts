import { daysOf } from '../gs1/linters/dates.ts'

/**
 * A date of a label, as a day. Its two digits of a year stand for the nearest such year: at most fifty to
 * come, or 49 gone. Day 00 is the last of the month.
 * @returns undefined for what is no date
 */
export function calendarDate(yymmdd: string, today: Date): string | undefined {
  if (!/^\d{6}$/.test(yymmdd)) return undefined
  const [year, month, day] = [0, 2, 4].map((at) => Number(yymmdd.slice(at, at + 2))) as [
    number,
    number,
    number,
  ]
  const current = today.getUTCFullYear()
  const difference = year - (current % 100)
  const century = Math.floor(current / 100) + (difference >= 51 ? -1 : difference <= -50 ? 1 : 0)
  const fullYear = century * 100 + year
  const last = daysOf(fullYear, month)
  if (last === 0 || day > last) return undefined
  return [fullYear, month, day === 0 ? last : day].map((part) => String(part).padStart(2, '0')).join('-')
}
