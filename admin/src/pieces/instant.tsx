import { formatDay, formatInstant, formatInstantShort } from './format.ts'

const writers = { full: formatInstant, short: formatInstantShort, day: formatDay } as const

interface InstantProps {
  readonly at: string | null | undefined
  /** How much of it is written out. */
  readonly length?: keyof typeof writers
}

/** A moment in the reader's zone; the tooltip has it whole and in UTC. */
export function Instant({ at, length = 'full' }: InstantProps) {
  if (!at) return null
  const utc = new Date(at)
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, ' UTC')
  return (
    <time dateTime={at} title={`${formatInstant(at)}; ${utc}`} style={{ whiteSpace: 'nowrap' }}>
      {writers[length](at)}
    </time>
  )
}
