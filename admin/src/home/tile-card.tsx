import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router-dom'
import { formatFigure } from '../pieces/format.ts'
import { Trouble } from '../pieces/trouble.tsx'
import { call } from '../providers/http-client.ts'
import { Waiting } from '../shell/waiting.tsx'
import { say } from '../words/say.ts'
import { DayBars } from './day-bars.tsx'
import { Defined } from './defined.tsx'

/** One figure of a tile. */
export interface Series {
  readonly name: string
  readonly title: string
  /** What is counted. */
  readonly description?: string
  readonly to?: string
  readonly tone?: string
}

/** Something that core or a plugin shows on the first screen. */
export interface Tile {
  readonly plugin: string
  readonly name: string
  readonly title: string
  readonly description?: string
  readonly shape: 'strip' | 'parts' | 'bars' | 'rows'
  readonly series: readonly Series[]
  readonly to: string | null
}

/** What it shows at this moment. */
export interface TileContent {
  readonly figures?: Readonly<Record<string, number>>
  readonly bars?: readonly { readonly day: string; readonly value: number }[]
  readonly rows?: readonly TileRow[]
  readonly total?: number
}

interface TileRow {
  readonly id: string
  readonly label: string
  readonly detail?: string
  readonly value: number
  readonly unit?: string
  readonly to?: string
}

const againMs = 60_000

/** How a tile is read; the strip reads its own the same way. */
export const tileQuery = (name: string) => ({
  queryKey: ['tiles', name],
  queryFn: ({ signal }: { signal: AbortSignal }) => call<TileContent>(`/host/tiles/${name}`, { signal }),
  refetchInterval: againMs,
})

/** A tile in its own box: one that cannot be read says so and leaves the others standing. */
export function TileCard({ tile }: { tile: Tile }) {
  const { data, error, refetch } = useQuery(tileQuery(tile.name))
  return (
    <section className={`card tile ${tile.shape}`} aria-label={tile.title}>
      <header>
        <h2>
          <Defined by={tile.description}>{tile.title}</Defined>
        </h2>
        {data?.total !== undefined ? <span className="muted">{formatFigure(data.total)}</span> : null}
        <span className="push" />
        {tile.to ? (
          <Link className="small muted" to={tile.to} aria-label={say('All: {title}', { title: tile.title })}>
            {say('All')}
          </Link>
        ) : null}
      </header>
      {error ? (
        <Trouble error={error} what={`${tile.title} (${tile.plugin})`} onRetry={() => void refetch()} />
      ) : null}
      {!data && !error ? <Waiting rows={3} /> : null}
      {data?.figures ? <Parts tile={tile} figures={data.figures} /> : null}
      {data?.bars ? <DayBars title={tile.title} bars={data.bars} /> : null}
      {data?.rows ? <Rows rows={data.rows} /> : null}
    </section>
  )
}

function Parts({ tile, figures }: { tile: Tile; figures: Readonly<Record<string, number>> }) {
  const parts = tile.series.filter(({ name }) => (figures[name] ?? 0) > 0)
  if (parts.length === 0) return <p className="pad muted">{say('Nothing yet.')}</p>
  return (
    <div className="pad">
      <span className="stow" aria-hidden="true">
        {parts.map(({ name, tone = 'neutral' }) => (
          <i key={name} className={`p-${tone}`} style={{ flex: figures[name] }} />
        ))}
      </span>
      <table className="table dense">
        <tbody>
          {parts.map(({ name, title, to, tone = 'neutral' }) => (
            <tr key={name}>
              <th scope="row">
                <i className={`swatch p-${tone}`} />
                {title}
              </th>
              <td className="num">
                {to ? (
                  <Link className="fig" to={to}>
                    {formatFigure(figures[name] ?? 0)}
                  </Link>
                ) : (
                  formatFigure(figures[name] ?? 0)
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Rows({ rows }: { rows: readonly TileRow[] }) {
  if (rows.length === 0) return <p className="pad muted">{say('Nothing waits.')}</p>
  return (
    <table className="table dense">
      <tbody>
        {rows.map(({ id, label, detail, value, unit, to }) => (
          <tr key={id}>
            <th scope="row">
              <span className="code">{to ? <Link to={to}>{label}</Link> : label}</span>
              {detail ? <span className="small muted"> {detail}</span> : null}
            </th>
            <td className="num">
              {formatFigure(value)} {unit ? <span className="unit">{unit}</span> : null}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
