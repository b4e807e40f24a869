import Button from '@mui/material/Button'
import { type ReactNode, useState } from 'react'
import { ScrollX } from '../pieces/scroll-x.tsx'
import { Trouble } from '../pieces/trouble.tsx'
import type { Filter } from '../providers/list-query.ts'
import { Waiting } from '../shell/waiting.tsx'
import { say } from '../words/say.ts'
import { figuresOf } from './figures.ts'
import { LinesTable } from './lines-table.tsx'
import { instantQuery, type Look, linesUntil } from './look-back.ts'
import { useBalances, useLines } from './reads.ts'
import { runningBalances } from './running.ts'

const firstLines = 50
const mostLines = 1000
const now: Look = { clock: 'happened', instant: undefined }

interface HistoryProps {
  /** Which balances: those of an item, a lot, one bucket. */
  readonly of: Filter
  readonly title: string
  readonly label: string
  readonly look?: Look
  readonly more?: ReactNode
}

/** How a figure came to be: each line with who, why and the balance after it, newest first. */
export function History({ of, title, label, look = now, more }: HistoryProps) {
  const [limit, setLimit] = useState(firstLines)
  const { filter, sort } = linesUntil(look)
  const lines = useLines({ ...of, ...filter }, limit, sort)
  const balances = useBalances({ ...of, ...instantQuery(look) })
  if (lines.error) return <Trouble error={lines.error} what={title} onRetry={() => void lines.refetch()} />
  if (!lines.data || !balances.data) return <Waiting rows={4} />
  const { rows, hasMore } = lines.data
  if (rows.length === 0) return null
  const running = runningBalances(rows, figuresOf(balances.data.rows).onHand)
  return (
    <section className="card" aria-label={label}>
      <header>
        <h2>{title}</h2>
        <span className="push" />
        {more}
      </header>
      <ScrollX>
        <LinesTable lines={rows} running={running} />
      </ScrollX>
      {hasMore ? (
        <div className="list-foot">
          <span>{say('The newest {count} lines', { count: rows.length })}</span>
          <span className="push" />
          {limit < mostLines ? (
            <Button size="small" onClick={() => setLimit(limit * 4)}>
              {say('Show more')}
            </Button>
          ) : null}
        </div>
      ) : null}
    </section>
  )
}
