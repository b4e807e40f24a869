import { formatDay, formatInstant, formatInstantShort } from './format.ts'
import { useClock } from './site-clock.tsx'
import { hasSameClock, ownZone, zoneWord } from './zoned-instant.ts'

const writers = { full: formatInstant, short: formatInstantShort, day: formatDay } as const

interface InstantProps {
  readonly at: string | null | undefined
  /** How much of it is written out. */
  readonly length?: keyof typeof writers
}

/**
 * A moment by the clock that this part of the screen goes by, which is named where it is not the reader's
 * own; the tooltip has it whole, with the zone, and in UTC.
 */
export function Instant({ at, length = 'full' }: InstantProps) {
  const zone = useClock()
  if (!at) return null
  const utc = new Date(at)
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, ' UTC')
  const isNamed = length !== 'day' && !hasSameClock(zone, ownZone)
  return (
    <time dateTime={at} title={`${formatInstant(at, zone)} ${zone}; ${utc}`} style={{ whiteSpace: 'nowrap' }}>
      {writers[length](at, zone)}
      {isNamed ? <span className="unit"> {zoneWord(zone, at)}</span> : null}
    </time>
  )
}
