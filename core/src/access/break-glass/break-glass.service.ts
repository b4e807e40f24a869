import { refuse, type Transaction } from '@stowage/sdk'
import { type Author, recordChange } from '../../audit/record-change.ts'
import { newId } from '../../database/ids.ts'
import type { GlassTaken } from './break-glass.routes.ts'

/** How long a role is had that was taken in an emergency. */
const GLASS_MINUTES = 30

/** The roles that may be taken. */
export async function glassRoles(trx: Transaction): Promise<{ id: string; name: string }[]> {
  return trx('access.role').where({ is_break_glass: true }).orderBy('name').select('id', 'name').limit(200)
}

/**
 * Takes a role for half an hour; it ends by itself, because rights are read at every request.
 * @throws `access.role_unknown`, `access.glass_for_people`
 */
export async function breakGlass(trx: Transaction, author: Author, role: string): Promise<GlassTaken> {
  const { actor, reason = null } = author
  if (actor.kind !== 'user' || actor.device !== undefined) throw refuse('access.glass_for_people')
  const found = await trx('access.role').where({ id: role, is_break_glass: true }).first('name')
  if (found === undefined) throw refuse('access.role_unknown', { role }, '/role')
  const id = newId()
  const { rows } = await trx.raw(
    `insert into access.role_grant (id, actor, role, reason, granted_by, ends_at)
     values (?, ?, ?, ?, ?, now() + make_interval(mins => ?)) returning ends_at`,
    [id, actor.id, role, reason, actor.id, GLASS_MINUTES],
  )
  const endsAt = rows[0].ends_at
  const after = { role: found.name, endsAt }
  await recordChange(trx, { ...author, entity: 'access.account', id: actor.id, action: 'break_glass', after })
  return { id, role, endsAt }
}

/** @throws `http.row_not_found`, also for what another took */
export async function giveGlassBack(trx: Transaction, author: Author, id: string): Promise<void> {
  const changed = await trx('access.role_grant')
    .where({ id, actor: author.actor.id })
    .where('ends_at', '>', trx.fn.now())
    .update({ ends_at: trx.fn.now() })
  if (changed === 0) throw refuse('http.row_not_found', { what: 'role taken for a while', id })
  const entry = { entity: 'access.account', id: author.actor.id, action: 'give_glass_back' }
  await recordChange(trx, { ...author, ...entry })
}
