import { HookError } from './hook-attempt.ts'

/** The SQLSTATE of an error of PostgreSQL; a hook's is that of its cause. */
export function sqlStateOf(error: unknown): string | undefined {
  if (error instanceof HookError) return sqlStateOf(error.cause)
  const { code, severity } = error as { code?: unknown; severity?: unknown }
  return typeof severity === 'string' && typeof code === 'string' ? code : undefined
}

/**
 * The keys that two groups may take at the same moment; the one who comes second sees it when he looks again.
 */
const TWIN_KEYS = /^(command_pkey|movement_\d{4}_\d\d_pkey|reversal_pkey|serial_number_key)$/

/**
 * Whether the same group may succeed when it is simply run again: a deadlock, or a twin with the same key or
 * id.
 */
export function isWorthRepeating(error: unknown): boolean {
  const state = sqlStateOf(error)
  if (state === '40P01' || state === '40001') return true
  return state === '23505' && TWIN_KEYS.test((error as { constraint?: string }).constraint ?? '')
}

/** Whether a movement's id stood in the database already. */
export function isIdTaken(error: unknown): boolean {
  const { constraint } = error as { constraint?: string }
  return sqlStateOf(error) === '23505' && /^movement_\d{4}_\d{2}_pkey$/.test(constraint ?? '')
}

/** Whether somebody else held a lock for too long: that is one bucket's trouble, not the group's. */
export function isLockHeld(error: unknown): boolean {
  return sqlStateOf(error) === '55P03'
}

/**
 * Whether the set of plugins that the group was judged by is no longer the one that is on: nothing was
 * posted, and the next set has to judge it.
 */
export function isSetChanged(error: unknown): boolean {
  return sqlStateOf(error) === 'STW01'
}

/** Whether the connection went, so that nobody knows what became of the group. */
export function isConnectionLost(error: unknown): boolean {
  if (error instanceof HookError) return isConnectionLost(error.cause)
  const state = sqlStateOf(error)
  if (state !== undefined) return state.startsWith('08') || state.startsWith('57P')
  const { code, message } = error as { code?: string; message?: string }
  return (
    (typeof code === 'string' && /^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EHOSTUNREACH|EAI_)/.test(code)) ||
    /connection (terminated|ended|error)|not queryable|was closed|timeout expired/i.test(message ?? '')
  )
}

/** Whether one movement of the group may be to blame, so that it is worth looking for. */
export function hasGuiltyMovement(error: unknown): boolean {
  const state = sqlStateOf(error)
  if (state === undefined) return error instanceof HookError
  return /^(22|23|42|P0|0A|2F|38|39|44)/.test(state) || isHookTooSlow(error)
}

function isHookTooSlow(error: unknown): boolean {
  return error instanceof HookError && error.fault === 'host.hook_too_slow'
}

/** The code and facts of a fault, as an outcome names it: never a word of the database. */
export function failureOf(error: unknown): { code: string; facts: Record<string, unknown> } {
  if (error instanceof HookError) {
    return { code: 'ledger.hook_failed', facts: { ...error.site, fault: error.fault } }
  }
  return { code: 'ledger.posting_failed', facts: {} }
}
