import { useState } from 'react'
import { locationKindWord } from '../locations/location.ts'
import { Figure } from '../pieces/figure.tsx'
import { formatFigure } from '../pieces/format.ts'
import { Plate } from '../pieces/plate.tsx'
import { ScrollX } from '../pieces/scroll-x.tsx'
import { say } from '../words/say.ts'
import { fillOf, type Place, type Standing } from './plan.ts'
import { formatMetres } from './plan-frame.tsx'

interface PlanTableProps {
  readonly places: readonly Place[]
  readonly standings: ReadonlyMap<string, Standing> | undefined
  readonly onChoose: (id: string) => void
}

const pageRows = 200

/** The plan as a table: the same places, for whoever reads rather than looks. */
export function PlanTable({ places, standings, onChoose }: PlanTableProps) {
  const [shown, setShown] = useState(pageRows)
  const rows = places.slice(0, shown)
  return (
    <section className="card" aria-label={say('Places of this site')}>
      <ScrollX>
        <table className="table dense">
          <thead>
            <tr>
              {[say('Place'), say('Zone'), say('Kind'), say('At x, y, z'), say('Size')].map((word) => (
                <th key={word}>{word}</th>
              ))}
              <th className="num">{say('Fill')}</th>
              <th className="num">{say('Items')}</th>
              <th className="num">{say('On hand')}</th>
              <th>{say('State')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((place) => (
              <PlaceRow
                key={place.id}
                place={place}
                standing={standings?.get(place.id)}
                onChoose={onChoose}
              />
            ))}
          </tbody>
        </table>
      </ScrollX>
      {shown < places.length ? (
        <div className="list-foot">
          <span>{say('The first {shown} of {count}', { shown, count: places.length })}</span>
          <span className="push" />
          <button type="button" className="link" onClick={() => setShown(shown + pageRows)}>
            {say('Show more')}
          </button>
        </div>
      ) : null}
    </section>
  )
}

interface PlaceRowProps {
  readonly place: Place
  readonly standing: Standing | undefined
  readonly onChoose: (id: string) => void
}

function PlaceRow({ place, standing, onChoose }: PlaceRowProps) {
  const fill = fillOf(place, standing)
  const sizes = [place.sizeX, place.sizeY, place.sizeZ].map(formatMetres).filter(Boolean)
  const at = place.x === null ? [] : [place.x, place.y, place.z].map(formatMetres).filter(Boolean)
  return (
    <tr>
      <td>
        <button type="button" className="bare" onClick={() => onChoose(place.id)}>
          <Plate code={place.code} />
        </button>
      </td>
      <td className="code">{place.zone}</td>
      <td>{locationKindWord(place.kind)}</td>
      <td>{at.join(', ')}</td>
      <td>{sizes.join(' × ')}</td>
      <td className="num">
        {fill === undefined ? say('in use') : `${formatFigure(Math.round(fill * 100))} %`}
      </td>
      <td className="num">
        <Figure value={standing?.items ?? 0} />
      </td>
      <td className="num">
        <Figure value={standing?.onHand ?? 0} />
      </td>
      <td>
        {place.isActive ? '' : say('out of use')}
        {(standing?.locks.length ?? 0) > 0 ? say('locked') : ''}
      </td>
    </tr>
  )
}
