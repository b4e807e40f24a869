import Button from '@mui/material/Button'
import { IconPlayerPause } from '@tabler/icons-react'
import { type KeyboardEvent, type ReactNode, useRef } from 'react'
import { Link } from 'react-router-dom'
import { formatChange, formatFigure, sumQuantities } from '../pieces/format.ts'
import { Named } from '../pieces/named.tsx'
import { Plate } from '../pieces/plate.tsx'
import { StatusChip, statusWord } from '../pieces/status-chip.tsx'
import { say } from '../words/say.ts'
import { figuresAt, rowKey, type StockColumn, type StockFigures, type StockRow } from './stock-rows.ts'
import {
  type Dimension,
  type FigureName,
  figures,
  figuresOfThePast,
  type StockView,
  wholeView,
} from './stock-view.ts'
import { cellWords, dimensionWord, figureWord, noneWord, wholeWord } from './stock-words.ts'

interface MatrixTableProps {
  readonly rows: readonly StockRow[]
  readonly view: StockView
  readonly columns: readonly StockColumn[]
  /** Of the whole view; undefined while it is added up, null where it is too much to be. */
  readonly total: StockFigures | null | undefined
  readonly onOpen: (row: string, column: string | undefined) => void
  readonly onSort: (sort: string) => void
}

/** What a column of the table shows: a member of the dimension, all of them, or one figure of the row. */
interface Shown {
  readonly key: string
  readonly head: string
  readonly figure: FigureName
  /** The member; undefined for the row's own figures. */
  readonly member?: string
  /** The figure that the view is about, of the whole row: it is strong, and tells the unit for all. */
  readonly isMain?: boolean
  readonly sums?: StockFigures | undefined
}

/**
 * Rows and columns of any two dimensions, or each row with all its figures. A figure opens what it is made
 * of; the arrow keys go from cell to cell, and the open panel follows.
 */
export function MatrixTable(props: MatrixTableProps) {
  const { rows, view, total, onSort } = props
  const grid = useRef<HTMLTableElement>(null)
  const shown = useShown(props)
  const rowWord = view.by.map((dimension) => dimensionWord(dimension)).join(', ')
  return (
    <div className="scroll-x matrix">
      <table
        className="table"
        ref={grid}
        aria-label={say('Stock by {rows} and {columns}', {
          rows: rowWord,
          columns: dimensionWord(view.across),
        })}
        onKeyDown={(event) => walk(event, grid.current)}
      >
        <thead>
          <tr>
            {view.by.map((dimension) => (
              <th key={dimension} scope="col">
                {dimensionWord(dimension)}
              </th>
            ))}
            {shown.map(({ key, head, figure, member }) => (
              <th
                key={key}
                scope="col"
                className="num"
                aria-sort={member === undefined && view.sort === `-${figure}` ? 'descending' : undefined}
              >
                {member === undefined ? (
                  <button type="button" className="sort" onClick={() => onSort(`-${figure}`)}>
                    {head}
                  </button>
                ) : (
                  head
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <MatrixRow key={rowKey(row, view.by)} {...props} row={row} shown={shown} isFirst={index === 0} />
          ))}
        </tbody>
        <tfoot>
          <SumRow {...props} shown={shown} total={total} />
        </tfoot>
      </table>
    </div>
  )
}

/** The table's columns of figures, from left to right. */
function useShown({ view, columns, total }: MatrixTableProps): readonly Shown[] {
  const { across, shown: figure } = view
  const isPast = view.instant !== undefined || view.before !== undefined
  if (across === 'figures') {
    return figures
      .filter((name) => !isPast || figuresOfThePast.includes(name))
      .map((name) => ({
        key: `own-${name}`,
        head: figureWord(name),
        figure: name,
        isMain: name === 'onHand',
        sums: total ?? undefined,
      }))
  }
  const own = (name: FigureName, head: string): Shown => ({
    key: `own-${name}`,
    head,
    figure: name,
    isMain: name === figure,
    sums: total ?? undefined,
  })
  return [
    ...columns.map(({ id, name, figures: sums }) => ({
      key: `member-${id}`,
      head: name || noneWord(across),
      figure,
      member: id,
      sums,
    })),
    own(figure, wholeWord(across)),
    ...(figure === 'inTransit' ? [] : [own('inTransit', say('In transit'))]),
    ...(figure === 'held' ? [] : [own('held', say('On hold'))]),
  ]
}

interface MatrixRowProps extends MatrixTableProps {
  readonly row: StockRow
  readonly shown: readonly Shown[]
  readonly isFirst: boolean
}

function MatrixRow({ row, view, shown, isFirst, onOpen }: MatrixRowProps) {
  const key = rowKey(row, view.by)
  const name = view.by.map((dimension) => wordOf(row, dimension)).join(', ')
  return (
    <tr>
      {view.by.map((dimension, index) =>
        index === 0 ? (
          <th key={dimension} scope="row">
            {cellOf(row, dimension)}
          </th>
        ) : (
          <td key={dimension}>{cellOf(row, dimension)}</td>
        ),
      )}
      {shown.map((column, index) => {
        const sums = figuresAt(row, column.member)
        const columnKey = column.member ?? column.key
        const isOpen = key === view.open && columnKey === (view.column ?? shown[0]?.member ?? shown[0]?.key)
        const words = {
          quantity: textOf(sums, column, row.item?.baseUnit),
          figure: figureWord(column.figure),
          row: name,
        }
        return (
          <td key={column.key} className={`num${column.isMain ? ' strong' : ''}${isOpen ? ' chosen' : ''}`}>
            <CellFigure
              sums={sums}
              figure={column.figure}
              unit={column.isMain ? row.item?.baseUnit : undefined}
              label={cellWords(words, view.across === 'figures' ? undefined : column.head)}
              isStop={isOpen || (view.open === undefined && isFirst && index === 0)}
              isOpen={isOpen}
              onOpen={() => onOpen(key, columnKey)}
            />
          </td>
        )
      })}
    </tr>
  )
}

/** What changed since the instant it is compared with; undefined where it is compared with none. */
function changeOf({ onHand, onHandBefore }: StockFigures, figure: FigureName): number | undefined {
  return figure !== 'onHand' || onHandBefore === null ? undefined : sumQuantities([onHand, -onHandBefore])
}

/** A cell's words begin with what stands in it. */
function textOf(sums: StockFigures, { figure, isMain }: Shown, unit: string | undefined): string {
  const change = changeOf(sums, figure)
  const hasUnit = unit !== undefined && (isMain || change === undefined)
  const parts = [
    formatFigure(sums[figure] ?? 0),
    hasUnit ? unit : '',
    change === undefined ? '' : formatChange(change),
  ]
  return parts.filter(Boolean).join(' ')
}

interface CellFigureProps {
  readonly sums: StockFigures
  readonly figure: FigureName
  readonly unit: string | undefined
  readonly label: string
  /** Whether the tab key comes here. */
  readonly isStop: boolean
  readonly isOpen: boolean
  readonly onOpen: () => void
}

function CellFigure({ sums, figure, unit, label, isStop, isOpen, onOpen }: CellFigureProps) {
  const value = sums[figure]
  if (value === null) return null
  const change = changeOf(sums, figure)
  const isNothing = value === 0 && (change ?? 0) === 0
  return (
    <button
      type="button"
      className={isNothing ? 'fig zero' : 'fig'}
      tabIndex={isStop ? 0 : -1}
      aria-label={label}
      aria-expanded={isOpen}
      onClick={onOpen}
    >
      {figure === 'held' && value !== 0 ? <IconPlayerPause className="icon s" aria-hidden="true" /> : null}
      {formatFigure(value)}
      {unit ? <span className="unit"> {unit}</span> : null}
      {change === undefined ? null : (
        <span className={change === 0 ? 'delta none' : 'delta'}> {formatChange(change)}</span>
      )}
    </button>
  )
}

function SumRow({ rows, view, shown, total, onOpen }: MatrixTableProps & { shown: readonly Shown[] }) {
  const isWhole = total !== null
  const word = isWhole
    ? hasMixedUnits(rows)
      ? say('All in this view, in different units')
      : say('All in this view')
    : say('The {count} rows shown', { count: rows.length })
  return (
    <tr>
      <td colSpan={view.by.length}>{total === undefined ? say('adding up …') : word}</td>
      {shown.map((column) => {
        const sums = isWhole ? column.sums : sumOfShown(rows, column.member)
        const columnKey = column.member ?? column.key
        const isOpen = view.open === wholeView && columnKey === view.column
        const words = {
          quantity: sums ? textOf(sums, column, undefined) : '',
          figure: figureWord(column.figure),
          row: word,
        }
        return (
          <td key={column.key} className={isOpen ? 'num chosen' : 'num'}>
            {sums === undefined ? null : (
              <CellFigure
                sums={sums}
                figure={column.figure}
                unit={undefined}
                label={cellWords(words, view.across === 'figures' ? undefined : column.head)}
                isStop={isOpen}
                isOpen={isOpen}
                onOpen={() => onOpen(wholeView, columnKey)}
              />
            )}
          </td>
        )
      })}
    </tr>
  )
}

function sumOfShown(rows: readonly StockRow[], member: string | undefined): StockFigures | undefined {
  const each = rows.map((row) => figuresAt(row, member))
  const sum = (name: FigureName | 'onHandBefore') =>
    each.some((row) => row[name] === null) ? null : sumQuantities(each.map((row) => row[name] ?? 0))
  return {
    onHand: sum('onHand') ?? 0,
    allocated: sum('allocated'),
    unallocated: sum('unallocated'),
    held: sum('held') ?? 0,
    available: sum('available'),
    inTransit: sum('inTransit') ?? 0,
    onHandBefore: sum('onHandBefore'),
  }
}

const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
}

/** Goes one cell on; where a panel is open, the next cell's opens in its place. */
function walk(event: KeyboardEvent, table: HTMLTableElement | null): void {
  const step = steps[event.key]
  const cell = (event.target as HTMLElement).closest('td')
  if (!step || !cell || !table || event.altKey || event.ctrlKey || event.metaKey) return
  const row = cell.parentElement as HTMLTableRowElement
  const all = [...(table.tBodies[0]?.rows ?? []), ...(table.tFoot?.rows ?? [])]
  const below = all[all.indexOf(row) + step[0]]
  // The sum row has one cell for all that names a row.
  const fromRight = row.cells.length - cell.cellIndex - step[1]
  const next = below?.cells[below.cells.length - fromRight]
  const button = next?.querySelector<HTMLButtonElement>('button.fig')
  if (!button) return
  event.preventDefault()
  button.focus()
  button.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  if (table.querySelector('td.chosen')) button.click()
}

/** Whether the rows are counted in more than one unit, so that their sum is a check and not a quantity. */
export function hasMixedUnits(rows: readonly StockRow[]): boolean {
  return new Set(rows.map((row) => row.item?.baseUnit)).size > 1
}

/** What stands where a view has no rows. */
export function NoStock({ view, onClear }: { view: StockView; onClear: () => void }) {
  const count = Object.keys(view.filter).length
  return (
    <div className="empty">
      {count > 0 ? (
        <>
          <b>{say('Nothing matches 1 filter | Nothing matches {count} filters', { count: count })}</b>
          <Button onClick={onClear}>{say('Clear filters')}</Button>
        </>
      ) : (
        <>
          <b>{view.instant ? say('There was no stock then.') : say('No stock yet.')}</b>
          {view.instant ? null : (
            <span>
              {say('It comes with the first receipt.')} <Link to="/post/receipt">{say('Receive')}</Link>
            </span>
          )}
        </>
      )}
    </div>
  )
}

/** A row's member of a dimension in plain words. */
export function wordOf(row: StockRow, dimension: Dimension): string {
  switch (dimension) {
    case 'item':
      return row.item ? `${row.item.sku} ${row.item.name}` : ''
    case 'owner':
      return row.owner?.name ?? ''
    case 'status':
      return row.status ? statusWord(row.status) : ''
    case 'lot':
      return row.lot?.name ?? ''
    default:
      return row[dimension]?.code ?? ''
  }
}

function cellOf(row: StockRow, dimension: Dimension): ReactNode {
  switch (dimension) {
    case 'item':
      return row.item ? (
        <Link to={`/items/${row.item.id}/show`} className="plain">
          <Named code={row.item.sku} name={row.item.name} />
        </Link>
      ) : null
    case 'location':
      return row.location ? <Plate code={row.location.code} /> : null
    case 'status':
      return row.status ? <StatusChip status={row.status} /> : null
    case 'lot':
    case 'handlingUnit':
      return row[dimension] ? (
        <span className="code">{wordOf(row, dimension)}</span>
      ) : (
        <Missing of={dimension} />
      )
    default:
      return wordOf(row, dimension)
  }
}

function Missing({ of }: { of: 'lot' | 'handlingUnit' }) {
  return <span className="muted">{noneWord(of)}</span>
}
