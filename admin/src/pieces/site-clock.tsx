import { createContext, type ReactNode, useContext } from 'react'
import { useGetList, useReference } from 'react-admin'
import { useRights } from '../providers/rights.ts'
import { everyOne } from '../shell/every-one.ts'
import { useScope } from '../shell/scope.ts'
import { useClockZone } from './clock.ts'
import { hasSameClock, ownZone } from './zoned-instant.ts'

interface Site {
  readonly id: string
  readonly timeZone: string
}

const none: readonly Site[] = []
/** The zone of a part of the screen that is about one site; elsewhere the desk's own counts. */
const Here = createContext<string | undefined>(undefined)

/** The zone by whose clock times on this part of the screen are written and filled in. */
export function useClock(): string {
  const desks = useClockZone()
  return useContext(Here) ?? desks
}

/** Times beneath go by the clock of this site; where it is not known, as around it. */
export function AtSite({ site, children }: { site: string | null | undefined; children: ReactNode }) {
  const around = useContext(Here)
  const zone = useSites().find(({ id }) => id === site)?.timeZone
  return <Here value={zone ?? around}>{children}</Here>
}

/** Times beneath go by the clock of the site that this place is in. */
export function AtPlace({ place, children }: { place: string | undefined; children: ReactNode }) {
  const [scope] = useScope()
  const isMixed = zoneOfAll(useSites()) === undefined && scope.site === null
  // Which site it is matters only where their clocks differ.
  return isMixed && place ? <LookedUp place={place}>{children}</LookedUp> : children
}

/** Places that are asked for together are read together. */
function LookedUp({ place, children }: { place: string; children: ReactNode }) {
  const { referenceRecord } = useReference({ reference: 'locations', id: place })
  return <AtSite site={referenceRecord?.site}>{children}</AtSite>
}

/** Names the clock beside a field that is filled in by it, where that is not the reader's own. */
export function ClockWord() {
  const zone = useClock()
  return hasSameClock(zone, ownZone) ? null : <span className="small muted">{zone}</span>
}

/** The zone of all sites, as far as their clocks show the same; undefined where they do not. */
export function zoneOfAll(sites: readonly Pick<Site, 'timeZone'>[]): string | undefined {
  const first = sites[0]?.timeZone
  return first !== undefined && sites.every(({ timeZone }) => hasSameClock(timeZone, first))
    ? first
    : undefined
}

/** The header's switch asks for the same list, so that this costs no request of its own. */
function useSites(): readonly Site[] {
  const { may } = useRights()
  const { data } = useGetList<Site>('sites', everyOne, {
    enabled: may('locations.site.read'),
    staleTime: 60_000,
  })
  return data ?? none
}
