import Button from '@mui/material/Button'
import { IconFileExport, IconPlus } from '@tabler/icons-react'
import { useMemo } from 'react'
import { usePermissions } from 'react-admin'
import { Link } from 'react-router-dom'
import { instantQuery } from '../ledger/look-back.ts'
import { LookBackButton, TimeMachine } from '../ledger/time-machine.tsx'
import { formatFigure } from '../pieces/format.ts'
import { Trouble } from '../pieces/trouble.tsx'
import { Slot } from '../plugin-screens/slot.tsx'
import { isAllowed } from '../providers/auth-provider.ts'
import { apiRoot } from '../providers/http-client.ts'
import { filterQuery } from '../providers/list-query.ts'
import { PageHead } from '../shell/page-head.tsx'
import { Waiting } from '../shell/waiting.tsx'
import { FigurePanel } from './figure-panel.tsx'
import { StockControls } from './stock-controls.tsx'
import { rowKey, totalsOf, useStock, useStockTotal } from './stock-rows.ts'
import { hasMixedUnits, StockTable } from './stock-table.tsx'
import { type StockView, useStockView } from './stock-view.ts'

/** Stock by any dimension, now or at any instant; each figure opens what it is made of. */
export default function StockPage() {
  const [view, change] = useStockView()
  const stock = useStock(view)
  const total = useStockTotal(view)
  const rows = useMemo(() => stock.data?.pages.flatMap((page) => page.data) ?? [], [stock.data])
  const open = view.open === undefined ? undefined : rows.find((row) => rowKey(row, view.by) === view.open)
  const sums = total.data ? totalsOf(total.data.data) : undefined
  return (
    <>
      <PageHead
        title="Stock"
        fact={sums && !hasMixedUnits(rows) ? `${formatFigure(sums.onHand)} on hand in this view` : undefined}
        actions={<StockActions view={view} onChange={change} />}
      />
      <Slot name="dashboard" />
      <StockControls view={view} onChange={change} />
      <TimeMachine what="Stock" look={view} onChange={change} />
      {stock.error ? <Trouble error={stock.error} what="Stock" onRetry={() => void stock.refetch()} /> : null}
      {stock.isPending ? <Waiting rows={10} /> : null}
      {stock.data ? (
        <div className={open ? 'with-panel open' : 'with-panel'}>
          <section className="card" aria-label="Stock by dimension" style={{ overflow: 'hidden' }}>
            <StockTable
              rows={rows}
              view={view}
              total={sums}
              hasMore={stock.hasNextPage}
              onOpen={(key) => change({ open: key === view.open ? undefined : key })}
              onSort={(sort) => change({ sort: view.sort === sort ? undefined : sort })}
              onClear={() => change({ filter: {} })}
            />
            {stock.hasNextPage ? (
              <div className="list-foot">
                <span>The first {formatFigure(rows.length)} rows; the sum row counts all</span>
                <span className="push" />
                <Button
                  size="small"
                  disabled={stock.isFetchingNextPage}
                  onClick={() => void stock.fetchNextPage()}
                >
                  Show more
                </Button>
              </div>
            ) : null}
          </section>
          {open ? <FigurePanel row={open} view={view} onClose={() => change({ open: undefined })} /> : null}
        </div>
      ) : null}
    </>
  )
}

function StockActions({ view, onChange }: { view: StockView; onChange: (part: Partial<StockView>) => void }) {
  const { permissions = [] } = usePermissions<readonly string[]>()
  const query = filterQuery({ by: view.by.join(','), ...view.filter, ...instantQuery(view), format: 'csv' })
  return (
    <>
      <LookBackButton word="Stock at a date" look={view} onChange={onChange} />
      <Button
        startIcon={<IconFileExport className="icon s" />}
        href={`${apiRoot}/ledger/stock?${query}`}
        download="stock.csv"
      >
        CSV
      </Button>
      {isAllowed(permissions, 'ledger.movement.post') ? (
        <Button
          variant="contained"
          component={Link}
          to="/post/receipt"
          startIcon={<IconPlus className="icon s" />}
        >
          Post movement
        </Button>
      ) : null}
    </>
  )
}
