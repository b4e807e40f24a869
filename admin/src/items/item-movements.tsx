import Button from '@mui/material/Button'
import { useState } from 'react'
import { Link } from 'react-router-dom'
import { figuresOf } from '../ledger/figures.ts'
import { LinesTable } from '../ledger/lines-table.tsx'
import { useBalances, useLines } from '../ledger/reads.ts'
import { runningBalances } from '../ledger/running.ts'
import { StepCurve } from '../ledger/step-curve.tsx'
import { Trouble } from '../pieces/trouble.tsx'
import { Waiting } from '../shell/waiting.tsx'
import type { Item } from './item.ts'

const firstLines = 50
const mostLines = 1000

/** How the item's stock came to be: its curve, and each line with the balance after it. */
export function ItemMovements({ item }: { item: Item }) {
  const [limit, setLimit] = useState(firstLines)
  const lines = useLines({ item: item.id }, limit)
  const balances = useBalances({ item: item.id })
  if (lines.error)
    return <Trouble error={lines.error} what="Movements" onRetry={() => void lines.refetch()} />
  if (!lines.data || !balances.data) return <Waiting rows={4} />
  if (lines.data.rows.length === 0) return null
  const figure = figuresOf(balances.data.rows).onHand
  const running = runningBalances(lines.data.rows, figure)
  return (
    <section className="card" aria-label="Movements of this item">
      <header>
        <h2>Movements</h2>
        <span className="push" />
        <Link to={`/movements?filter=${encodeURIComponent(JSON.stringify({ item: item.id }))}`}>All</Link>
      </header>
      <StepCurve lines={lines.data.rows} running={running} unit={item.baseUnit} />
      <div className="scroll-x">
        <LinesTable lines={lines.data.rows} running={running} />
      </div>
      {lines.data.hasMore && limit < mostLines ? (
        <div className="list-foot">
          <span>The newest {lines.data.rows.length} lines</span>
          <span className="push" />
          <Button size="small" onClick={() => setLimit(limit * 4)}>
            Show more
          </Button>
        </div>
      ) : null}
    </section>
  )
}
