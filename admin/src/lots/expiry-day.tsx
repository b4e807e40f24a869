import { Day } from '../pieces/day.tsx'
import { StatusChip } from '../pieces/status-chip.tsx'

/** The day a lot expires, and whether it is over where the reader is. */
export function ExpiryDay({ day }: { day: string | null }) {
  if (day === null) return null
  const isOver = day < new Date().toLocaleDateString('sv-SE')
  return (
    <span className="row" style={{ gap: 8 }}>
      <Day day={day} />
      {isOver ? <StatusChip status="expired" /> : null}
    </span>
  )
}
