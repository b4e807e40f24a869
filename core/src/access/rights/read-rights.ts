import type { Actor, Transaction } from '@stowage/sdk'
import { type Right, rightOf, type StoredRight } from './right.ts'

/** The roles of the actor `%`, as JSON: permissions, owners, sites, and whether each counts on the floor. */
export function rolesSql(actor: string, inForce = NOW_IN_FORCE): string {
  return `(select json_agg(json_build_object('permissions', r.permissions, 'owners', g.owners,
             'sites', g.sites, 'isForFloor', r.is_for_floor))
     from access.role_grant g join access.role r on r.id = g.role
    where g.actor = ${actor} and ${inForce})`
}

const NOW_IN_FORCE = '(g.ends_at is null or g.ends_at > now())'
const FOR_GOOD = 'g.ends_at is null'

/** A right by way of a role. */
export interface RoleRight extends StoredRight {
  readonly isForFloor: boolean
}

/** All rights of a user or key: his own permissions, and his roles'. */
export function rightsOfRow({
  roles,
  ...own
}: StoredRight & { readonly roles: readonly RoleRight[] | null }): Right[] {
  const all = [...(own.permissions.length > 0 ? [own] : []), ...(roles ?? [])]
  return all.map(rightOf)
}

/**
 * What is left of rights on a device of the floor: the roles that are for it, in the device's site.
 * @param site the device's, by number
 */
export function floorRights(roles: readonly RoleRight[] | null, site: number): Right[] {
  return (roles ?? []).flatMap((role) => {
    const right = rightOf(role)
    const isHere = right.sites === 'all' || right.sites.includes(site)
    return role.isForFloor && isHere ? [{ ...right, sites: [site] }] : []
  })
}

/**
 * What somebody may do at this moment, for who gives, takes or changes rights.
 * @param site that of the device of the floor that he is on, where he is on one
 */
export function readRights(
  trx: Transaction,
  { id, kind }: Pick<Actor, 'id' | 'kind'>,
  site?: number,
): Promise<Right[]> {
  return rightsNow(trx, { id, kind, site, inForce: NOW_IN_FORCE })
}

/** What somebody may give on: not what he took for a while, or it would outlast that. */
export function rightsToGive(trx: Transaction, { id, kind }: Pick<Actor, 'id' | 'kind'>): Promise<Right[]> {
  return rightsNow(trx, { id, kind, inForce: FOR_GOOD })
}

interface RightsAsked extends Pick<Actor, 'id' | 'kind'> {
  readonly site?: number | undefined
  /** Which roles count. */
  readonly inForce: string
}

async function rightsNow(trx: Transaction, { id, kind, site, inForce }: RightsAsked): Promise<Right[]> {
  if (kind === 'system') return [{ permissions: ['*'], owners: 'all', sites: 'all' }]
  const { rows } = await trx.raw<{ rows: Parameters<typeof rightsOfRow>[0][] }>(
    `select a.permissions, a.owners, a.sites, ${rolesSql('a.id', inForce)} as roles
       from (select id, permissions, owners, sites from access.account
             union all select id, permissions, owners, sites from access.api_key) a where a.id = ?`,
    [id],
  )
  if (rows[0] === undefined) return []
  return site === undefined ? rightsOfRow(rows[0]) : floorRights(rows[0].roles, site)
}
