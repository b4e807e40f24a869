import { type Actor, refuse, type Transaction } from '@stowage/sdk'
import { ownerNumbers } from './owners/owner.service.ts'
import { readRights, rightsToGive } from './rights/read-rights.ts'
import { crossedPermission, hasWithin, type Right, rightOf } from './rights/right.ts'

/** For whom and where a right counts, as it is said on the wire. */
export interface ScopeWish {
  /** The ids of the owners he may see; null or nothing is all of them. */
  readonly owners?: readonly string[] | null
  /** The ids of the sites he may see; null or nothing is all of them. */
  readonly sites?: readonly string[] | null
}

/** What a user or a key may do beside his roles, and with whose stock. */
export interface Grant extends ScopeWish {
  /** Permission names; `*` alone stands for all. */
  readonly permissions: readonly string[]
}

/** The same in numbers, as the database keeps it. */
export interface ScopeNumbers {
  readonly owners: number[] | null
  readonly sites: number[] | null
}

/** Holds rights that are given, or that somebody has who is to be changed, against those of who does it. */
export type GiverCheck = (rights: readonly Right[]) => void

/**
 * Nobody gives what he does not have there for good, nor changes somebody who has it. What he has is read
 * once, before anything changes: he may be changing himself.
 * @returns a check that throws `access.beyond_own_rights`
 */
export async function checkOfGiver(trx: Transaction, giver: Actor): Promise<GiverCheck> {
  return checkAgainst(await rightsToGive(trx, giver))
}

/**
 * The same for whoever only takes something away, which can be given again: there counts also what he took
 * for a while himself.
 */
export async function checkOfTaker(trx: Transaction, taker: Actor): Promise<GiverCheck> {
  return checkAgainst(await readRights(trx, taker))
}

function checkAgainst(own: readonly Right[]): GiverCheck {
  return (rights) => {
    for (const right of rights) {
      const permission = right.permissions.find((name) => !hasWithin(own, name, right))
      if (permission !== undefined) throw refuse('access.beyond_own_rights', { permission }, '/permissions')
    }
  }
}

/** @throws `access.permission_unknown` */
export function checkKnown(permissions: readonly string[], known: ReadonlyMap<string, unknown>): void {
  for (const [index, permission] of permissions.entries()) {
    if (permission === '*' || known.has(permission)) continue
    throw refuse('access.permission_unknown', { permission }, `/permissions/${index}`)
  }
}

/**
 * Scopes of one permission have to add up: else it would count where nobody meant it to.
 * @throws `access.scopes_cross`
 */
export function checkScopesAddUp(rights: readonly Right[]): void {
  const permission = crossedPermission(rights)
  if (permission !== undefined) throw refuse('access.scopes_cross', { permission }, '/roles')
}

/**
 * The numbers of the owners and sites that a grant is bound to; null where it is bound to none.
 * @throws `access.owner_unknown`, `access.site_unknown`
 */
export async function scopeOf(
  trx: Transaction,
  { owners, sites }: ScopeWish,
  at = '',
): Promise<ScopeNumbers> {
  return {
    owners: await numbersOf(owners, (ids) => ownerNumbers(trx, ids), { code: 'owner', at }),
    sites: await numbersOf(sites, (ids) => siteNumbers(trx, ids), { code: 'site', at }),
  }
}

/** A grant in numbers, as a right. */
export function grantedRight(permissions: readonly string[], scope: ScopeNumbers): Right[] {
  return permissions.length === 0 ? [] : [rightOf({ permissions, ...scope })]
}

async function numbersOf(
  ids: readonly string[] | null | undefined,
  read: (ids: readonly string[]) => Promise<ReadonlyMap<string, number>>,
  { code, at }: { code: 'owner' | 'site'; at: string },
): Promise<number[] | null> {
  if (ids === null || ids === undefined) return null
  const numbers = await read(ids)
  return ids.map((id, index) => {
    const no = numbers.get(id.toLowerCase())
    if (no === undefined) throw refuse(`access.${code}_unknown`, { [code]: id }, `${at}/${code}s/${index}`)
    return no
  })
}

/** The numbers of sites by their ids. */
async function siteNumbers(trx: Transaction, ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await trx('locations.site')
    .select('id', 'no')
    .whereIn('id', [...new Set(ids)])
  return new Map(rows.map(({ id, no }) => [id, no]))
}
