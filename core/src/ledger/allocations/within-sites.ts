import type { Actor } from '@stowage/sdk'
import type pg from 'pg'
import { plainArray } from '../posting/array-literal.ts'
import { mayEnter, no } from '../posting/complete-line.ts'
import type { PlacedRefusal } from '../posting/draft.ts'
import type { AllocationInput } from './act.ts'

interface Place {
  readonly id: string
  readonly site: number | null
  readonly isRoot: boolean
}

/**
 * Keeps the search for stock within the sites of an actor who is bound to some: a place elsewhere is unknown
 * to him, and where he named none, his only site is meant. Costs nothing for those who see all sites.
 */
export async function withinSites(
  client: pg.Client,
  actor: Actor,
  inputs: readonly AllocationInput[],
): Promise<readonly (AllocationInput | PlacedRefusal)[]> {
  const { sites } = actor
  if (sites === 'all') return inputs
  const named = inputs.flatMap((input) => placesOf(input))
  const { rows } = await client.query<Place>({
    name: 'ledger.see_sites',
    text: `select id, site, parent is null as "isRoot" from locations.location
            where id = any ($1::uuid[]) or (parent is null and site = any ($2::int[]))`,
    values: [plainArray(named), plainArray([...sites])],
  })
  const places = new Map(rows.map((row) => [row.id, row]))
  const roots = rows.filter(({ site, isRoot }) => isRoot && site !== null && sites.includes(site))
  return inputs.map((input, index) => {
    if (input.act !== 'allocate' && input.act !== 'swap') return input
    // One piece is where it is; whoever keeps it is held to its site by its place.
    if (input.act === 'allocate' && input.serial !== undefined) return input
    const at = `/allocations/${index}`
    const foreign = placesOf(input).find((id) => {
      const place = places.get(id)
      return place === undefined || !mayEnter(actor, place.site)
    })
    if (foreign !== undefined) return no('ledger.location_unknown', { location: foreign }, at)
    if (input.location !== undefined || input.within !== undefined) return input
    if (roots.length === 1) return { ...input, within: roots[0]!.id }
    return no('ledger.allocation_needs_site', { sites: roots.length }, `${at}/within`)
  })
}

function placesOf(input: AllocationInput): string[] {
  if (input.act !== 'allocate' && input.act !== 'swap') return []
  return [input.location, input.within].flatMap((id) => (id === undefined ? [] : [id.toLowerCase()]))
}
