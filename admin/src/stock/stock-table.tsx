import Button from '@mui/material/Button'
import type { ReactNode } from 'react'
import { Link } from 'react-router-dom'
import { Figure } from '../pieces/figure.tsx'
import { Named } from '../pieces/named.tsx'
import { Plate } from '../pieces/plate.tsx'
import { StatusChip } from '../pieces/status-chip.tsx'
import { rowKey, type StockRow, type Totals } from './stock-rows.ts'
import type { Dimension, StockView } from './stock-view.ts'

const heads: Readonly<Record<Dimension, string>> = {
  item: 'Item',
  site: 'Site',
  location: 'Location',
  owner: 'Owner',
  status: 'Status',
  lot: 'Lot',
  handlingUnit: 'Handling unit',
}

const figureHeads = [
  ['onHand', 'On hand'],
  ['allocated', 'Allocated'],
  ['unallocated', 'Unallocated'],
  ['held', 'Held'],
  ['inTransit', 'In transit'],
  ['available', 'Available'],
] as const

const nowOnly = new Set(['allocated', 'unallocated', 'available'])

/** What was allocated at another instant is not kept, so those columns are not shown then. */
function headsFor(view: StockView) {
  return figureHeads.filter(([field]) => !view.instant || !nowOnly.has(field))
}

interface StockTableProps {
  readonly rows: readonly StockRow[]
  readonly view: StockView
  readonly total: Totals | undefined
  readonly onSort: (sort: string) => void
  readonly hasMore: boolean
  readonly onOpen: (key: string) => void
  readonly onClear: () => void
}

/** The sums; a click on an on-hand figure opens what it is made of. */
export function StockTable(props: StockTableProps) {
  const { rows, view, total, onOpen } = props
  if (rows.length === 0) return <NoStock {...props} />
  const shown = headsFor(view)
  return (
    <div className="scroll-x">
      <table className="table">
        <StockHead {...props} />
        <tbody>
          {rows.map((row) => {
            const key = rowKey(row, view.by)
            const name = view.by.map((dimension) => wordOf(row, dimension)).join(', ')
            return (
              <tr key={key}>
                {view.by.map((dimension) => (
                  <td key={dimension}>{cellOf(row, dimension)}</td>
                ))}
                <td className={key === view.open ? 'num chosen strong' : 'num strong'}>
                  <Figure
                    value={row.onHand}
                    {...(row.item ? { unit: row.item.baseUnit } : {})}
                    label={`what ${name} on hand is made of`}
                    onOpen={() => onOpen(key)}
                  />
                </td>
                {shown.slice(1).map(([field]) => (
                  <td key={field} className="num">
                    <Figure value={row[field]} />
                  </td>
                ))}
              </tr>
            )
          })}
        </tbody>
        {total ? (
          <tfoot>
            <tr>
              <td colSpan={view.by.length}>
                All in this view{hasMixedUnits(rows) ? ', in different units' : ''}
              </td>
              {shown.map(([field]) => (
                <td key={field} className="num">
                  <Figure value={total[field]} />
                </td>
              ))}
            </tr>
          </tfoot>
        ) : null}
      </table>
    </div>
  )
}

function StockHead({ view, onSort }: StockTableProps) {
  return (
    <thead>
      <tr>
        {view.by.map((dimension) => (
          <th key={dimension}>{heads[dimension]}</th>
        ))}
        {headsFor(view).map(([field, word]) => (
          <th key={field} className="num" aria-sort={view.sort === `-${field}` ? 'descending' : undefined}>
            <button type="button" className="sort" onClick={() => onSort(`-${field}`)}>
              {word}
            </button>
          </th>
        ))}
      </tr>
    </thead>
  )
}

/** Whether the rows are counted in more than one unit, so that their sum is a check and not a quantity. */
export function hasMixedUnits(rows: readonly StockRow[]): boolean {
  return new Set(rows.map((row) => row.item?.baseUnit)).size > 1
}

function NoStock({ view, onClear }: StockTableProps) {
  const count = Object.keys(view.filter).length
  return (
    <div className="empty">
      {count > 0 ? (
        <>
          <b>Nothing matches {count === 1 ? 'this filter' : `these ${count} filters`}</b>
          <Button onClick={onClear}>Clear filters</Button>
        </>
      ) : (
        <>
          <b>{view.instant ? 'There was no stock then.' : 'No stock yet.'}</b>
          {view.instant ? null : (
            <span>
              It comes with the first receipt. <Link to="/post/receipt">Receive</Link>
            </span>
          )}
        </>
      )}
    </div>
  )
}

function wordOf(row: StockRow, dimension: Dimension): string {
  switch (dimension) {
    case 'item':
      return row.item ? `${row.item.sku} ${row.item.name}` : ''
    case 'location':
      return row.location?.code ?? ''
    case 'site':
      return row.site?.code ?? 'no site'
    case 'owner':
      return row.owner?.name ?? ''
    case 'status':
      return row.status ?? ''
    case 'lot':
      return row.lot?.name ?? 'no lot'
    case 'handlingUnit':
      return row.handlingUnit?.code ?? 'loose'
  }
}

function cellOf(row: StockRow, dimension: Dimension): ReactNode {
  switch (dimension) {
    case 'item':
      return row.item ? (
        <Link to={`/items/${row.item.id}/show`} style={{ textDecoration: 'none' }}>
          <Named code={row.item.sku} name={row.item.name} />
        </Link>
      ) : null
    case 'location':
      return row.location ? <Plate code={row.location.code} /> : null
    case 'status':
      return row.status ? <StatusChip status={row.status} /> : null
    case 'lot':
      return row.lot ? <span className="code">{row.lot.name}</span> : null
    case 'handlingUnit':
      return row.handlingUnit ? <span className="code">{row.handlingUnit.code}</span> : null
    default:
      return wordOf(row, dimension)
  }
}
