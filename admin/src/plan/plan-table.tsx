import { useState } from 'react'
import { useTranslate } from 'react-admin'
import { Figure } from '../pieces/figure.tsx'
import { formatFigure } from '../pieces/format.ts'
import { Plate } from '../pieces/plate.tsx'
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
  const translate = useTranslate()
  const [shown, setShown] = useState(pageRows)
  const rows = places.slice(0, shown)
  return (
    <section className="card" aria-label={translate('plan.table')}>
      <div className="scroll-x">
        <table className="table dense">
          <thead>
            <tr>
              {['place', 'zone', 'kind', 'at', 'size'].map((word) => (
                <th key={word}>{translate(`plan.heads.${word}`)}</th>
              ))}
              <th className="num">{translate('plan.heads.fill')}</th>
              <th className="num">{translate('plan.heads.items')}</th>
              <th className="num">{translate('plan.heads.onHand')}</th>
              <th>{translate('plan.heads.state')}</th>
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
      </div>
      {shown < places.length ? (
        <div className="list-foot">
          <span>
            {translate('plan.first', { shown: formatFigure(shown), count: formatFigure(places.length) })}
          </span>
          <span className="push" />
          <button type="button" className="link" onClick={() => setShown(shown + pageRows)}>
            {translate('stock.more_rows')}
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
  const translate = useTranslate()
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
      <td>{place.kind}</td>
      <td>{at.join(', ')}</td>
      <td>{sizes.join(' × ')}</td>
      <td className="num">
        {fill === undefined ? translate('plan.occupied') : `${formatFigure(Math.round(fill * 100))} %`}
      </td>
      <td className="num">
        <Figure value={standing?.items ?? 0} />
      </td>
      <td className="num">
        <Figure value={standing?.onHand ?? 0} />
      </td>
      <td>
        {place.isActive ? '' : translate('plan.retired')}
        {(standing?.locks.length ?? 0) > 0 ? translate('plan.locked') : ''}
      </td>
    </tr>
  )
}
