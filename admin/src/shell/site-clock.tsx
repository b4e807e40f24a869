import { useEffect } from 'react'
import { type RaRecord, useGetList } from 'react-admin'
import { showClockOf } from '../pieces/clock.ts'
import { zoneOfAll } from '../pieces/site-clock.tsx'
import { useRights } from '../providers/rights.ts'
import { everyOne } from './every-one.ts'
import { useScope } from './scope.ts'

/** Has times shown by the clock of the site that the desk is held to, or by the one that all sites share. */
export function SiteClock() {
  const [{ site }] = useScope()
  const { may } = useRights()
  const { data = [] } = useGetList<RaRecord & { timeZone: string }>('sites', everyOne, {
    enabled: may('locations.site.read'),
    staleTime: 60_000,
  })
  const timeZone = data.find(({ id }) => id === site)?.timeZone ?? zoneOfAll(data)
  useEffect(() => showClockOf(timeZone), [timeZone])
  return null
}
