import Button from '@mui/material/Button'
import { IconFileExport, IconPlayerPause, IconPlus, IconTable } from '@tabler/icons-react'
import { useMemo } from 'react'
import { Link } from 'react-router-dom'
import { LookBackButton, TimeMachine } from '../ledger/time-machine.tsx'
import { Trouble } from '../pieces/trouble.tsx'
import { Slot } from '../plugin-screens/slot.tsx'
import { apiRoot } from '../providers/http-client.ts'
import { type Filter, filterQuery } from '../providers/list-query.ts'
import { problemOf } from '../providers/problem.ts'
import { useRights } from '../providers/rights.ts'
import { PageHead } from '../shell/page-head.tsx'
import { Waiting } from '../shell/waiting.tsx'
import { say } from '../words/say.ts'
import { CompareBar, CompareButton } from './compare-bar.tsx'
import { FigurePanel } from './figure-panel.tsx'
import { hasMixedUnits, MatrixTable, NoStock } from './matrix-table.tsx'
import { noneWord } from './stock-words.ts'
import './stock.css'
import { ColumnPages, type ColumnSet, useColumns } from './stock-columns.tsx'
import { StockControls } from './stock-controls.tsx'
import { type LiveStock, useLiveStock } from './stock-live.ts'
import {
  figuresAt,
  rowKey,
  type StockColumn,
  type StockFigures,
  type StockRow,
  stockKey,
  useFollowing,
  useStock,
  useStockTotal,
} from './stock-rows.ts'
import { type StockView, useStockView, wholeView } from './stock-view.ts'
import { StockViews } from './stock-views.tsx'

/** Stock of all sites on one screen: any dimension down and across, now, at any instant, or between two. */
export default function StockPage() {
  const [view, change] = useStockView()
  const columns = useColumns(view)
  const stock = useStock(view, columns.wanted)
  const rows = useMemo(() => stock.data?.pages.flatMap((page) => page.data) ?? [], [stock.data])
  const live = useLiveStock(view, stockKey(view, columns.wanted))
  const total = useTotal(view, columns, stock.data?.pages[0]?.askedAt ?? 0)
  return (
    <>
      <PageHead
        title={say('Stock')}
        fact={
          total && !hasMixedUnits(rows)
            ? say('{quantity} on hand in this view', { quantity: total.onHand })
            : undefined
        }
        actions={<StockActions view={view} columns={columns.wanted} onChange={change} />}
      />
      <Slot name="dashboard" />
      <StockViews />
      <StockControls view={view} onChange={change} />
      <TimeMachine what={say('Stock')} look={view} onChange={change} />
      <CompareBar view={view} onChange={change} />
      <PausedNote live={live} />
      {stock.error ? <Trouble error={stock.error} onRetry={() => void stock.refetch()} /> : null}
      {columns.error ? <Trouble error={columns.error} /> : null}
      {stock.isPending && !stock.error && !columns.error ? <Waiting rows={10} /> : null}
      {stock.data ? (
        <StockBody view={view} change={change} columns={columns} rows={rows} total={total} stock={stock} />
      ) : null}
    </>
  )
}

/** Says why figures stand still, and lets them be read now. */
function PausedNote({ live: { pause, hasMissed, catchUp } }: { live: LiveStock }) {
  if (pause === undefined) return null
  const pausedWords = {
    past: say('Updates are paused: this is how it stood then.'),
    open: say('Updates are paused while a figure is open.'),
    marked: say('Updates are paused while cells are marked.'),
  }
  return (
    <p className="small muted row paused" role="status">
      <IconPlayerPause className="icon s" />
      <span>
        {pausedWords[pause]} {hasMissed ? say('Something has changed since.') : ''}
      </span>
      {hasMissed ? (
        <Button size="small" variant="text" onClick={catchUp}>
          {say('Read again')}
        </Button>
      ) : null}
    </p>
  )
}

interface StockBodyProps {
  readonly view: StockView
  readonly change: (part: Partial<StockView>) => void
  readonly columns: ColumnSet
  readonly rows: readonly StockRow[]
  readonly total: StockFigures | null | undefined
  readonly stock: ReturnType<typeof useStock>
}

function StockBody({ view, change, columns, rows, total, stock }: StockBodyProps) {
  const shown = columns.shown(rows)
  const isWhole = view.open === wholeView
  const open = view.open === undefined ? undefined : rows.find((row) => rowKey(row, view.by) === view.open)
  const member = memberOf(view, shown)
  const sums = isWhole ? (member ? member.figures : total) : open && figuresAt(open, member?.id)
  const openCell = (row: string, column: string | undefined) => {
    const isSame = row === view.open && column === view.column
    change(isSame ? closed : { open: row, column, bucket: undefined })
  }
  return (
    <div className={sums ? 'with-panel open' : 'with-panel'}>
      <section className="card" aria-label={say('Stock')}>
        {rows.length === 0 ? (
          <NoStock view={view} onClear={() => change({ filter: {} })} />
        ) : (
          <MatrixTable
            rows={rows}
            view={view}
            columns={shown}
            total={total}
            onOpen={openCell}
            onSort={(sort) => change({ sort: view.sort === sort ? undefined : sort })}
          />
        )}
        <ColumnPages columns={columns} />
        {stock.hasNextPage ? (
          <div className="list-foot">
            <span>{say('The first {count} rows; the sum row counts all', { count: rows.length })}</span>
            <span className="push" />
            <Button
              size="small"
              disabled={stock.isFetchingNextPage}
              onClick={() => void stock.fetchNextPage()}
            >
              {say('Show more')}
            </Button>
          </div>
        ) : null}
      </section>
      {sums ? (
        <FigurePanel
          row={open}
          sums={sums}
          view={view}
          member={member?.id}
          columnName={member?.name || (member ? noneWord(view.across) : undefined)}
          onChoose={(bucket) => change({ bucket })}
          onClose={() => change(closed)}
        />
      ) : null}
    </div>
  )
}

const closed = { open: undefined, column: undefined, bucket: undefined }

/** The open column, where it is a member of the dimension and not a figure of the whole row. */
function memberOf(view: StockView, shown: readonly StockColumn[]): StockColumn | undefined {
  if (view.across === 'figures' || view.column === undefined) return undefined
  return shown.find(({ id }) => id === view.column)
}

/** The whole view's figures; null where its past is of too many balances to be added up at once. */
function useTotal(view: StockView, columns: ColumnSet, rowsAskedAt: number): StockFigures | null | undefined {
  const isMatrix = view.across !== 'figures'
  const isMore = columns.sums.data !== undefined && columns.total === undefined
  const whole = useStockTotal(view, !isMatrix || isMore || columns.sums.isError)
  useFollowing(columns.sums, isMatrix ? rowsAskedAt : 0)
  useFollowing(whole, rowsAskedAt)
  if (problemOf(whole.error)?.code === 'ledger.as_of_too_wide') return null
  return columns.total ?? whole.data?.total
}

interface StockActionsProps {
  readonly view: StockView
  /** Those on the screen, where a dimension has many. */
  readonly columns: readonly StockColumn[] | undefined
  readonly onChange: (part: Partial<StockView>) => void
}

function StockActions({ view, columns, onChange }: StockActionsProps) {
  const { mayChange } = useRights()
  const addressOf = (format: string) => {
    const [, path, query] = stockKey(view, columns) as [string, string, Filter]
    const figure = view.across === 'figures' ? undefined : view.shown
    return `${apiRoot}${path}?${filterQuery({ ...query, figure, format })}`
  }
  return (
    <>
      <LookBackButton word={say('Stock at a date')} look={view} onChange={onChange} />
      <CompareButton view={view} onChange={onChange} />
      <Button startIcon={<IconFileExport className="icon s" />} href={addressOf('csv')} download="stock.csv">
        {say('CSV')}
      </Button>
      <Button startIcon={<IconTable className="icon s" />} href={addressOf('xlsx')} download="stock.xlsx">
        {say('XLSX')}
      </Button>
      {mayChange('ledger.movement.post') ? (
        <Button
          variant="contained"
          component={Link}
          to="/post/receipt"
          startIcon={<IconPlus className="icon s" />}
        >
          {say('Post movement')}
        </Button>
      ) : null}
    </>
  )
}
