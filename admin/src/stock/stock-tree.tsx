import { IconBookmark, IconChevronDown, IconChevronRight, IconCornerDownRight } from '@tabler/icons-react'
import { useState } from 'react'
import { HeldMark } from '../ledger/held-mark.tsx'
import type { BalanceRow } from '../ledger/rows.ts'
import { Figure } from '../pieces/figure.tsx'
import { formatFigure, sumQuantities } from '../pieces/format.ts'
import { Plate } from '../pieces/plate.tsx'
import { StatusChip } from '../pieces/status-chip.tsx'
import { say } from '../words/say.ts'
import { partOf } from './stock-rows.ts'
import type { FigureName } from './stock-view.ts'
import { figureWord } from './stock-words.ts'
import { binsByZone, type Zone } from './zones.ts'

interface StockTreeProps {
  readonly buckets: readonly BalanceRow[]
  /** The figure that it is made of. */
  readonly figure: FigureName
  readonly chosen: number | undefined
  /** Whether all of it is of one item, which then need not be named again. */
  readonly hasItem: boolean
  readonly onChoose: (bucket: number) => void
}

const shownBins = 12

/** Where stock is: zones, the bins in them, and what stands in each on a unit of its own. */
export function StockTree(props: StockTreeProps) {
  if (props.buckets.length === 0) return <p className="muted">{say('Nothing adds up to this figure.')}</p>
  return (
    <table className="table dense tree">
      <caption className="sr-only">{say('Zones and bins')}</caption>
      <thead className="sr-only">
        <tr>
          <th>{say('Place')}</th>
          <th>{say('State')}</th>
          <th>{figureWord(props.figure)}</th>
        </tr>
      </thead>
      {binsByZone(props.buckets).map((zone) => (
        <ZoneRows key={zone.path} zone={zone} {...props} />
      ))}
    </table>
  )
}

function ZoneRows({ zone, ...choice }: StockTreeProps & { zone: Zone }) {
  const [isClosed, setClosed] = useState(false)
  const [isWhole, setWhole] = useState(false)
  const Icon = isClosed ? IconChevronRight : IconChevronDown
  const bins = isWhole ? zone.bins : zone.bins.slice(0, shownBins)
  return (
    <tbody>
      <tr className="zone">
        <th scope="rowgroup" colSpan={2}>
          <button
            type="button"
            className="quiet"
            aria-expanded={!isClosed}
            onClick={() => setClosed(!isClosed)}
          >
            <Icon className="icon s" />
            {zone.path || say('directly in {place}', { place: zone.site })}
          </button>
        </th>
        <td className="num strong">
          {formatFigure(
            sumQuantities(
              zone.bins.flatMap(({ buckets }) => buckets).map((bucket) => partOf(bucket, choice.figure)),
            ),
          )}
        </td>
      </tr>
      {isClosed
        ? null
        : bins.flatMap((bin) =>
            bin.buckets.map((bucket, index) => (
              <BucketRow key={bucket.bucket} bucket={bucket} isFirst={index === 0} {...choice} />
            )),
          )}
      {!isClosed && bins.length < zone.bins.length ? (
        <tr>
          <td colSpan={3}>
            <button type="button" className="link" onClick={() => setWhole(true)}>
              {say('and {count} more', { count: zone.bins.length - bins.length })}
            </button>
          </td>
        </tr>
      ) : null}
    </tbody>
  )
}

interface BucketRowProps extends StockTreeProps {
  readonly bucket: BalanceRow
  /** Whether it is the first one of its bin, which then is named. */
  readonly isFirst: boolean
}

function BucketRow({ bucket, figure, isFirst, chosen, hasItem, onChoose }: BucketRowProps) {
  const isChosen = bucket.bucket === chosen
  const { code } = bucket.location
  return (
    <tr>
      <td className={bucket.handlingUnit ? 'unit-in' : 'bin-in'}>
        {isFirst ? <Plate code={code} isHere={isChosen} /> : null}
        {bucket.handlingUnit ? (
          <span className={isChosen ? 'code strong' : 'code'}>
            <IconCornerDownRight className="icon s" /> {bucket.handlingUnit.code}
          </span>
        ) : null}
        {bucket.lot ? <span className="code muted"> {bucket.lot.name}</span> : null}
        {hasItem ? null : <span className="code muted"> {bucket.item.sku}</span>}
      </td>
      <td>
        <StateOf bucket={bucket} />
      </td>
      <td className="num">
        <Figure
          value={partOf(bucket, figure)}
          label={say('movements behind {place}', { place: code })}
          onOpen={() => onChoose(bucket.bucket)}
        />
      </td>
    </tr>
  )
}

/** What keeps a balance from being free: its status, a hold, an allocation. */
function StateOf({ bucket }: { bucket: BalanceRow }) {
  const allocated = sumQuantities([bucket.allocated ?? 0])
  return (
    <>
      {bucket.status === 'unrestricted' ? null : <StatusChip status={bucket.status} />}
      <HeldMark row={bucket} />
      {allocated > 0 ? (
        <span className="chip">
          <IconBookmark className="icon s" />
          {say('{quantity} allocated', { quantity: allocated })}
        </span>
      ) : null}
    </>
  )
}
