import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router-dom'
import { instantQuery, type Look } from '../ledger/look-back.ts'
import { Instant } from '../pieces/instant.tsx'
import { Plate } from '../pieces/plate.tsx'
import { Trouble } from '../pieces/trouble.tsx'
import { call } from '../providers/http-client.ts'
import { filterQuery } from '../providers/list-query.ts'
import { Waiting } from '../shell/waiting.tsx'
import { say, sayParts } from '../words/say.ts'
import type { HandlingUnit, UnitStanding } from './handling-unit.ts'
import { ContentsTable } from './unit-contents.tsx'

/** Where a unit stood at an instant, and what was in it. */
export function UnitThen({ unit, look }: { unit: HandlingUnit; look: Look }) {
  const query = filterQuery(instantQuery(look))
  const { data, error, refetch } = useQuery({
    queryKey: ['unit-standing', unit.id, String(query)],
    queryFn: ({ signal }) => call<UnitStanding>(`/ledger/units/${unit.id}/standing?${query}`, { signal }),
  })
  if (error) return <Trouble error={error} what={say('Where it stood')} onRetry={() => void refetch()} />
  if (!data) return <Waiting rows={4} />
  return (
    <div className="record">
      <section className="card" aria-label={say('Contents then')}>
        <header>
          <h2>{say('What was in it')}</h2>
        </header>
        {data.contents.length === 0 ? (
          <p className="pad muted">{say('Nothing was in it.')}</p>
        ) : (
          <ContentsTable unit={unit.id} contents={data.contents} />
        )}
      </section>
      <StandingCard standing={data} />
    </div>
  )
}

function StandingCard({ standing: { location, parent, since, units } }: { standing: UnitStanding }) {
  return (
    <section className="card pad" aria-label={say('Where it stood')}>
      <h2 style={{ font: 'var(--type-section)', margin: '0 0 12px' }}>{say('Where it stood')}</h2>
      {location === null ? (
        <span className="muted">{say('Nowhere yet.')}</span>
      ) : (
        <Plate code={location.code} />
      )}
      {parent === null ? null : (
        <>
          {' '}
          {sayParts('inside {code}', {
            code: (
              <Link to={`/handling-units/${parent.id}/show`} className="code">
                {parent.code}
              </Link>
            ),
          })}
        </>
      )}
      {since === null ? null : (
        <div className="muted small">{sayParts('since {since}', { since: <Instant at={since} /> })}</div>
      )}
      {units.length === 0 ? null : (
        <>
          <h3 style={{ font: 'var(--type-strong)', margin: '16px 0 4px' }}>{say('Units in it')}</h3>
          <ul style={{ listStyle: 'none', margin: 0, padding: 0 }}>
            {units.map(({ id, code }) => (
              <li key={id} style={{ lineHeight: '28px' }}>
                <Link to={`/handling-units/${id}/show`} className="code">
                  {code}
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
