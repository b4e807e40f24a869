import { Link } from 'react-router-dom'
import { BalanceCurve } from '../ledger/balance-curve.tsx'
import { BucketsTable } from '../ledger/buckets-table.tsx'
import { figuresOf } from '../ledger/figures.ts'
import { FiguresStrip } from '../ledger/figures-strip.tsx'
import { useBalances } from '../ledger/reads.ts'
import { Trouble } from '../pieces/trouble.tsx'
import { Waiting } from '../shell/waiting.tsx'
import { say } from '../words/say.ts'
import type { Item } from './item.ts'
import { ItemLotLives } from './item-lot-lives.tsx'
import { ItemMovements } from './item-movements.tsx'

/** What there is of the item, what it is made of, how it came to that, its lots, and each place. */
export function ItemStock({ item }: { item: Item }) {
  const { data, error, refetch } = useBalances({ item: item.id })
  if (error) return <Trouble error={error} what={say('Stock')} onRetry={() => void refetch()} />
  if (!data) return <Waiting rows={3} />
  const buckets = data.rows.filter((row) => row.onHand !== 0)
  const { onHand } = figuresOf(buckets)
  const addressOf = (figure: string) =>
    `/stock?${new URLSearchParams({ figure, item: item.id, open: item.id, column: `own-${figure}` })}`
  return (
    <>
      <section className="card" aria-label={say('Stock')}>
        {buckets.length === 0 ? (
          <div className="empty">
            <b>{say('Nothing on hand.')}</b>
            <Link to={`/post/receipt?item=${item.id}`}>{say('Receive some')}</Link>
          </div>
        ) : (
          <FiguresStrip buckets={buckets} unit={item.baseUnit} addressOf={addressOf} />
        )}
        <BalanceCurve of={{ item: item.id }} onHand={onHand} unit={item.baseUnit} />
      </section>
      <div className={item.hasLots ? 'two-cards' : 'stack'}>
        <ItemMovements item={item} />
        {item.hasLots ? <ItemLotLives item={item} buckets={buckets} /> : null}
      </div>
      {buckets.length === 0 ? null : (
        <section className="card" aria-label={say('Places')}>
          <header>
            <h2>{say('Places')}</h2>
          </header>
          <BucketsTable buckets={buckets} />
          {data.hasMore ? (
            <p className="pad small muted">{say('The first 1,000 places are shown.')}</p>
          ) : null}
        </section>
      )}
    </>
  )
}
