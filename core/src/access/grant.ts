import { type Actor, refuse, type Transaction } from '@stowage/sdk'
import { ownerNumbers } from './owners/owner.service.ts'

/** What a user or a key may do, and with whose stock. */
export interface Grant {
  /** Permission names; `*` alone stands for all. */
  readonly permissions: readonly string[]
  /** The ids of the owners he may see; null or nothing is all of them. */
  readonly owners?: readonly string[] | null
}

/**
 * Nobody gives what he does not have, nor changes somebody who has it.
 * @param known the permissions that exist; undefined where they were checked when they were given
 * @throws `access.permission_unknown`, `access.beyond_own_rights`
 */
export function checkGrant(
  giver: Actor,
  permissions: readonly string[],
  known: ReadonlyMap<string, unknown> | undefined,
): void {
  for (const [index, permission] of permissions.entries()) {
    const pointer = `/permissions/${index}`
    if (known !== undefined && permission !== '*' && !known.has(permission)) {
      throw refuse('access.permission_unknown', { permission }, pointer)
    }
    if (!giver.permissions.has('*') && !giver.permissions.has(permission)) {
      throw refuse('access.beyond_own_rights', { permission }, pointer)
    }
  }
}

/**
 * The numbers of the owners that a grant is bound to; null where it is bound to none.
 * @throws `access.owner_unknown`
 */
export async function ownersOf(trx: Transaction, ids: Grant['owners']): Promise<number[] | null> {
  if (ids === null || ids === undefined) return null
  const numbers = await ownerNumbers(trx, ids)
  return ids.map((owner, index) => {
    const no = numbers.get(owner)
    if (no === undefined) throw refuse('access.owner_unknown', { owner }, `/owners/${index}`)
    return no
  })
}
