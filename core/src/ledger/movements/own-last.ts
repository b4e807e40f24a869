import { type Actor, refuse, type Transaction } from '@stowage/sdk'

/** So long after it was posted, whoever posted it may take it back: he still stands where he moved it to. */
export const UNDO_MINUTES = 10

/**
 * Whoever may take back what he did last, and no more than that, may take back this.
 * One that was reversed already is let through: a command that was sent twice gets its first answer, and all
 * else is told by whom it was reversed.
 * @throws DomainError `ledger.movement_not_found`, `ledger.undo_not_own`, `ledger.undo_too_late`,
 *   `ledger.undo_not_last`
 */
export async function checkOwnLast(trx: Transaction, actor: Actor, id: string): Promise<void> {
  const { rows } = await trx.raw<{ rows: Found[] }>(
    `select m.actor = :actor::uuid as "isOwn",
            m.at < now() - make_interval(mins => :minutes) as "isLate",
            exists (select from ledger.reversal r where r.movement = m.id) as "isReversed"
       from ledger.movement m where m.id = :id::uuid`,
    { id, actor: actor.id, minutes: UNDO_MINUTES },
  )
  const [found] = rows
  if (found === undefined) throw refuse('ledger.movement_not_found', { id })
  if (!found.isOwn) throw refuse('ledger.undo_not_own', { id })
  if (found.isReversed) return
  if (found.isLate) throw refuse('ledger.undo_too_late', { id, minutes: UNDO_MINUTES })
  if (await hasPostedSince(trx, actor, id)) throw refuse('ledger.undo_not_last', { id })
}

interface Found {
  readonly isOwn: boolean
  readonly isLate: boolean
  readonly isReversed: boolean
}

/** Looks at the minutes since it alone. */
async function hasPostedSince(trx: Transaction, actor: Actor, id: string): Promise<boolean> {
  const { rows } = await trx.raw<{ rows: readonly { readonly hasPosted: boolean }[] }>(
    `select exists (
        select from ledger.movement n, ledger.movement m
         where m.id = :id::uuid and n.actor = :actor::uuid and (n.at, n.id) > (m.at, m.id)) as "hasPosted"`,
    { id, actor: actor.id },
  )
  return rows[0]!.hasPosted
}
