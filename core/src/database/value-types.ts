import pg from 'pg'

const INT8 = 20
const DATE = 1082
const TIMESTAMPTZ = 1184
const NUMERIC = 1700

/**
 * How PostgreSQL's values arrive in JavaScript, the same on every connection: bigint and numeric as numbers
 * (quantities have 15 digits at most, so the decimal is exact), dates as `YYYY-MM-DD`, instants as ISO 8601
 * with microseconds, which is what stands on the wire.
 */
export const valueTypes = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === INT8 || oid === NUMERIC) return Number
    if (oid === DATE) return String
    if (oid === TIMESTAMPTZ) return instantOf
    return pg.types.getTypeParser(oid, format as 'text')
  },
} as pg.CustomTypesConfig

/** Turns `2026-11-23 22:31:18.5+00` (the session's zone is UTC) into `2026-11-23T22:31:18.500000Z`. */
function instantOf(text: string): string {
  if (text.endsWith('infinity')) return text
  const seconds = text.slice(0, 19).replace(' ', 'T')
  const fraction = text.slice(20, -3)
  return `${seconds}.${fraction.padEnd(6, '0')}Z`
}
