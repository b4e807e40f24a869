import { useState } from 'react'
import { formatDayOfYear, formatFigure } from '../pieces/format.ts'
import { say } from '../words/say.ts'

const width = 640
const height = 190
const edge = { left: 44, top: 18, bottom: 24 }

interface DayBarsProps {
  readonly title: string
  readonly bars: readonly { readonly day: string; readonly value: number }[]
}

/** A count for each day. Today, which is not over, is marked; the rows behind it can be shown as a table. */
export function DayBars({ title, bars }: DayBarsProps) {
  const [isTable, setTable] = useState(false)
  const top = topOf(bars.map(({ value }) => value))
  const step = (width - edge.left) / Math.max(1, bars.length)
  const y = (value: number) => edge.top + (1 - value / top) * (height - edge.top - edge.bottom)
  const total = bars.reduce((sum, { value }) => sum + value, 0)
  return (
    <div className="pad">
      {isTable ? (
        <DayTable bars={bars} />
      ) : (
        <svg
          viewBox={`0 0 ${width} ${height}`}
          role="img"
          aria-label={say('{title}: {total} in {count} days', { title, total, count: bars.length })}
          style={{ width: '100%' }}
        >
          {[0, top / 2, top].map((tick) => (
            <g key={tick}>
              <path d={`M${edge.left} ${y(tick)}H${width}`} stroke="var(--line)" />
              <text x={edge.left - 8} y={y(tick) + 4} textAnchor="end" fontSize="12" fill="var(--muted)">
                {formatFigure(tick)}
              </text>
            </g>
          ))}
          {bars.map(({ day, value }, place) => {
            const isToday = place === bars.length - 1
            const x = edge.left + place * step
            return (
              <g key={day}>
                <rect
                  x={x + 4}
                  y={y(value)}
                  width={step - 8}
                  height={y(0) - y(value)}
                  rx="2"
                  fill={isToday ? 'var(--mark)' : 'var(--heat-4)'}
                  {...(isToday ? { stroke: 'var(--ink)' } : {})}
                />
                {(bars.length - 1 - place) % 3 === 0 ? (
                  <text x={x + step / 2} y={height - 6} textAnchor="middle" fontSize="12" fill="var(--muted)">
                    {formatDayOfYear(day)}
                  </text>
                ) : null}
              </g>
            )
          })}
        </svg>
      )}
      <button type="button" className="link small" onClick={() => setTable(!isTable)}>
        {isTable ? say('Show bars') : say('Show rows')}
      </button>
    </div>
  )
}

function DayTable({ bars }: Pick<DayBarsProps, 'bars'>) {
  return (
    <table className="table dense">
      <tbody>
        {bars.map(({ day, value }) => (
          <tr key={day}>
            <th scope="row">{formatDayOfYear(day)}</th>
            <td className="num">{formatFigure(value)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** A figure that one can halve, above the highest. */
function topOf(values: readonly number[]): number {
  const highest = Math.max(2, ...values)
  const power = 10 ** Math.floor(Math.log10(highest))
  return ([1, 2, 4, 6, 8, 10].find((step) => step * power >= highest) ?? 10) * power
}
