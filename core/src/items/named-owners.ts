import type { Transaction } from '@stowage/sdk'

/** An owner by his number. */
export interface NamedOwner {
  readonly no: number
  readonly id: string | undefined
}

/**
 * The owners that rows of a file name, by id or name in whatever case; those that the actor may not see are
 * missing.
 * @returns by what was said, in lower case
 */
export async function namedOwners(
  trx: Transaction,
  said: readonly (string | undefined)[],
): Promise<ReadonlyMap<string, NamedOwner>> {
  const names = [...new Set(said.flatMap((name) => (name === undefined ? [] : [name.toLowerCase()])))]
  if (names.length === 0) return new Map()
  const rows: { no: number; id: string; said: string }[] = await trx('access.owner')
    .whereRaw('lower(name) = any (?::text[]) or id::text = any (?::text[])', [names, names])
    .select(
      'no',
      'id',
      trx.raw('case when id::text = any (?::text[]) then id::text else lower(name) end as said', [names]),
    )
  return new Map(rows.map(({ no, id, said: name }) => [name, { no, id }]))
}
