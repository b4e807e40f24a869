import { clockZone } from './clock.ts'
import { formatDay, formatInstant, formatInstantShort } from './format.ts'

const writers = { full: formatInstant, short: formatInstantShort, day: formatDay } as const

interface InstantProps {
  readonly at: string | null | undefined
  /** How much of it is written out. */
  readonly length?: keyof typeof writers
}

/** A moment by the clock that the desk shows; the tooltip has it whole, with the zone, and in UTC. */
export function Instant({ at, length = 'full' }: InstantProps) {
  if (!at) return null
  const utc = new Date(at)
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, ' UTC')
  return (
    <time
      dateTime={at}
      title={`${formatInstant(at)} ${clockZone()}; ${utc}`}
      style={{ whiteSpace: 'nowrap' }}
    >
      {writers[length](at)}
    </time>
  )
}
