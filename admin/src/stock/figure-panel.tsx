import IconButton from '@mui/material/IconButton'
import { IconAlertTriangle, IconCircleCheck, IconX } from '@tabler/icons-react'
import { type ReactNode, useEffect } from 'react'
import { Link } from 'react-router-dom'
import { partsOf } from '../ledger/figures.ts'
import { useBalances } from '../ledger/reads.ts'
import type { BalanceRow } from '../ledger/rows.ts'
import { formatChange, formatFigure, sumQuantities } from '../pieces/format.ts'
import { StowBar } from '../pieces/stow-bar.tsx'
import { Trouble } from '../pieces/trouble.tsx'
import { Waiting } from '../shell/waiting.tsx'
import { say } from '../words/say.ts'
import { BucketMovements } from './bucket-movements.tsx'
import {
  cellFilter,
  partFilter,
  partOf,
  type StockFigures,
  type StockRow,
  wholeFilter,
} from './stock-rows.ts'
import { StockTree } from './stock-tree.tsx'
import { type FigureName, instantsQuery, openFigure, type StockView } from './stock-view.ts'
import { figureWord, noneWord } from './stock-words.ts'

interface FigurePanelProps {
  /** Undefined for the sum of the whole view. */
  readonly row: StockRow | undefined
  /** What the row, or a column of it, comes to. */
  readonly sums: StockFigures
  readonly view: StockView
  /** The column's word; undefined for the whole row. */
  readonly columnName: string | undefined
  /** The column's id, where it is a member of a dimension. */
  readonly member: string | undefined
  readonly onChoose: (bucket: number) => void
  readonly onClose: () => void
}

/**
 * What a figure is made of: its equation, its zones and bins, the movements behind the chosen bin, and
 * whether it adds up.
 */
export function FigurePanel(props: FigurePanelProps) {
  const { row, view, member, sums, onChoose, onClose } = props
  const figure = openFigure(view)
  // Balances are read at the view's own instant; the one it is compared with is in the sums alone.
  const instant = instantsQuery({ ...view, before: undefined })
  const cell = row ? cellFilter(row, view, member) : wholeFilter(view, member)
  const { data, error, refetch } = useBalances(
    { ...view.held, ...cell, ...instant, ...partFilter[figure] },
    { isHeld: true },
  )
  useEscape(onClose)
  const filled = [...(data?.rows ?? [])].filter((bucket) => partOf(bucket, figure) !== 0)
  const bucket = filled.find((candidate) => candidate.bucket === view.bucket) ?? largest(filled)
  return (
    <aside className="panel" aria-label={say('What the figure is made of')}>
      <PanelHead {...props} />
      <Equation sums={sums} />
      <Comparison sums={sums} />
      {error ? <Trouble error={error} onRetry={() => void refetch()} /> : null}
      {data ? (
        <>
          <StowBar parts={partsOf(filled)} />
          <StockTree
            buckets={filled}
            figure={figure}
            chosen={bucket?.bucket}
            hasItem={row !== undefined && view.by.includes('item')}
            onChoose={onChoose}
          />
          {bucket ? <BucketMovements bucket={bucket} view={view} /> : null}
          <Verdict figure={figure} sum={sums[figure] ?? 0} buckets={filled} isPart={data.hasMore} />
          {figure === 'allocated' && filled.length > 0 ? (
            <ForWhom filter={{ ...view.held, ...cell }} />
          ) : null}
        </>
      ) : error ? null : (
        <Waiting rows={5} />
      )}
    </aside>
  )
}

function useEscape(onClose: () => void): void {
  useEffect(() => {
    const close = (event: KeyboardEvent) => event.key === 'Escape' && !event.defaultPrevented && onClose()
    window.addEventListener('keydown', close)
    return () => window.removeEventListener('keydown', close)
  }, [onClose])
}

function largest(buckets: readonly BalanceRow[]): BalanceRow | undefined {
  return buckets.reduce<BalanceRow | undefined>(
    (most, bucket) => (most === undefined || bucket.onHand > most.onHand ? bucket : most),
    undefined,
  )
}

function PanelHead({ row, view, columnName, onClose }: FigurePanelProps) {
  const others = [row?.site?.code, row?.owner?.name, row?.status, row?.lot?.name, row?.handlingUnit?.code]
  const over = [columnName, ...others, row?.item ? row.location?.code : undefined].filter(Boolean).join(', ')
  const none = row ? noneWord(view.by[0]) : say('All in this view')
  const head = row?.item?.name ?? row?.location?.code ?? (over || none)
  const said = [figureWord(openFigure(view)), head === over ? '' : over]
  return (
    <div className="row" style={{ alignItems: 'flex-start' }}>
      <div>
        <div className="small muted">{said.filter(Boolean).join(', ')}</div>
        <h2>{head}</h2>
        {row?.item ? <div className="code muted">{row.item.sku}</div> : null}
      </div>
      <IconButton sx={{ ml: 'auto' }} size="small" aria-label={say('Close the panel')} onClick={onClose}>
        <IconX className="icon" />
      </IconButton>
    </div>
  )
}

/** On hand less what is kept back is what is available; the last term only says why it is kept back. */
function Equation({ sums }: { sums: StockFigures }) {
  const { onHand, allocated, available, held, inTransit } = sums
  if (allocated === null || available === null) {
    return (
      <div className="equation">
        <Term word={say('on hand then; what was allocated then is not kept')}>{formatFigure(onHand)}</Term>
      </div>
    )
  }
  const kept = sumQuantities([onHand, -allocated, -available])
  const why =
    kept === held ? say('on hold') : kept === inTransit ? say('in transit') : say('on hold or in transit')
  return (
    <div className="equation">
      <Term word={say('on hand')}>{formatFigure(onHand)}</Term>
      <Term word={why}>− {formatFigure(kept)}</Term>
      <Term word={say('allocated')}>− {formatFigure(allocated)}</Term>
      <Term word={say('available')}>= {formatFigure(available)}</Term>
    </div>
  )
}

function Comparison({ sums: { onHand, onHandBefore } }: { sums: StockFigures }) {
  if (onHandBefore === null) return null
  return (
    <div className="equation">
      <Term word={say('on hand before')}>{formatFigure(onHandBefore)}</Term>
      <Term word={say('changed by')}>{formatChange(sumQuantities([onHand, -onHandBefore]))}</Term>
    </div>
  )
}

function Term({ word, children }: { word: string; children: ReactNode }) {
  return (
    <span>
      <b>{children}</b>
      <small>{word}</small>
    </span>
  )
}

interface VerdictProps {
  readonly figure: FigureName
  readonly sum: number
  readonly buckets: readonly BalanceRow[]
  readonly isPart: boolean
}

function Verdict({ figure, sum: said, buckets, isPart }: VerdictProps) {
  if (isPart) {
    return (
      <p className="small muted">
        {say('More than {count} balances; open a single column to see where they are.', {
          count: buckets.length,
        })}
      </p>
    )
  }
  const sum = sumQuantities(buckets.map((bucket) => partOf(bucket, figure)))
  const bins = new Set(buckets.map((bucket) => bucket.location.id)).size
  if (bins === 0 && said === 0) return null
  const isRight = sum === said
  const Icon = isRight ? IconCircleCheck : IconAlertTriangle
  return (
    <p className={isRight ? 'verdict good' : 'verdict bad'} role="status">
      <Icon className="icon s" />
      <span>
        {isRight
          ? say(
              'One bin adds up to {sum}, the ledger’s figure. | {count} bins add up to {sum}, the ' +
                'ledger’s figure.',
              {
                count: bins,
                sum,
              },
            )
          : say(
              'One bin adds up to {sum}, {away} away from {figure}. | {count} bins add up to {sum}, ' +
                '{away} away from {figure}.',
              {
                count: bins,
                sum,
                away: Math.abs(sumQuantities([said, -sum])),
                figure: said,
              },
            )}{' '}
        {isRight ? null : <Link to="/proof">{say('Prove the ledger')}</Link>}
      </span>
    </p>
  )
}

/** Allocations know their demand: an order, a work order. */
function ForWhom({ filter }: { filter: Readonly<Record<string, string>> }) {
  const known = Object.entries(filter).filter(([name]) => ['item', 'location', 'owner'].includes(name))
  const search = new URLSearchParams({ filter: JSON.stringify(Object.fromEntries(known)) })
  return (
    <p className="small">
      <Link to={`/allocations?${search}`}>{say('For whom it is allocated')}</Link>
    </p>
  )
}
