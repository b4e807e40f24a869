import { Link } from 'react-router-dom'
import { BucketsTable } from '../ledger/buckets-table.tsx'
import { figuresOf, partsOf } from '../ledger/figures.ts'
import { useBalances } from '../ledger/reads.ts'
import { Figure } from '../pieces/figure.tsx'
import { formatFigure } from '../pieces/format.ts'
import { StowBar } from '../pieces/stow-bar.tsx'
import { Trouble } from '../pieces/trouble.tsx'
import { Waiting } from '../shell/waiting.tsx'
import type { Item } from './item.ts'

/** What there is of the item now: its figures, what they are made of, and each place. */
export function ItemStock({ item }: { item: Item }) {
  const { data, error, refetch } = useBalances({ item: item.id })
  if (error) return <Trouble error={error} what="Stock" onRetry={() => void refetch()} />
  if (!data) return <Waiting rows={3} />
  const buckets = data.rows.filter((row) => row.onHand !== 0)
  const sum = figuresOf(buckets)
  if (buckets.length === 0) {
    return (
      <section className="card empty">
        <b>Nothing on hand.</b>
        <Link to={`/post/receipt?item=${item.id}`}>Receive some</Link>
      </section>
    )
  }
  return (
    <section className="card" aria-label="Stock">
      <div className="pad stack" style={{ gap: 12 }}>
        <div className="figures">
          {(
            [
              ['available', sum.available],
              ['allocated', sum.allocated],
              ['on hand', sum.onHand],
            ] as const
          ).map(([word, value]) => (
            <div key={word}>
              <b>
                <Figure value={value} />
              </b>
              <small>{word}</small>
            </div>
          ))}
          <div className="push" style={{ minWidth: 240, flex: '1 1 240px', maxWidth: 460, paddingTop: 8 }}>
            <StowBar parts={partsOf(buckets)} />
            <div className="small muted num" style={{ marginTop: 4 }}>
              {formatFigure(sum.onHand)} {item.baseUnit} in{' '}
              {buckets.length === 1 ? 'one place' : `${buckets.length} places`}
            </div>
          </div>
        </div>
      </div>
      <BucketsTable buckets={buckets} />
      {data.hasMore ? <p className="pad small muted">The first 1,000 places are shown.</p> : null}
    </section>
  )
}
