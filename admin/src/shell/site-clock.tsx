import { useEffect } from 'react'
import { type RaRecord, useGetList } from 'react-admin'
import { showClockOf } from '../pieces/clock.ts'
import { useRights } from '../providers/rights.ts'
import { everyOne } from './every-one.ts'
import { useScope } from './scope.ts'

/** Has times shown by the clock of the site that the desk is held to, or of the only one that there is. */
export function SiteClock() {
  const [{ site }] = useScope()
  const { may } = useRights()
  const { data = [] } = useGetList<RaRecord>('sites', everyOne, {
    enabled: may('locations.site.read'),
    staleTime: 60_000,
  })
  const meant = data.length === 1 ? data[0] : data.find(({ id }) => id === site)
  const timeZone: string | undefined = meant?.timeZone
  useEffect(() => showClockOf(timeZone), [timeZone])
  return null
}
