import { formatInstant, formatInstantShort } from './format.ts'

/** A moment in the reader's zone; the tooltip has it in UTC. */
export function Instant({ at, isShort = false }: { at: string | null | undefined; isShort?: boolean }) {
  if (!at) return null
  const utc = new Date(at)
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, ' UTC')
  return (
    <time dateTime={at} title={utc} style={{ whiteSpace: 'nowrap' }}>
      {isShort ? formatInstantShort(at) : formatInstant(at)}
    </time>
  )
}
