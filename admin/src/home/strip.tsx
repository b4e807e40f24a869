import { useQueries } from '@tanstack/react-query'
import { Link } from 'react-router-dom'
import { formatFigure } from '../pieces/format.ts'
import { say } from '../words/say.ts'
import { Defined } from './defined.tsx'
import { type Tile, tileQuery } from './tile-card.tsx'

/** The way of the goods in figures, each of which opens its rows; what cannot be read is unknown. */
export function Strip({ tiles }: { tiles: readonly Tile[] }) {
  const answers = useQueries({ queries: tiles.map(({ name }) => tileQuery(name)) })
  const steps = tiles.flatMap(({ series }, place) =>
    series.map((one) => ({ ...one, value: answers[place]?.data?.figures?.[one.name] })),
  )
  return (
    <section className="card flow" aria-label={say('How it stands')}>
      {steps.map(({ name, title, description, to, value }) => (
        <div key={name}>
          <small>
            <Defined by={description}>{title}</Defined>
          </small>
          <b>
            {value === undefined ? (
              <span className="muted">…</span>
            ) : to ? (
              <Link
                to={to}
                className={value === 0 ? 'fig zero' : 'fig'}
                aria-label={`${title}: ${formatFigure(value)}`}
              >
                {formatFigure(value)}
              </Link>
            ) : (
              formatFigure(value)
            )}
          </b>
        </div>
      ))}
    </section>
  )
}
