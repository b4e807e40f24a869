import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { figuresOf } from '../ledger/figures.ts'
import { instantQuery } from '../ledger/look-back.ts'
import type { CodeName, Figures, ItemName, Name } from '../ledger/rows.ts'
import { sumQuantities } from '../pieces/format.ts'
import { call } from '../providers/http-client.ts'
import { filterQuery, type ListAnswer } from '../providers/list-query.ts'
import type { Dimension, StockView } from './stock-view.ts'

/** One sum: the dimensions it was grouped by, and its figures. */
export interface StockRow extends Figures {
  readonly item: ItemName | null
  readonly site: CodeName | null
  readonly location: CodeName | null
  readonly owner: Name | null
  readonly status: string | null
  readonly lot: Name | null
  readonly handlingUnit: CodeName | null
  readonly inTransit: number
  /** How many balances add up to it. */
  readonly balances: number
}

const pageRows = 50
const nameOf = {
  item: 'item.sku',
  site: 'site.code',
  location: 'location.code',
  owner: 'owner.name',
  status: 'statusName',
  lot: 'lot.name',
  handlingUnit: 'handlingUnit.code',
}

/** The sums of a view, page by page. */
export function useStock(view: StockView) {
  const { by, filter } = view
  return useInfiniteQuery({
    queryKey: ['stock', by, filter, view.instant, view.clock, view.sort],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => {
      const query = filterQuery({
        by: by.join(','),
        ...filter,
        ...instantQuery(view),
        sort: view.sort ?? by.map((dimension) => nameOf[dimension]).join(','),
        limit: pageRows,
        cursor: pageParam,
      })
      return call<ListAnswer<StockRow>>(`/ledger/stock?${query}`, { signal })
    },
    getNextPageParam: (last) => last.nextCursor,
  })
}

/** The figures of the whole view: one sum, made by the server. */
export function useStockTotal(view: StockView) {
  const { filter } = view
  return useQuery({
    queryKey: ['stock-total', filter, view.instant, view.clock],
    queryFn: ({ signal }) => {
      const query = filterQuery({ by: 'status', ...filter, ...instantQuery(view), limit: 200 })
      return call<ListAnswer<StockRow>>(`/ledger/stock?${query}`, { signal })
    },
  })
}

/** The figures of a whole view. */
export type Totals = Figures & Pick<StockRow, 'inTransit'>

/** Adds up rows that the server has summed by status. */
export function totalsOf(rows: readonly StockRow[]): Totals {
  return {
    ...figuresOf(rows),
    inTransit: sumQuantities(rows.map((row) => row.inTransit)),
  }
}

/** What names a row in the address: its dimensions' ids. */
export function rowKey(row: StockRow, by: readonly Dimension[]): string {
  return by.map((dimension) => idOf(row, dimension)).join('~')
}

/** The filter that leads from a row to what is behind it. */
export function rowFilter(row: StockRow, by: readonly Dimension[]): Record<string, string> {
  return Object.fromEntries(
    by.map((dimension) => [dimension, idOf(row, dimension)]).filter(([, id]) => id !== ''),
  )
}

function idOf(row: StockRow, dimension: Dimension): string {
  const value = row[dimension]
  if (value === null || value === undefined) return ''
  return typeof value === 'string' ? value : value.id
}
