import { HookError } from './hook-runner.ts'

/** The SQLSTATE of an error of PostgreSQL; a hook's is that of its cause. */
export function sqlStateOf(error: unknown): string | undefined {
  if (error instanceof HookError) return sqlStateOf(error.cause)
  const { code, severity } = error as { code?: unknown; severity?: unknown }
  return typeof severity === 'string' && typeof code === 'string' ? code : undefined
}

/** Whether the same group may succeed when it is simply run again: a deadlock, or a twin with the same key. */
export function isWorthRepeating(error: unknown): boolean {
  const state = sqlStateOf(error)
  if (state === '40P01' || state === '40001') return true
  return state === '23505' && (error as { constraint?: string }).constraint === 'command_pkey'
}

/** Whether somebody else held a lock for too long: that is one bucket's trouble, not the group's. */
export function isLockHeld(error: unknown): boolean {
  return sqlStateOf(error) === '55P03'
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
  return /^(22|23|42|P0|0A|2F|38|39|44)/.test(state)
}

/** The code and facts of a fault, as an outcome names it: never a word of the database. */
export function failureOf(error: unknown): { code: string; facts: Record<string, unknown> } {
  if (error instanceof HookError) return { code: 'ledger.hook_failed', facts: { plugin: error.plugin } }
  return { code: 'ledger.posting_failed', facts: {} }
}
