import IconButton from '@mui/material/IconButton'
import { IconAlertTriangle, IconCircleCheck, IconX } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { partsOf } from '../ledger/figures.ts'
import { HeldMark } from '../ledger/held-mark.tsx'
import { instantQuery } from '../ledger/look-back.ts'
import { useBalances } from '../ledger/reads.ts'
import type { BalanceRow } from '../ledger/rows.ts'
import { Figure } from '../pieces/figure.tsx'
import { formatFigure, sumQuantities } from '../pieces/format.ts'
import { Plate } from '../pieces/plate.tsx'
import { StatusChip } from '../pieces/status-chip.tsx'
import { StowBar } from '../pieces/stow-bar.tsx'
import { Trouble } from '../pieces/trouble.tsx'
import { Waiting } from '../shell/waiting.tsx'
import { BucketMovements } from './bucket-movements.tsx'
import { rowFilter, type StockRow } from './stock-rows.ts'
import type { StockView } from './stock-view.ts'

const shownBuckets = 40

/**
 * What a figure is made of: its equation, its bins, the movements behind the chosen bin, and whether it adds
 * up.
 */
export function FigurePanel({ row, view, onClose }: { row: StockRow; view: StockView; onClose: () => void }) {
  const filter = { ...view.filter, ...rowFilter(row, view.by), ...instantQuery(view) }
  const { data, error, refetch } = useBalances(filter)
  const [chosen, setChosen] = useState<number>()
  useEffect(() => {
    const close = (event: KeyboardEvent) => event.key === 'Escape' && onClose()
    window.addEventListener('keydown', close)
    return () => window.removeEventListener('keydown', close)
  }, [onClose])
  const buckets = [...(data?.rows ?? [])].filter((b) => b.onHand !== 0).sort((a, b) => b.onHand - a.onHand)
  const bucket = buckets.find((candidate) => candidate.bucket === chosen) ?? buckets[0]
  return (
    <aside className="panel" aria-label="What the figure is made of">
      <PanelHead row={row} onClose={onClose} />
      <Equation row={row} />
      {error ? <Trouble error={error} what="The bins" onRetry={() => void refetch()} /> : null}
      {data ? (
        <>
          <StowBar parts={partsOf(buckets)} />
          <BucketChoice
            buckets={buckets}
            chosen={bucket?.bucket}
            onChoose={setChosen}
            hasItem={view.by.includes('item')}
          />
          {bucket ? <BucketMovements bucket={bucket} view={view} /> : null}
          <Verdict figure={row.onHand} buckets={data.rows} isPart={data.hasMore} />
        </>
      ) : (
        <Waiting rows={5} />
      )}
    </aside>
  )
}

function PanelHead({ row, onClose }: { row: StockRow; onClose: () => void }) {
  const over = [row.site?.code, row.owner?.name, row.status, row.lot?.name, row.handlingUnit?.code]
    .filter(Boolean)
    .join(', ')
  return (
    <div className="row" style={{ alignItems: 'flex-start' }}>
      <div>
        {over ? <div className="small muted">{over}</div> : null}
        <h2>{row.item?.name ?? row.location?.code ?? row.site?.code ?? 'Stock'}</h2>
        {row.item ? <div className="code muted">{row.item.sku}</div> : null}
      </div>
      <IconButton sx={{ ml: 'auto' }} size="small" aria-label="Close the panel" onClick={onClose}>
        <IconX className="icon" />
      </IconButton>
    </div>
  )
}

function Equation({ row }: { row: StockRow }) {
  if (row.allocated === null || row.available === null) {
    return (
      <div className="equation">
        <span>
          <b>{formatFigure(row.onHand)}</b>
          <small>on hand then; what was allocated then is not kept</small>
        </span>
      </div>
    )
  }
  const kept = sumQuantities([row.onHand, -row.allocated, -row.available])
  return (
    <div className="equation">
      <span>
        <b>{formatFigure(row.onHand)}</b>
        <small>on hand</small>
      </span>
      <span>
        <b>− {formatFigure(row.allocated)}</b>
        <small>allocated</small>
      </span>
      <span>
        <b>− {formatFigure(kept)}</b>
        <small>kept back</small>
      </span>
      <span>
        <b>= {formatFigure(row.available)}</b>
        <small>available</small>
      </span>
    </div>
  )
}

function BucketChoice(props: {
  buckets: readonly BalanceRow[]
  chosen: number | undefined
  onChoose: (bucket: number) => void
  hasItem: boolean
}) {
  const { buckets, chosen, onChoose, hasItem } = props
  if (buckets.length === 0) return <p className="muted">Nothing is on hand here.</p>
  const isOneSite = new Set(buckets.map((bucket) => bucket.site?.id)).size === 1
  return (
    <table className="table dense">
      <thead>
        <tr>
          <th>{hasItem ? 'Bin' : 'Bin and item'}</th>
          <th>Status</th>
          <th className="num">On hand</th>
        </tr>
      </thead>
      <tbody>
        {buckets.slice(0, shownBuckets).map((bucket) => (
          <tr key={bucket.bucket}>
            <td>
              <Plate code={bucket.location.code} isHere={bucket.bucket === chosen} />
              {bucket.lot ? <span className="code muted"> {bucket.lot.name}</span> : null}
              {bucket.handlingUnit ? <span className="code muted"> {bucket.handlingUnit.code}</span> : null}
              {hasItem ? null : <span className="code muted"> {bucket.item.sku}</span>}
              {isOneSite ? null : <span className="small muted"> {bucket.site?.code}</span>}
            </td>
            <td>
              <StatusChip status={bucket.status} />
              <HeldMark row={bucket} />
            </td>
            <td className="num">
              <Figure
                value={bucket.onHand}
                label={`movements behind ${bucket.location.code}`}
                onOpen={() => onChoose(bucket.bucket)}
              />
            </td>
          </tr>
        ))}
        {buckets.length > shownBuckets ? (
          <tr>
            <td colSpan={3} className="muted">
              and {formatFigure(buckets.length - shownBuckets)} more
            </td>
          </tr>
        ) : null}
      </tbody>
    </table>
  )
}

function Verdict({
  figure,
  buckets,
  isPart,
}: {
  figure: number
  buckets: readonly BalanceRow[]
  isPart: boolean
}) {
  const filled = buckets.filter((bucket) => bucket.onHand !== 0)
  const sum = sumQuantities(filled.map((bucket) => bucket.onHand))
  const bins = filled.length === 1 ? '1 bucket adds' : `${formatFigure(filled.length)} buckets add`
  if (isPart)
    return (
      <p className="small muted">
        More than {formatFigure(buckets.length)} buckets; narrow the view to check the sum.
      </p>
    )
  const isRight = sum === figure
  const Icon = isRight ? IconCircleCheck : IconAlertTriangle
  return (
    <p className={isRight ? 'verdict good' : 'verdict bad'} role="status">
      <Icon className="icon s" />
      {isRight
        ? `${bins} up to ${formatFigure(sum)}, the ledger’s figure.`
        : `${bins} up to ${formatFigure(sum)}, ${formatFigure(Math.abs(figure - sum))} away from ${formatFigure(figure)}: stock moved meanwhile, or run stowage verify.`}
    </p>
  )
}
