import Button from '@mui/material/Button'
import { IconCircleCheck } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { useGetOne } from 'react-admin'
import { Link } from 'react-router-dom'
import type { LineRow, Movement } from '../ledger/rows.ts'
import { formatFigure } from '../pieces/format.ts'
import { Plate } from '../pieces/plate.tsx'
import { statusWord } from '../pieces/status-chip.tsx'
import { Waiting } from '../shell/waiting.tsx'
import { say, sayParts } from '../words/say.ts'
import type { PostingKind } from './kinds.ts'

/** What is true now that the movement is posted. */
export function PostedCard(props: { movement: string; kind: PostingKind; onAnother: () => void }) {
  const { movement, kind, onAnother } = props
  const { data } = useGetOne<Movement & { id: string }>('movements', { id: movement })
  const another = useRef<HTMLButtonElement>(null)
  useEffect(() => another.current?.focus(), [])
  return (
    <section className="card form-page wide" aria-label={say('Posted')}>
      <div className="form-body" style={{ gap: 12 }}>
        <div className="note good" role="status">
          <IconCircleCheck className="icon" />
          <b>{say('Posted, once.')}</b>
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
          {say('{title} more', { title: kind.title })}
        </Button>
        <Button component={Link} to={`/movements/${movement}/show`}>
          {say('Open the movement')}
        </Button>
        <Button component={Link} to="/stock">
          {say('Stock')}
        </Button>
      </div>
    </section>
  )
}

function TrueNow({ line }: { line: LineRow }) {
  const { item, fromAfter, toAfter, from, to } = line
  return (
    <li>
      {sayParts('{quantity} of {sku}:', {
        quantity: (
          <b>
            {formatFigure(line.quantity)} <span className="unit">{item.baseUnit}</span>
          </b>
        ),
        sku: <span className="code">{item.sku}</span>,
      })}{' '}
      {fromAfter === null
        ? null
        : sayParts('{place} holds {quantity} {status}', {
            place: <Plate code={from.code} />,
            quantity: fromAfter,
            status: statusWord(from.status),
          })}
      {fromAfter !== null && toAfter !== null ? ', ' : null}
      {toAfter === null
        ? null
        : sayParts('{place} holds {quantity} {status}', {
            place: <Plate code={to.code} />,
            quantity: toAfter,
            status: statusWord(to.status),
          })}{' '}
      {say('now')}
    </li>
  )
}
