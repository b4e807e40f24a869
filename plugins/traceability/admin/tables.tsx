import Button from '@mui/material/Button'
import { formatFigure, Instant, Plate, StatusChip } from '@stowage/admin'
import type { ReactNode } from 'react'
import { Link } from 'react-router-dom'
import { type Crossing, type Departure, documentOf, type Goods, type Trace } from './trace.ts'
import type { Words } from './words.ts'

interface Told {
  readonly trace: Trace
  readonly words: Words
}

/** The same as the drawing in rows; who is to be called in first. */
export function Tables({ trace, words }: Told) {
  const { departures, arrivals, isComplete, subject } = trace
  return (
    <>
      <Totals trace={trace} words={words} />
      <Crossings
        title={words.departures}
        rows={departures}
        isNetted
        isAll={isComplete.departures}
        words={words}
        files={filesOf(subject, 'departures')}
      />
      <Places trace={trace} words={words} />
      <Crossings
        title={words.arrivals}
        rows={arrivals}
        isAll={isComplete.arrivals}
        words={words}
        files={filesOf(subject, 'arrivals')}
      />
      <Transformations trace={trace} words={words} />
    </>
  )
}

interface File {
  readonly word: string
  readonly href: string
  readonly download: string
}

/** The same rows as files, also those that are too many for a screen. */
function filesOf({ kind, id, name }: Trace['subject'], list: string): readonly File[] {
  return ['csv', 'xlsx'].map((format) => ({
    word: format.toUpperCase(),
    href: `/api/v1/traceability/${list}?${kind}=${id}&format=${format}`,
    download: `${list}-${name}.${format}`,
  }))
}

interface FrameProps {
  readonly title: string
  readonly heads: readonly string[]
  /** Those of the heads that figures stand below. */
  readonly figures?: readonly string[]
  readonly count: number
  readonly isAll: boolean
  readonly words: Words
  readonly files?: readonly File[]
  readonly children: ReactNode
}

function Frame(props: FrameProps) {
  const { title, heads, figures = [], count, isAll, words, files = [], children } = props
  return (
    <section className="card" aria-label={title}>
      <header>
        <h2>{title}</h2>
        <span className="muted small">{count}</span>
        <span className="push" />
        {count === 0
          ? null
          : files.map(({ word, href, download }) => (
              <Button key={word} size="small" href={href} download={download}>
                {word}
              </Button>
            ))}
      </header>
      {count === 0 ? (
        <p className="muted pad">{words.nothing}</p>
      ) : (
        <div className="scroll-x">
          <table className="table">
            <thead>
              <tr>
                {heads.map((head) => (
                  <th key={head} scope="col" className={figures.includes(head) ? 'num' : undefined}>
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>{children}</tbody>
          </table>
        </div>
      )}
      {isAll ? null : <p className="muted pad">{words.more}</p>}
    </section>
  )
}

/** How a recall stands: of what was sent, what came back and what is out there still. */
function Totals({ trace: { totals }, words }: Told) {
  const figures = ['sent', 'returned', 'outstanding', 'writtenOff', 'onHand'] as const
  const figureHeads = figures.map((figure) => words[figure])
  if (totals === null) return <p className="muted">{words.notSummed}</p>
  if (totals.length === 0) return null
  return (
    <Frame
      title={words.totals}
      heads={[words.item, ...figureHeads]}
      figures={figureHeads}
      count={totals.length}
      isAll
      words={words}
    >
      {totals.map(({ item, lot, ...total }) => (
        <tr key={`${item.id} ${lot?.id}`}>
          <td>
            <GoodsNames goods={{ item, lot, unit: null }} />
          </td>
          {figures.map((figure) => (
            <td key={figure} className={figure === 'outstanding' ? 'num strong' : 'num'}>
              <Quantity figure={total[figure]} unit={item.baseUnit} />
            </td>
          ))}
        </tr>
      ))}
    </Frame>
  )
}

type CrossingsProps = Pick<FrameProps, 'title' | 'isAll' | 'words' | 'files'> & {
  readonly rows: readonly (Crossing & Partial<Pick<Departure, 'returned'>>)[]
  /** Whether what came back of each is told. */
  readonly isNetted?: boolean
}

function Crossings({ rows, words, isNetted = false, ...frame }: CrossingsProps) {
  const heads = [
    words.document,
    words.movement,
    words.when,
    words.item,
    words.quantity,
    ...(isNetted ? [words.returned] : []),
    words.owner,
    words.reason,
  ]
  const wordOf = (kind: string) => words.kinds[kind] ?? kind
  return (
    <Frame
      {...frame}
      words={words}
      heads={heads}
      figures={[words.quantity, words.returned]}
      count={rows.length}
    >
      {rows.map((row) => (
        <tr key={`${row.line} ${row.way}`}>
          <td className="strong">{documentOf(row, wordOf)}</td>
          <td>
            <Link to={`/movements/${row.movement}/show`}>{wordOf(row.kind)}</Link>{' '}
            <Plate code={row.outside} isOutside />
            {row.way === 1 && row.kind === 'return' ? <span className="muted"> {words.cameBack}</span> : null}
          </td>
          <td>
            <Instant at={row.at} length="short" />
          </td>
          <td>
            <GoodsNames goods={row} />
          </td>
          <td className="num">
            <Quantity figure={row.quantity} unit={row.item.baseUnit} />
          </td>
          {isNetted && (
            <td className="num">
              {row.returned ? <Quantity figure={row.returned} unit={row.item.baseUnit} /> : null}
            </td>
          )}
          <td>{row.owner.name}</td>
          <td>{row.reason}</td>
        </tr>
      ))}
    </Frame>
  )
}

function Quantity({ figure, unit }: { readonly figure: number; readonly unit: string }) {
  return (
    <>
      {formatFigure(figure)} <span className="unit">{unit}</span>
    </>
  )
}

/** Item, lot and unit, each as a link. */
function GoodsNames({
  goods: { item, lot, unit },
}: {
  readonly goods: Pick<Goods, 'item' | 'lot' | 'unit'>
}) {
  return (
    <>
      <Link to={`/items/${item.id}/show`} title={item.name}>
        {item.sku}
      </Link>
      {lot && (
        <>
          {' · '}
          <Link to={`/lots/${lot.id}/show`}>{lot.name}</Link>
        </>
      )}
      {unit && (
        <>
          {' · '}
          <Link to={`/handling-units/${unit.id}/show`}>{unit.code}</Link>
        </>
      )}
    </>
  )
}

function Places({ trace: { places, isComplete, subject }, words }: Told) {
  const heads = [
    words.location,
    words.site,
    words.status,
    words.item,
    words.onHand,
    words.available,
    words.owner,
  ]
  return (
    <Frame
      title={words.places}
      heads={heads}
      figures={[words.onHand, words.available]}
      count={places.length}
      isAll={isComplete.places}
      words={words}
      files={filesOf(subject, 'places')}
    >
      {places.map((row, n) => (
        <tr key={n}>
          <td>
            <Link to={`/locations/${row.location.id}/show`}>
              <Plate code={row.location.code} />
            </Link>
          </td>
          <td>{row.site?.code}</td>
          <td>
            <StatusChip status={row.status} />
          </td>
          <td>
            <GoodsNames goods={row} />
          </td>
          <td className="num">
            <Quantity figure={row.onHand} unit={row.item.baseUnit} />
          </td>
          <td className="num">{formatFigure(row.available)}</td>
          <td>{row.owner.name}</td>
        </tr>
      ))}
    </Frame>
  )
}

function Transformations({ trace: { transformations, isComplete }, words }: Told) {
  const heads = [words.how, words.when, words.wentIn, words.cameOut]
  const isAll = isComplete.transformations
  return (
    <Frame
      title={words.transformations}
      heads={heads}
      count={transformations.length}
      isAll={isAll}
      words={words}
    >
      {transformations.map(({ id, kind, at, way, inputs, outputs }) => (
        <tr key={`${id} ${way}`}>
          <td>
            <Link to={`/transformations/${id}/show`}>{words.kinds[kind] ?? kind}</Link>
          </td>
          <td>
            <Instant at={at} length="short" />
          </td>
          {[inputs, outputs].map((sides, n) => (
            <td key={n}>
              {sides.map((side, place) => (
                <div key={place}>
                  {`${formatFigure(side.quantity)} ${side.item.baseUnit} `}
                  <GoodsNames goods={side} />
                </div>
              ))}
            </td>
          ))}
        </tr>
      ))}
    </Frame>
  )
}
