import { Link } from 'react-router-dom'
import { kindWord } from '../movements/movement-kinds.tsx'
import { formatChange, formatFigure } from '../pieces/format.ts'
import { Instant } from '../pieces/instant.tsx'
import { Plate } from '../pieces/plate.tsx'
import { AtPlace } from '../pieces/site-clock.tsx'
import { say } from '../words/say.ts'
import type { LineRow } from './rows.ts'

/** Lines behind a figure, newest first, each with its change and the balance after it. */
export function LinesTable(props: {
  lines: readonly LineRow[]
  /** The balance after each line, in the same order; undefined where it cannot be told. */
  running: readonly (number | undefined)[]
  isNarrow?: boolean
}) {
  const { lines, running, isNarrow = false } = props
  return (
    <table className="table dense">
      <thead>
        <tr>
          <th>{say('When')}</th>
          <th>{say('Movement')}</th>
          {isNarrow ? null : (
            <>
              <th>{say('From, to')}</th>
              <th>{say('By')}</th>
            </>
          )}
          <th className="num">{say('Quantity')}</th>
          <th className="num">{say('Balance')}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line, index) => {
          const { change } = line
          const balance = running[index]
          return (
            <tr key={line.id}>
              <td className="muted">
                <AtPlace place={line.toAfter === null ? line.from.location : line.to.location}>
                  <Instant at={line.effectiveAt} length={isNarrow ? 'day' : 'short'} />
                </AtPlace>
              </td>
              <td className={isNarrow ? 'one-line' : undefined} title={remark(line)}>
                <Link to={`/movements/${line.movement}/show`}>{kindWord(line.kind)}</Link>{' '}
                <span className="muted">{remark(line)}</span>
              </td>
              {isNarrow ? null : (
                <>
                  <td>
                    <Way line={line} />
                  </td>
                  <td>{line.actor?.name}</td>
                </>
              )}
              <td className="num">{change === 0 ? formatFigure(line.quantity) : formatChange(change)}</td>
              <td className="num strong">{balance === undefined ? '' : formatFigure(balance)}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

/** From where to where. */
export function Way({ line }: { line: LineRow }) {
  return (
    <span className="row" style={{ gap: 6 }}>
      <Plate code={line.from.code} isOutside={line.fromAfter === null} />
      <span aria-hidden="true" className="muted">
        →
      </span>
      <span className="sr-only">{say('to')}</span>
      <Plate code={line.to.code} isOutside={line.toAfter === null} />
    </span>
  )
}

function remark(line: LineRow): string {
  const source = line.source ? `${line.source.type} ${line.source.id}` : ''
  const late = line.isLate ? say('posted late') : ''
  return [source, line.reason ?? '', line.note ?? '', late].filter(Boolean).join(', ')
}
