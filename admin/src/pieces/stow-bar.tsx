import { say } from '../words/say.ts'
import { formatFigure, sumQuantities } from './format.ts'

/** One part of a quantity, with the pattern it is drawn in. */
export interface StowPart {
  readonly word: string
  readonly tint: string
  readonly quantity: number
}

/** What a quantity is made of, as a bar whose patterns and colours both tell the parts apart. */
export function StowBar({ parts }: { parts: readonly StowPart[] }) {
  const shown = parts.filter((part) => part.quantity > 0)
  const whole = sumQuantities(shown.map((part) => part.quantity))
  const sentence = shown.map((part) => `${formatFigure(part.quantity)} ${part.word}`).join(', ')
  return (
    <div className="stow" role="img" aria-label={sentence || say('nothing on hand')} title={sentence}>
      {shown.map((part) => (
        <i
          key={part.word}
          className={`p-${part.tint}`}
          style={{ width: `${(100 * part.quantity) / whole}%` }}
        />
      ))}
    </div>
  )
}
