import Button from '@mui/material/Button'
import { IconCircleCheck } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { useGetOne } from 'react-admin'
import { Link } from 'react-router-dom'
import type { LineRow, Movement } from '../ledger/rows.ts'
import { formatFigure } from '../pieces/format.ts'
import { Plate } from '../pieces/plate.tsx'
import { Waiting } from '../shell/waiting.tsx'
import type { PostingKind } from './kinds.ts'

/** What is true now that the movement is posted. */
export function PostedCard(props: { movement: string; kind: PostingKind; onAnother: () => void }) {
  const { movement, kind, onAnother } = props
  const { data } = useGetOne<Movement & { id: string }>('movements', { id: movement })
  const another = useRef<HTMLButtonElement>(null)
  useEffect(() => another.current?.focus(), [])
  return (
    <section className="card form-page wide" aria-label="Posted">
      <div className="form-body" style={{ gap: 12 }}>
        <div className="note good" role="status">
          <IconCircleCheck className="icon" />
          <b>Posted, once.</b>
        </div>
        {data?.lines ? (
          <ul style={{ margin: 0, paddingLeft: 20, lineHeight: '28px' }}>
            {data.lines.map((line) => (
              <TrueNow key={line.id} line={line} />
            ))}
          </ul>
        ) : (
          <Waiting rows={2} />
        )}
      </div>
      <div className="form-actions">
        <Button variant="contained" onClick={onAnother} ref={another}>
          {kind.title} more
        </Button>
        <Button component={Link} to={`/movements/${movement}/show`}>
          Open the movement
        </Button>
        <Button component={Link} to="/stock">
          Stock
        </Button>
      </div>
    </section>
  )
}

function TrueNow({ line }: { line: LineRow }) {
  const { item, fromAfter, toAfter, from, to } = line
  return (
    <li>
      <b>
        {formatFigure(line.quantity)} <span className="unit">{item.baseUnit}</span>
      </b>{' '}
      of <span className="code">{item.sku}</span>:{' '}
      {fromAfter === null ? null : (
        <>
          <Plate code={from.code} /> holds {formatFigure(fromAfter)} {from.status}
        </>
      )}
      {fromAfter !== null && toAfter !== null ? ', ' : null}
      {toAfter === null ? null : (
        <>
          <Plate code={to.code} /> holds {formatFigure(toAfter)} {to.status}
        </>
      )}
      {' now'}
    </li>
  )
}
