/** With whose stock and where something may be done: owner and site numbers, or all. */
export interface Scope {
  readonly owners: readonly number[] | 'all'
  readonly sites: readonly number[] | 'all'
}

/** Whether one scope is inside another. */
export function covers(outer: Scope, inner: Scope): boolean {
  return contains(outer.owners, inner.owners) && contains(outer.sites, inner.sites)
}

/**
 * The one scope that several make together: those with the same owners add up their sites, those with the
 * same sites their owners.
 * @returns undefined where they do not add up to one: owner 1 in site A and owner 2 in site B would open
 *   owner 2 in site A as well
 */
export function joinScopes(scopes: readonly Scope[]): Scope | undefined {
  const left = [...scopes]
  for (let first = 0; first < left.length; first += 1) {
    for (let second = first + 1; second < left.length; second += 1) {
      const joined = joinTwo(left[first]!, left[second]!)
      if (joined === undefined) continue
      left.splice(second, 1)
      left[first] = joined
      first = -1
      break
    }
  }
  return left.length === 1 ? left[0] : undefined
}

function joinTwo(one: Scope, other: Scope): Scope | undefined {
  if (covers(one, other)) return one
  if (covers(other, one)) return other
  if (isSame(one.owners, other.owners)) return { owners: one.owners, sites: together(one.sites, other.sites) }
  if (isSame(one.sites, other.sites)) return { owners: together(one.owners, other.owners), sites: one.sites }
  return undefined
}

function contains(outer: Scope['owners'], inner: Scope['owners']): boolean {
  if (outer === 'all') return true
  return inner !== 'all' && inner.every((number) => outer.includes(number))
}

function isSame(one: Scope['owners'], other: Scope['owners']): boolean {
  return contains(one, other) && contains(other, one)
}

function together(one: Scope['owners'], other: Scope['owners']): Scope['owners'] {
  return one === 'all' || other === 'all' ? 'all' : [...new Set([...one, ...other])]
}
