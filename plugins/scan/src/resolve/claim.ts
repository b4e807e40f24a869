import type { Element } from '../gs1/problem.ts'
import { calendarDate } from './calendar-date.ts'

/** What a label says of the goods, before anything is looked up. */
export interface Claim {
  /** Fourteen digits: of what was scanned, or of what its logistic unit contains. */
  readonly gtin: string | undefined
  readonly sscc: string | undefined
  readonly lot: string | undefined
  readonly serial: string | undefined
  readonly expiresOn: string | undefined
  readonly bestBefore: string | undefined
  readonly manufacturedOn: string | undefined
  /** How many of what the GTIN names; 1 where nothing is said. */
  readonly count: number
  readonly netWeightKg: number | undefined
}

const KG_PER_POUND = 0.45359237

/** Reads the elements that goods are told by. A value that is wrong has no meaning, and is left out. */
export function claimOf(elements: readonly Element[], wrong: ReadonlySet<string>, today: Date): Claim {
  const values = new Map(elements.filter(({ ai }) => !wrong.has(ai)).map(({ ai, value }) => [ai, value]))
  const dateOf = (ai: string) => {
    const value = values.get(ai)
    return value === undefined ? undefined : calendarDate(value, today)
  }
  const count = values.get('37') ?? values.get('30')
  return {
    gtin: values.get('01') ?? values.get('02') ?? values.get('03') ?? values.get('8006')?.slice(0, 14),
    sscc: values.get('00'),
    lot: values.get('10'),
    serial: values.get('21'),
    expiresOn: dateOf('17') ?? expiryWithTime(values.get('7003'), today),
    bestBefore: dateOf('15'),
    manufacturedOn: dateOf('11') ?? dateOf('13'),
    count: count === undefined ? 1 : Number(count),
    netWeightKg: weightOf(values),
  }
}

/** (7003) has the hour as well; a lot expires on a day. */
function expiryWithTime(value: string | undefined, today: Date): string | undefined {
  return value === undefined || value.startsWith('00', 4) ? undefined : calendarDate(value.slice(0, 6), today)
}

/** The last digit of 310n and 320n says where the decimal point stands. */
function weightOf(values: ReadonlyMap<string, string>): number | undefined {
  for (const [ai, value] of values) {
    const factor = /^310[0-5]$/.test(ai) ? 1 : /^320[0-5]$/.test(ai) ? KG_PER_POUND : 0
    if (factor > 0) return Number((Number(`${value}e-${ai[3]}`) * factor).toFixed(6))
  }
  return undefined
}
