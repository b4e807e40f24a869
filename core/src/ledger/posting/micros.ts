/**
 * Quantities inside a posting are integers of millionths: numeric(15,6) stays below 2^53, so that sums are
 * exact. Instants are integers of microseconds since 1970, which stay below 2^53 until the year 2255.
 */
export const MICROS = 1_000_000

/** The largest quantity of one line or balance, in base units. */
export const QUANTITY_MAX = 999_999_999

/** The largest balance, in millionths: what numeric(15,6) holds. */
export const BALANCE_MAX_MICROS = 999_999_999_999_999

/** Base units to millionths; undefined where there are more than six decimals. */
export function exactMicros(quantity: number): number | undefined {
  const micros = Math.round(quantity * MICROS)
  return micros / MICROS === quantity ? micros : undefined
}

/** A figure that PostgreSQL printed from numeric(15,6), in millionths. */
export function microsOf(figure: number): number {
  return Math.round(figure * MICROS)
}

/** Millionths back to base units; the division prints the exact decimal. */
export function unitsOf(micros: number): number {
  return micros / MICROS
}

/** Microseconds since 1970 of an ISO 8601 instant, up to six decimals of a second. */
export function instantMicros(iso: string): number {
  const fraction = /\.(\d+)/.exec(iso)?.[1] ?? ''
  const belowMilliseconds = Number(fraction.padEnd(6, '0').slice(3, 6))
  return Math.floor(Date.parse(iso)) * 1000 + belowMilliseconds
}

/** ISO 8601 with microseconds. */
export function isoOf(micros: number): string {
  const milliseconds = Math.floor(micros / 1000)
  const rest = String(micros - milliseconds * 1000).padStart(3, '0')
  return `${new Date(milliseconds).toISOString().slice(0, -1)}${rest}Z`
}
