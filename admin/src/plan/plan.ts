import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { instantQuery, type Look } from '../ledger/look-back.ts'
import { call } from '../providers/http-client.ts'

/** A place as the plan draws it. */
export interface Place {
  readonly id: string
  readonly code: string
  readonly zone: string | null
  readonly kind: string
  readonly x: number | null
  readonly y: number | null
  readonly z: number | null
  readonly sizeX: number | null
  readonly sizeY: number | null
  readonly sizeZ: number | null
  readonly isActive: boolean
  readonly version: number
}

/** A site with all its places. */
export interface Plan {
  readonly site: {
    readonly id: string
    readonly code: string
    readonly name: string
    readonly timeZone: string
  }
  readonly places: readonly Place[]
}

/** What stands at a place. */
export interface Standing {
  readonly location: string
  readonly onHand: number
  readonly allocated: number | null
  readonly items: number
  readonly units: number
  readonly statuses: readonly string[]
  readonly volume: number
  readonly unsized: number
  readonly lastAt: string | null
  readonly locks: readonly string[]
}

/** The places of a site. */
export function usePlan(site: string | null) {
  return useQuery({
    queryKey: ['locations', 'plan', site],
    enabled: site !== null,
    queryFn: ({ signal }) => call<Plan>(`/locations/plan?site=${site}`, { signal }),
  })
}

/** What stands at them, now or at an instant. */
export function useStandings(site: string | null, look: Look) {
  const query = new URLSearchParams({ site: site ?? '', ...instantQuery(look) })
  return useQuery({
    queryKey: ['places', site, look.instant, look.clock],
    enabled: site !== null,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const { data } = await call<{ data: readonly Standing[] }>(`/ledger/places?${query}`, { signal })
      return new Map(data.map((standing) => [standing.location, standing]))
    },
  })
}

/** Changes one place that still has the version that was seen. */
export function changePlace(
  { id, version }: Place,
  patch: Partial<Omit<Place, 'id' | 'version'>>,
): Promise<Place> {
  return call<Place>(`/locations/${id}`, {
    method: 'PATCH',
    headers: { 'If-Match': `"${version}"` },
    body: patch,
  })
}

/** Moves places together, all or none, where each still has the version that was seen. */
export function movePlaces(places: readonly Place[], by: { x: number; y: number }): Promise<unknown> {
  return call('/locations/moves', {
    method: 'POST',
    body: { places: places.map(({ id, version }) => ({ id, version })), by },
  })
}

/**
 * How full a place is, from 0 to 1: by volume where place and goods have a size. Undefined where something is
 * there and nobody knows how much room it takes.
 */
export function fillOf({ sizeX, sizeY, sizeZ }: Place, standing: Standing | undefined): number | undefined {
  if (standing === undefined || standing.items === 0) return 0
  if (sizeX === null || sizeY === null || sizeZ === null || standing.unsized > 0) return undefined
  return Math.min(1, standing.volume / (sizeX * sizeY * sizeZ))
}
