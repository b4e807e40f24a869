import { say } from '../words/say.ts'
import { formatFigure } from './format.ts'

/** A quantity; a zero is muted, and one that opens its rows has a dotted underline. */
export function Figure(props: { value: number | null; unit?: string; label?: string; onOpen?: () => void }) {
  const { value, unit, label, onOpen } = props
  if (value === null) return <span className="muted">{say('unknown')}</span>
  const text = formatFigure(value)
  const body = unit ? (
    <>
      {text} <span className="unit">{unit}</span>
    </>
  ) : (
    text
  )
  if (!onOpen) return <span className={value === 0 ? 'zero' : undefined}>{body}</span>
  return (
    <button
      type="button"
      className={value === 0 ? 'fig zero' : 'fig'}
      aria-label={label ? `${unit ? `${text} ${unit}` : text}: ${label}` : undefined}
      onClick={onOpen}
    >
      {body}
    </button>
  )
}
