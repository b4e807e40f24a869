import type { DomainError, ImportOutcome } from '@stowage/sdk'

/** A refusal as what became of a row, at the column that it points to. */
export function refusedBy({ code, facts, pointer = '' }: DomainError): ImportOutcome {
  const column = pointer.split('/').at(-1)
  const isColumn = column !== undefined && /^[a-z]\w*$/i.test(column)
  return { status: 'refused', problems: [{ code, facts, ...(isColumn && { column }) }] }
}
