import { type Actor, refuse, type Transaction } from '@stowage/sdk'
import { systemActor } from '../system-actor.ts'
import { readRights } from './read-rights.ts'
import { rightsOn } from './right.ts'

/**
 * Somebody with the rights that he has at this moment where a permission counts, for work of his that goes on
 * without him.
 * @throws DomainError `access.gone` where he may not work any more, `http.forbidden` without the permission
 */
export async function actorNow(trx: Transaction, id: string, permission: string): Promise<Actor> {
  if (id === systemActor.id) return systemActor
  const row = await trx('access.actor as n')
    .leftJoin('access.account as a', 'a.id', 'n.id')
    .leftJoin('access.api_key as k', 'k.id', 'n.id')
    .where('n.id', id)
    .whereRaw('(a.is_active or (k.revoked_at is null and (k.expires_at is null or k.expires_at > now())))')
    .whereRaw('coalesce(a.id, k.id) is not null')
    .first<{ kind: 'user' | 'key'; name: string; language: string | null } | undefined>(
      'n.kind',
      'n.name',
      'a.language',
    )
  if (row === undefined) throw refuse('access.gone', { id })
  const { kind, name, language } = row
  const rights = rightsOn(await readRights(trx, { id, kind }), permission)
  const { permissions } = rights
  if (!permissions.has(permission) && !permissions.has('*'))
    throw refuse('http.forbidden', { permission, actor: name })
  return { id, kind, name, ...rights, ...(language !== null && { language }) }
}
