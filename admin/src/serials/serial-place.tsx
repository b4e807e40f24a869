import { Link } from 'react-router-dom'
import { Plate } from '../pieces/plate.tsx'
import { StatusChip } from '../pieces/status-chip.tsx'
import { say } from '../words/say.ts'
import type { Serial } from './serial.ts'

/** Where a piece is, in a plate or a word. */
export function SerialPlace({ serial }: { serial: Serial }) {
  const { location, status, handlingUnit, hasLeft } = serial
  if (location === null)
    return <span className="muted">{hasLeft ? say('left') : say('in stock, place not kept')}</span>
  return (
    <span className="row" style={{ gap: 8 }}>
      <Link to={`/locations/${location.id}/show`} aria-label={say('Open {code}', { code: location.code })}>
        <Plate code={location.code} />
      </Link>
      {handlingUnit === null ? null : <span className="code">{handlingUnit.code}</span>}
      {status === null || status === 'unrestricted' ? null : <StatusChip status={status} />}
    </span>
  )
}
