import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router-dom'
import { readRows } from '../ledger/reads.ts'
import { Instant } from '../pieces/instant.tsx'
import { Plate } from '../pieces/plate.tsx'
import { Trouble } from '../pieces/trouble.tsx'
import { Waiting } from '../shell/waiting.tsx'
import { say, sayParts } from '../words/say.ts'
import type { HandlingUnit, UnitMove } from './handling-unit.ts'

const shownMoves = 50

/** Where a unit has stood, newest first. */
export function UnitHistory({ unit }: { unit: HandlingUnit }) {
  const { data, error, refetch } = useQuery({
    queryKey: ['unit-moves', unit.id, unit.version],
    queryFn: ({ signal }) =>
      readRows<UnitMove>('/ledger/unit-moves', { unit: unit.id }, { limit: shownMoves, signal }),
  })
  if (error) return <Trouble error={error} what={say('The history')} onRetry={() => void refetch()} />
  if (!data) return <Waiting rows={3} />
  return (
    <section className="card pad" aria-label={say('History')}>
      <h2 style={{ font: 'var(--type-section)', margin: '0 0 12px' }}>{say('Where it has stood')}</h2>
      {data.rows.length === 0 ? <span className="muted">{say('Nowhere yet.')}</span> : null}
      <ol style={{ listStyle: 'none', margin: 0, padding: 0 }}>
        {data.rows.map((move) => (
          <li key={move.id} style={{ padding: '6px 0' }}>
            <Where move={move} />
            <div className="muted small">
              {sayParts('{at} by {name}', {
                at: <Instant at={move.at} length="short" />,
                name: move.actor.name,
              })}
              {', '}
              {move.movement ? (
                <Link to={`/movements/${move.movement}/show`}>{say('movement')}</Link>
              ) : (
                say('where it stood at first')
              )}
            </div>
          </li>
        ))}
      </ol>
      {data.hasMore ? <p className="small muted">{say('The last {shownMoves}.', { shownMoves })}</p> : null}
    </section>
  )
}

function Where({ move }: { move: UnitMove }) {
  return (
    <span>
      {move.to.location ? <Plate code={move.to.location.code} /> : null}
      {move.to.unit ? (
        <>
          {' '}
          {move.isCarried ? say('along with') : say('into')} <span className="code">{move.to.unit.code}</span>
        </>
      ) : null}
    </span>
  )
}
