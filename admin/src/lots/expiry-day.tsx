import { Day } from '../pieces/day.tsx'
import { today } from '../pieces/format.ts'
import { StatusChip } from '../pieces/status-chip.tsx'

/** The day a lot expires, and whether it is over by the clock that the desk shows. */
export function ExpiryDay({ day }: { day: string | null }) {
  if (day === null) return null
  const isOver = day < today()
  return (
    <span className="row" style={{ gap: 8 }}>
      <Day day={day} />
      {isOver ? <StatusChip status="expired" /> : null}
    </span>
  )
}
