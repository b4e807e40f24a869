import { IconHistory } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import type { Look } from '../ledger/look-back.ts'
import { formatClockIn } from '../pieces/format.ts'
import { say } from '../words/say.ts'

const hourMs = 3_600_000
const hours = 24 * 30
const restMs = 250

interface TimeSliderProps {
  readonly look: Look
  readonly timeZone: string
  readonly onLook: (part: Partial<Look>) => void
}

/** The time machine under the plan: drags back through the last thirty days, hour by hour. */
export function TimeSlider({ look, timeZone, onLook }: TimeSliderProps) {
  const kept = look.instant === undefined ? 0 : Math.round((Date.parse(look.instant) - Date.now()) / hourMs)
  const [back, setBack] = useState(kept)
  useEffect(() => setBack(kept), [kept])
  // biome-ignore lint/correctness/useExhaustiveDependencies: only moving the slider starts to wait again
  useEffect(() => {
    if (back === kept) return undefined
    const instant = back === 0 ? undefined : new Date(Date.now() + back * hourMs).toISOString()
    const timer = setTimeout(() => onLook({ instant }), restMs)
    return () => clearTimeout(timer)
  }, [back])
  const instant = new Date(Date.now() + back * hourMs)
  const clock = formatClockIn(timeZone, instant)
  return (
    <div className="time">
      <span className="row">
        <IconHistory className="icon s" />
        <b>{back === 0 ? say('Now, {clock}', { clock }) : clock}</b>
      </span>
      <input
        type="range"
        min={-hours}
        max={0}
        step={1}
        value={Math.max(-hours, back)}
        aria-label={say('Time machine: hours before now')}
        aria-valuetext={clock}
        onChange={(event) => setBack(Number(event.target.value))}
      />
      <span className="small muted">
        {say('drag to any hour of the last 30 days; the clock is {zone}', { zone: timeZone })}
      </span>
    </div>
  )
}
