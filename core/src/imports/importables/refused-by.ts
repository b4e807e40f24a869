import { DomainError, type ImportOutcome } from '@stowage/sdk'

/**
 * The outcome of a row that a check of its own refused, at the column that the refusal points to.
 * @throws the error itself, where it is no refusal
 */
export function refusedBy(error: unknown): ImportOutcome {
  if (!(error instanceof DomainError)) throw error
  const { code, facts, pointer = '' } = error
  return { status: 'refused', problems: [{ code, facts, column: pointer.slice(1) }] }
}
