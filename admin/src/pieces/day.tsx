import { formatCivilDay } from './format.ts'

/** A day of the calendar, which is the same day in every zone. */
export function Day({ day }: { day: string | null | undefined }) {
  if (!day) return null
  return (
    <time dateTime={day} style={{ whiteSpace: 'nowrap' }}>
      {formatCivilDay(day)}
    </time>
  )
}
