import { refuse, type Transaction } from '@stowage/sdk'
import { type Author, recordChange } from '../../audit/record-change.ts'
import { checkOfGiver } from '../grant.ts'
import { readRights } from '../rights/read-rights.ts'
import { digestOf } from '../secret.ts'

/**
 * Lets an administrator's session look with a user's eyes, without changing anything, until he ends it.
 * @throws `access.view_for_people`, `access.beyond_own_rights`, `http.row_not_found`
 */
export async function beginView(
  trx: Transaction,
  author: Author,
  { token, user }: { token: string | undefined; user: string },
): Promise<void> {
  const { actor } = author
  if (token === undefined || actor.kind !== 'user' || actor.device !== undefined) {
    throw refuse('access.view_for_people')
  }
  const account = await trx('access.account').where({ id: user, is_active: true }).first('id')
  if (account === undefined || user === actor.id)
    throw refuse('http.row_not_found', { what: 'user', id: user })
  const check = await checkOfGiver(trx, actor)
  check(await readRights(trx, { id: user, kind: 'user' }))
  await trx('access.session')
    .where({ token_hash: digestOf(token), account: actor.id })
    .update({ viewing: user })
  await recordChange(trx, { ...author, entity: 'access.account', id: user, action: 'view_as' })
}

/** Gives a session its own eyes again; one that has them stays as it is. */
export async function endView(
  trx: Transaction,
  author: Author,
  { token, user }: { token: string; user: string },
): Promise<void> {
  const changed = await trx('access.session')
    .where({ token_hash: digestOf(token), viewing: user })
    .update({ viewing: null })
  if (changed === 0) return
  await recordChange(trx, { ...author, entity: 'access.account', id: user, action: 'end_view_as' })
}
