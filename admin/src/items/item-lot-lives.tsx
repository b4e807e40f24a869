import { useGetList } from 'react-admin'
import { Link } from 'react-router-dom'
import type { BalanceRow } from '../ledger/rows.ts'
import type { Lot } from '../lots/lot.ts'
import { formatCivilDay, formatFigure, sumQuantities, today } from '../pieces/format.ts'
import { say } from '../words/say.ts'
import '../pieces/record.css'
import { StatusChip } from '../pieces/status-chip.tsx'
import type { Item } from './item.ts'

const dayMs = 86_400_000
const wholeDays = 365

interface LotLife {
  readonly lot: string
  readonly name: string
  readonly status: string
  readonly onHand: number
  readonly expiresOn: string | null
}

/** The item's lots with stock, each with the rest of its life: what expires first on top. */
export function ItemLotLives({ item, buckets }: { item: Item; buckets: readonly BalanceRow[] }) {
  const { data: lots = [] } = useGetList<Lot>('lots', {
    filter: { item: item.id },
    pagination: { page: 1, perPage: 200 },
    sort: { field: 'expiresOn', order: 'ASC' },
  })
  const lives = livesOf(buckets, lots)
  return (
    <section className="card" aria-label={say('Lots')}>
      <header>
        <h2>{say('Lots')}</h2>
        <span className="muted small">{say('first out on top')}</span>
        <span className="push small muted">
          <span className="ninety" />
          {say('90 days left')}
        </span>
      </header>
      {lives.length === 0 ? <p className="pad muted">{say('No lots with stock.')}</p> : null}
      {lives.map((life) => (
        <LifeRow key={`${life.lot} ${life.status}`} life={life} />
      ))}
    </section>
  )
}

function LifeRow({ life: { lot, name, status, onHand, expiresOn } }: { life: LotLife }) {
  const days = expiresOn === null ? undefined : daysUntil(expiresOn)
  return (
    <div className="lot-life">
      <span className="row">
        <Link className="code strong" to={`/lots/${lot}/show`}>
          {name}
        </Link>
        <StatusChip status={status} />
      </span>
      <span className="strong num">{formatFigure(onHand)}</span>
      <span className="small muted">
        {expiresOn === null
          ? say('does not expire')
          : say('expires {day}', { day: formatCivilDay(expiresOn) })}
      </span>
      <span className="small muted num">
        {days === undefined
          ? ''
          : days < 0
            ? say('expired')
            : say('one day left | {count} days left', { count: days })}
      </span>
      {days === undefined ? null : (
        <span className="life" aria-hidden="true">
          <i style={{ width: `${Math.max(0, Math.min(100, (100 * days) / wholeDays))}%` }} />
          <u />
        </span>
      )}
    </div>
  )
}

/** One row for each lot and status, what expires first on top, what never does last. */
function livesOf(buckets: readonly BalanceRow[], lots: readonly Lot[]): LotLife[] {
  const expiry = new Map(lots.map((lot) => [lot.id, lot.expiresOn]))
  const groups = Map.groupBy(
    buckets.filter(({ lot }) => lot !== null),
    ({ lot, status }) => `${lot?.id} ${status}`,
  )
  return [...groups.values()]
    .map((rows) => {
      const { lot, status } = rows[0]!
      return {
        lot: lot!.id,
        name: lot!.name,
        status,
        onHand: sumQuantities(rows.map((row) => row.onHand)),
        expiresOn: expiry.get(lot!.id) ?? null,
      }
    })
    .sort(
      (a, b) => (a.expiresOn ?? '9999').localeCompare(b.expiresOn ?? '9999') || a.name.localeCompare(b.name),
    )
}

/** Whole days from today by the clock that the desk shows. */
function daysUntil(day: string): number {
  return Math.round((Date.parse(day) - Date.parse(today())) / dayMs)
}
