import { Link } from 'react-router-dom'
import { formatFigure } from '../pieces/format.ts'
import { say } from '../words/say.ts'
import '../pieces/record.css'
import { StowBar } from '../pieces/stow-bar.tsx'
import { figuresOf, partsOf } from './figures.ts'
import type { BalanceRow } from './rows.ts'

const names = ['available', 'allocated', 'held', 'onHand'] as const

interface FiguresStripProps {
  readonly buckets: readonly BalanceRow[]
  readonly unit: string
  /** The stock screen held to what this is about, with a figure of it open. */
  readonly addressOf: (figure: string) => string
}

/** How much there is and what it is made of; each figure opens its rows on the stock screen. */
export function FiguresStrip({ buckets, unit, addressOf }: FiguresStripProps) {
  const words = {
    available: say('available'),
    allocated: say('allocated'),
    held: say('on hold'),
    onHand: say('on hand'),
  }
  const sums = figuresOf(buckets)
  const places = new Set(buckets.map((bucket) => bucket.location.id)).size
  return (
    <div className="strip">
      {names
        .filter((name) => sums[name] !== null)
        .map((name) => {
          const quantity = formatFigure(sums[name] ?? 0)
          const word = words[name]
          return (
            <div key={name}>
              <span className="big">
                {sums[name] === 0 ? (
                  <span className="zero">0</span>
                ) : (
                  <Link
                    to={addressOf(name)}
                    aria-label={say('{quantity}: what is {figure}', { quantity, figure: word })}
                  >
                    {quantity}
                  </Link>
                )}
              </span>
              <small>{word}</small>
            </div>
          )
        })}
      <div className="whole">
        <StowBar parts={partsOf(buckets)} />
        <div className="small muted num" style={{ marginTop: 4 }}>
          {formatFigure(sums.onHand)} {unit} {say('in one place | in {count} places', { count: places })}
        </div>
      </div>
    </div>
  )
}
