import Button from '@mui/material/Button'
import { IconFileExport, IconPlus } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useTranslate } from 'react-admin'
import { Link } from 'react-router-dom'
import { LookBackButton, TimeMachine } from '../ledger/time-machine.tsx'
import { formatFigure } from '../pieces/format.ts'
import { Trouble } from '../pieces/trouble.tsx'
import { Slot } from '../plugin-screens/slot.tsx'
import { apiRoot } from '../providers/http-client.ts'
import { filterQuery } from '../providers/list-query.ts'
import { problemOf } from '../providers/problem.ts'
import { useRights } from '../providers/rights.ts'
import { PageHead } from '../shell/page-head.tsx'
import { Waiting } from '../shell/waiting.tsx'
import { say } from '../words/say.ts'
import { CompareBar, CompareButton } from './compare-bar.tsx'
import { FigurePanel } from './figure-panel.tsx'
import { hasMixedUnits, MatrixTable, NoStock } from './matrix-table.tsx'
import './stock.css'
import { ColumnPages, type ColumnSet, useColumns } from './stock-columns.tsx'
import { StockControls } from './stock-controls.tsx'
import {
  rowKey,
  type StockColumn,
  type StockFigures,
  type StockRow,
  useFollowing,
  useStock,
  useStockTotal,
} from './stock-rows.ts'
import { instantsQuery, type StockView, useStockView } from './stock-view.ts'
import { StockViews } from './stock-views.tsx'

/** Stock of all sites on one screen: any dimension down and across, now, at any instant, or between two. */
export default function StockPage() {
  const translate = useTranslate()
  const [view, change] = useStockView()
  const columns = useColumns(view)
  const stock = useStock(view, columns.wanted)
  const rows = useMemo(() => stock.data?.pages.flatMap((page) => page.data) ?? [], [stock.data])
  const total = useTotal(view, columns, stock.data?.pages[0]?.askedAt ?? 0)
  return (
    <>
      <PageHead
        title={translate('stock.title')}
        fact={
          total && !hasMixedUnits(rows)
            ? translate('stock.in_view', { quantity: formatFigure(total.onHand) })
            : undefined
        }
        actions={<StockActions view={view} onChange={change} />}
      />
      <Slot name="dashboard" />
      <StockViews />
      <StockControls view={view} onChange={change} />
      <TimeMachine what={translate('stock.title')} look={view} onChange={change} />
      <CompareBar view={view} onChange={change} />
      {stock.error ? <Trouble error={stock.error} onRetry={() => void stock.refetch()} /> : null}
      {columns.error ? <Trouble error={columns.error} /> : null}
      {stock.isPending && !stock.error && !columns.error ? <Waiting rows={10} /> : null}
      {stock.data ? (
        <StockBody view={view} change={change} columns={columns} rows={rows} total={total} stock={stock} />
      ) : null}
    </>
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
  const translate = useTranslate()
  const shown = columns.shown(rows)
  const open = view.open === undefined ? undefined : rows.find((row) => rowKey(row, view.by) === view.open)
  const member = memberOf(view, shown)
  const openCell = (row: string, column: string | undefined) => {
    const isSame = row === view.open && column === view.column
    change(isSame ? closed : { open: row, column, bucket: undefined })
  }
  return (
    <div className={open ? 'with-panel open' : 'with-panel'}>
      <section className="card" aria-label={translate('stock.title')}>
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
            <span>{translate('stock.first_rows', { count: formatFigure(rows.length) })}</span>
            <span className="push" />
            <Button
              size="small"
              disabled={stock.isFetchingNextPage}
              onClick={() => void stock.fetchNextPage()}
            >
              {translate('stock.more_rows')}
            </Button>
          </div>
        ) : null}
      </section>
      {open ? (
        <FigurePanel
          row={open}
          view={view}
          member={member?.id}
          columnName={member?.name || (member ? translate(`stock.none.${view.across}`) : undefined)}
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

function StockActions({ view, onChange }: { view: StockView; onChange: (part: Partial<StockView>) => void }) {
  const translate = useTranslate()
  const { mayChange } = useRights()
  const by = view.across === 'figures' ? view.by : [...view.by, view.across]
  const query = filterQuery({ by: by.join(','), ...view.held, ...instantsQuery(view), format: 'csv' })
  return (
    <>
      <LookBackButton word={translate('stock.at_date')} look={view} onChange={onChange} />
      <CompareButton view={view} onChange={onChange} />
      <Button
        startIcon={<IconFileExport className="icon s" />}
        href={`${apiRoot}/ledger/stock?${query}`}
        download="stock.csv"
      >
        {say('CSV')}
      </Button>
      {mayChange('ledger.movement.post') ? (
        <Button
          variant="contained"
          component={Link}
          to="/post/receipt"
          startIcon={<IconPlus className="icon s" />}
        >
          {translate('stock.post')}
        </Button>
      ) : null}
    </>
  )
}
