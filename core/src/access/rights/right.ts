import type { Actor } from '@stowage/sdk'
import { covers, joinScopes, type Scope } from './scope.ts'

/** Some permissions, with whose stock and where they count. Somebody has several: his own, and his roles'. */
export interface Right extends Scope {
  readonly permissions: readonly string[]
}

/** A right as the database keeps it, where null is all. */
export interface StoredRight {
  readonly permissions: readonly string[]
  readonly owners: readonly number[] | null
  readonly sites: readonly number[] | null
}

/** Reads a right from its row. */
export function rightOf({ permissions, owners, sites }: StoredRight): Right {
  return { permissions, owners: owners ?? 'all', sites: sites ?? 'all' }
}

/** What an actor has where one permission counts. */
type Rights = Pick<Actor, 'permissions' | 'owners' | 'sites'>

/**
 * What somebody may do, and where, on a route with a permission: there, he has the scope of that permission,
 * and of his others those that count in all of it. So a role given for one owner never reaches into another's
 * stock by way of a second role.
 * @param permission undefined where nothing is asked for: then it is what he has anywhere, to be told to him
 */
export function rightsOn(rights: readonly Right[], permission: string | undefined): Rights {
  if (rights.length === 1 || permission === undefined) return together(rights)
  const having = rights.filter((right) => has(right, permission))
  if (having.length === 0) return { permissions: new Set(), owners: [], sites: [] }
  const scope = scopeOf(rights, permission)
  const covering = rights.flatMap((right) => (covers(right, scope) ? right.permissions : []))
  const joined = new Set([permission, ...covering])
  for (const right of rights) {
    for (const name of right.permissions) {
      if (!joined.has(name) && covers(scopeOf(rights, name), scope)) joined.add(name)
    }
  }
  return { permissions: joined, ...scope }
}

/**
 * Where somebody has a permission. Scopes that do not add up are refused when given; else the first counts.
 */
function scopeOf(rights: readonly Right[], permission: string): Scope {
  const scopes = rights.filter((right) => has(right, permission))
  const { owners, sites } = joinScopes(scopes) ?? scopes[0]!
  return { owners, sites }
}

/** Whether somebody has a permission in all of a scope. */
export function hasWithin(rights: readonly Right[], permission: string, scope: Scope): boolean {
  return rights.some((right) => has(right, permission)) && covers(scopeOf(rights, permission), scope)
}

/** A permission that somebody would have in scopes that do not add up to one. */
export function crossedPermission(rights: readonly Right[]): string | undefined {
  const names = new Set(rights.flatMap(({ permissions }) => permissions))
  for (const name of names) {
    if (joinScopes(rights.filter((right) => has(right, name))) === undefined) return name
  }
  return undefined
}

function has({ permissions }: Right, permission: string): boolean {
  return permissions.includes(permission) || permissions.includes('*')
}

function together(rights: readonly Right[]): Rights {
  const [only] = rights
  if (only === undefined) return { permissions: new Set(), owners: [], sites: [] }
  const { owners, sites } = joinScopes(rights) ?? only
  return { permissions: new Set(rights.flatMap(({ permissions }) => permissions)), owners, sites }
}
