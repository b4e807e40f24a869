import { isDigits, type Linter, ofDigits } from './linter.ts'

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** How many days a month has; of years of two digits every fourth is a leap year, 2000 was one. */
export function daysOf(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return month === 2 && isLeap ? 29 : (DAYS[month - 1] ?? 0)
}

/** A day, the year in two digits. */
export const yymmdd: Linter = date(6, false)
/** As well; the day may be 00, the month's last. */
export const yymmd0: Linter = date(6, true)
/** A day, the year in four digits. */
export const yyyymmdd: Linter = date(8, false)
/** As well; the day may be 00, the month's last. */
export const yyyymmd0: Linter = date(8, true)

function date(length: 6 | 8, mayLackDay: boolean): Linter {
  return (value) => {
    if (value.length !== length) return value.length < length ? 'DATE_TOO_SHORT' : 'DATE_TOO_LONG'
    if (!isDigits(value)) return 'NON_DIGIT_CHARACTER'
    const month = Number(value.slice(-4, -2))
    if (month < 1 || month > 12) return 'ILLEGAL_MONTH'
    const year = Number(value.slice(0, -4)) + (length === 6 ? 2000 : 0)
    const day = Number(value.slice(-2))
    const isDay = day <= daysOf(year, month) && (day > 0 || mayLackDay)
    return isDay ? undefined : 'ILLEGAL_DAY'
  }
}

/** Hours, 00 to 23. */
export const hh: Linter = clock('HOUR', 23)
/** Minutes. */
export const mi: Linter = clock('MINUTE', 59)
/** Seconds. */
export const ss: Linter = clock('SECOND', 59)

/** Hours with minutes. */
export const hhmi: Linter = (value) => {
  if (value.length !== 4) return `HOUR_WITH_MINUTE_TOO_${value.length < 4 ? 'SHORT' : 'LONG'}`
  return ofDigits((digits) => hh(digits.slice(0, 2)) ?? mi(digits.slice(2)))(value)
}

function clock(name: string, most: number): Linter {
  return (value) => {
    if (value.length !== 2) return `${name}_TOO_${value.length < 2 ? 'SHORT' : 'LONG'}`
    if (!isDigits(value)) return 'NON_DIGIT_CHARACTER'
    return Number(value) > most ? `ILLEGAL_${name}` : undefined
  }
}
