import { DomainError, type ImportRow } from '@stowage/sdk'

/**
 * What a service threw about one of several wishes, pointing to the row of the batch that the wish came of.
 * @param of the rows of the wishes, in their order
 */
export function pointedAtRow(error: unknown, of: readonly ImportRow[], batch: readonly ImportRow[]): unknown {
  if (!(error instanceof DomainError)) return error
  const { code, facts, pointer = '' } = error
  const [, index, rest] = /^\/(\d+)(.*)$/.exec(pointer) ?? [
    undefined,
    of.length === 1 ? '0' : undefined,
    pointer,
  ]
  const row = index === undefined ? undefined : of[Number(index)]
  if (row === undefined) return error
  return new DomainError(code, facts, batch.length === 1 ? rest : `/${batch.indexOf(row)}${rest}`)
}
