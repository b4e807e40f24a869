import { refuse, type Transaction } from '@stowage/sdk'
import type { Static } from 'typebox'
import type { Author } from '../../audit/record-change.ts'
import { newId } from '../../database/ids.ts'
import { type ScopeNumbers, scopeOf } from '../grant.ts'
import { type Right, rightOf } from '../rights/right.ts'
import { Role } from './role.model.ts'
import type { GivenRole, WishedRoles } from './role.schemas.ts'

/** Owner or site numbers as ids. */
export function idsSql(table: 'access.owner' | 'locations.site', numbers: string): string {
  return `(select array_agg(x.id order by x.no) from ${table} x where x.no = any (${numbers}))`
}

/** The roles of an actor as the wire shows them. */
export function givenRolesSql(actor: string): string {
  return `(select coalesce(json_agg(json_build_object('grant', g.id, 'role', r.id, 'name', r.name,
      'owners', ${idsSql('access.owner', 'g.owners')}, 'sites', ${idsSql('locations.site', 'g.sites')},
      'endsAt', to_char(g.ends_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
      order by r.name, g.id), '[]')
     from access.role_grant g join access.role r on r.id = g.role
    where g.actor = ${actor} and (g.ends_at is null or g.ends_at > now()))`
}

/** A role to be given, in numbers. */
export interface RoleToGive extends ScopeNumbers {
  readonly role: string
  readonly right: Right
}

/**
 * Reads what roles are wished for.
 * @throws `access.role_unknown`, `access.owner_unknown`, `access.site_unknown`
 */
export async function rolesToGive(
  trx: Transaction,
  wishes: Static<typeof WishedRoles>,
): Promise<RoleToGive[]> {
  const roles = await Role.query(trx).findByIds(wishes.map(({ role }) => role))
  const byId = new Map(roles.map((role) => [role.id, role]))
  const given: RoleToGive[] = []
  for (const [index, wish] of wishes.entries()) {
    const role = byId.get(wish.role.toLowerCase())
    if (role === undefined) throw refuse('access.role_unknown', { role: wish.role }, `/roles/${index}/role`)
    const scope = await scopeOf(trx, wish, `/roles/${index}`)
    given.push({ role: role.id, ...scope, right: rightOf({ permissions: role.permissions, ...scope }) })
  }
  return given
}

/** Gives an actor just these roles; what he took for a while stays until it ends. */
export async function giveRoles(
  trx: Transaction,
  author: Author,
  { actor, roles }: { actor: string; roles: readonly RoleToGive[] },
): Promise<void> {
  await trx('access.role_grant').where({ actor, ends_at: null }).delete()
  if (roles.length === 0) return
  const rows = roles.map(({ role, owners, sites }) => ({
    id: newId(),
    actor,
    role,
    owners,
    sites,
    granted_by: author.actor.id,
  }))
  await trx('access.role_grant').insert(rows)
}

/** The roles somebody has, for the wire and the audit. */
export async function givenRoles(trx: Transaction, actor: string): Promise<Static<typeof GivenRole>[]> {
  const { rows } = await trx.raw(`select ${givenRolesSql('?::uuid')} as roles`, [actor])
  return rows[0].roles
}
