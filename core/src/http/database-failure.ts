import type { HttpErrorCode } from './http-errors.ts'

/** PostgreSQL's and the driver's words for "not there", "not now" and "not so". */
const CODES: Readonly<Record<string, HttpErrorCode>> = {
  ECONNREFUSED: 'database.unavailable',
  ECONNRESET: 'database.unavailable',
  EPIPE: 'database.unavailable',
  ETIMEDOUT: 'database.unavailable',
  EHOSTUNREACH: 'database.unavailable',
  ENETUNREACH: 'database.unavailable',
  ENOTFOUND: 'database.unavailable',
  '28000': 'database.unavailable',
  '28P01': 'database.unavailable',
  '53100': 'database.unavailable',
  '53200': 'database.unavailable',
  '53300': 'database.unavailable',
  '57P01': 'database.unavailable',
  '57P02': 'database.unavailable',
  '57P03': 'database.unavailable',
  '40001': 'database.busy',
  '40P01': 'database.busy',
  '55P03': 'database.busy',
  '57014': 'database.too_slow',
  '25P03': 'database.too_slow',
  '23505': 'database.duplicate',
  '23P01': 'database.duplicate',
  '23503': 'database.reference_missing',
  '42501': 'database.not_permitted',
  '23502': 'database.rule_broken',
  '23514': 'database.rule_broken',
  '22001': 'database.value_out_of_range',
  '22003': 'database.value_out_of_range',
  '22008': 'database.value_out_of_range',
}

const LOST_CONNECTION = new RegExp(
  [
    'Connection terminated',
    'Client has encountered a connection error',
    'timeout exceeded when trying to connect',
    'Timeout acquiring a connection',
    'the pool is closed',
  ].join('|'),
)

/**
 * Finds the code of ours for a failure that came from the database, whose own words never leave the server.
 * @returns undefined when the error is not the database's, or is a bug in a statement of ours
 */
export function codeOfDatabaseFailure(error: unknown): HttpErrorCode | undefined {
  if (!(error instanceof Error)) return undefined
  // Objection puts the driver's error inside one of its own.
  const { nativeError } = error as { nativeError?: unknown }
  if (nativeError !== undefined) return codeOfDatabaseFailure(nativeError)
  const { code } = error as { code?: unknown }
  if (typeof code === 'string') {
    const known = CODES[code] ?? (/^08...$/.test(code) ? 'database.unavailable' : undefined)
    if (known !== undefined) return known
  }
  if (LOST_CONNECTION.test(error.message) || error.name === 'KnexTimeoutError') return 'database.unavailable'
  if (error instanceof AggregateError) return error.errors.map(codeOfDatabaseFailure).find(Boolean)
  return undefined
}
