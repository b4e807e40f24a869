import { type QueryKey, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { figuresOf } from '../ledger/figures.ts'
import type { BalanceRow, CodeName, Figures, ItemName, Name } from '../ledger/rows.ts'
import { sumQuantities } from '../pieces/format.ts'
import { call } from '../providers/http-client.ts'
import { type Filter, filterQuery, type ListAnswer } from '../providers/list-query.ts'
import { type Dimension, type FigureName, instantsQuery, type StockView } from './stock-view.ts'

/** All figures of a sum of balances. */
export interface StockFigures extends Figures {
  readonly inTransit: number
  /** On hand at the instant it is compared with; null where there is none. */
  readonly onHandBefore: number | null
}

/** One sum: the dimensions it was grouped by, and its figures. */
export interface StockRow extends StockFigures {
  readonly item: ItemName | null
  readonly site: CodeName | null
  readonly location: CodeName | null
  readonly owner: Name | null
  readonly status: string | null
  readonly lot: Name | null
  readonly handlingUnit: CodeName | null
  /** How many balances add up to it. */
  readonly balances: number
  /** What of it is in each column, where the view has columns of a dimension. */
  readonly cells?: readonly StockCell[]
}

/** Where a row and a column meet. */
export interface StockCell extends StockFigures {
  /** The column's id; null for stock without a lot or unit. */
  readonly column: string | null
  readonly name: string | null
}

/** A column of the matrix. */
export interface StockColumn {
  /** As it stands in the address: empty for stock without a lot or unit. */
  readonly id: string
  readonly name: string
  /** What all rows of the view have in it; undefined until it is known. */
  readonly figures?: StockFigures
}

/** So many rows a page, and so many columns where a dimension has many. */
const pageRows = 50
const pageColumns = 40
/** What was asked for so close to one another was asked for together. */
const togetherMs = 50
/** What a dimension is put in order by. */
export const nameOf: Readonly<Record<Dimension, string>> = {
  item: 'item.sku',
  site: 'site.code',
  location: 'location.code',
  owner: 'owner.name',
  status: 'statusName',
  lot: 'lot.name',
  handlingUnit: 'handlingUnit.code',
}
/** Dimensions that a house has few of, so that all are columns. */
const few: ReadonlySet<Dimension> = new Set(['site', 'owner', 'status'])

/** A page of rows, and when it was asked for. */
export interface StockPage extends ListAnswer<StockRow> {
  readonly askedAt: number
}

/** How a view's rows are asked for: the key under which they are kept. */
export function stockKey(view: StockView, columns: readonly StockColumn[] | undefined): QueryKey {
  const { by, across, held: filter } = view
  const isMatrix = across !== 'figures'
  const wanted = isMatrix && !few.has(across) ? columns?.map(({ id }) => id || 'none').join(',') : undefined
  const query = {
    by: by.join(','),
    ...filter,
    ...instantsQuery(view),
    ...(isMatrix ? { across, columns: wanted } : {}),
    sort: view.sort ?? by.map((dimension) => nameOf[dimension]).join(','),
  }
  return ['stock', `/ledger/stock${isMatrix ? '/matrix' : ''}`, query]
}

/** The rows of a view, page by page. */
export function useStock(view: StockView, columns: readonly StockColumn[] | undefined) {
  const { across } = view
  const queryKey = stockKey(view, columns)
  const [, path, query] = queryKey as [string, string, Filter]
  return useInfiniteQuery({
    queryKey,
    initialPageParam: '',
    enabled: across === 'figures' || few.has(across) || columns !== undefined,
    // Their screen keeps them live itself, row by row.
    meta: { isHeld: true },
    queryFn: async ({ pageParam, signal }): Promise<StockPage> => {
      const askedAt = Date.now()
      const asked = filterQuery({ ...query, limit: pageRows, cursor: pageParam })
      return { ...(await call<ListAnswer<StockRow>>(`${path}?${asked}`, { signal })), askedAt }
    },
    getNextPageParam: (last) => last.nextCursor,
  })
}

/** Reads some rows of a view again, by the members of its first dimension. */
export async function readMembers(key: QueryKey, members: readonly string[]): Promise<readonly StockRow[]> {
  const [, path, query] = key as [string, string, Filter]
  const rows: StockRow[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const asked = filterQuery({ ...query, members: [...members].sort().join(','), limit: 200, cursor })
    const page: ListAnswer<StockRow> = await call(`${path}?${asked}`, {})
    rows.push(...page.data)
    cursor = page.nextCursor
  }
  return rows
}

/**
 * The columns of the matrix with what all rows have in them: sums of the whole view, made by the server.
 * @param cursor the page of columns, where a dimension has many members
 */
export function useColumnSums(view: StockView, cursor: string) {
  const { across, held: filter } = view
  return useQuery({
    queryKey: ['stock-columns', across, filter, instantsQuery(view), cursor],
    enabled: across !== 'figures',
    queryFn: async ({ signal }) => {
      const askedAt = Date.now()
      if (across === 'figures') return { columns: [], nextCursor: null, askedAt, tookMs: 0 }
      const query = filterQuery({
        by: across,
        ...filter,
        ...instantsQuery(view),
        sort: nameOf[across],
        limit: few.has(across) ? 200 : pageColumns,
        cursor,
      })
      const { data, nextCursor } = await call<ListAnswer<StockRow>>(`/ledger/stock?${query}`, { signal })
      const columns = data.map((row) => columnOf(row, across))
      return { columns, nextCursor, askedAt, tookMs: Date.now() - askedAt }
    },
  })
}

/** The figures of the whole view: one sum, made by the server. */
export function useStockTotal(view: StockView, isWanted: boolean) {
  const { held: filter } = view
  return useQuery({
    queryKey: ['stock-total', filter, instantsQuery(view)],
    enabled: isWanted,
    queryFn: async ({ signal }) => {
      const askedAt = Date.now()
      const query = filterQuery({ by: 'status', ...filter, ...instantsQuery(view), limit: 200 })
      const { data } = await call<ListAnswer<StockRow>>(`/ledger/stock?${query}`, { signal })
      return { total: totalsOf(data), askedAt, tookMs: Date.now() - askedAt }
    },
  })
}

interface Following {
  readonly data: { readonly askedAt: number; readonly tookMs: number } | undefined
  readonly isFetching: boolean
  refetch(): unknown
}

/**
 * Reads the sums of all stock again after the rows of a page were: at once where that is quick, and where
 * there is so much stock that adding it up takes a second, no more than a third of the time.
 */
export function useFollowing({ data, isFetching, refetch }: Following, rowsAskedAt: number): void {
  const isBehind = data !== undefined && !isFetching && rowsAskedAt > data.askedAt + togetherMs
  const restMs = 2 * (data?.tookMs ?? 0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is read again is the same query
  useEffect(() => {
    if (!isBehind) return undefined
    const timer = setTimeout(() => void refetch(), restMs)
    return () => clearTimeout(timer)
  }, [isBehind, restMs])
}

/** Adds up rows that the server has summed. */
export function totalsOf(rows: readonly StockFigures[]): StockFigures {
  const before = rows.map((row) => row.onHandBefore)
  return {
    ...figuresOf(rows),
    inTransit: sumQuantities(rows.map((row) => row.inTransit)),
    onHandBefore: before.some((value) => value === null) ? null : sumQuantities(before as number[]),
  }
}

/** A row's member of a dimension, by its id. */
export function rowMember(row: StockRow, dimension: Dimension): string {
  return idOf(row, dimension)
}

/** What names a row in the address: its dimensions' ids. */
export function rowKey(row: StockRow, by: readonly Dimension[]): string {
  return by.map((dimension) => idOf(row, dimension)).join('~')
}

/** How the API is asked for stock without a lot or unit. */
const without: Partial<Record<Dimension, string>> = { lot: 'withoutLot', handlingUnit: 'isLoose' }

/** The filter that leads from a row, and a column of it, to what is behind it. */
export function cellFilter(row: StockRow, view: StockView, column?: string): Record<string, string> {
  const members = view.by.map((dimension) => [dimension, idOf(row, dimension)] as [Dimension, string])
  if (column !== undefined && view.across !== 'figures') members.push([view.across, column])
  return membersFilter(members)
}

function membersFilter(members: readonly (readonly [Dimension, string])[]): Record<string, string> {
  return Object.fromEntries(
    members.flatMap(([dimension, id]) => {
      const none = without[dimension]
      if (id !== '') return [[dimension, id]]
      return none === undefined ? [] : [[none, 'true']]
    }),
  )
}

/** The filter that leads from the sum of a whole view, or of a column, to what is behind it. */
export function wholeFilter(view: StockView, column?: string): Record<string, string> {
  return column === undefined || view.across === 'figures' ? {} : membersFilter([[view.across, column]])
}

/** Which balances a figure is made of. */
export const partFilter: Readonly<Partial<Record<FigureName, Filter>>> = {
  allocated: { allocated: { gt: 0 } },
  held: { held: { gt: 0 } },
  inTransit: { 'location.kind': 'transit' },
}

/** What a balance adds to a figure. */
export function partOf(bucket: BalanceRow, figure: FigureName): number {
  if (figure === 'inTransit') return bucket.location.kind === 'transit' ? bucket.onHand : 0
  return bucket[figure] ?? 0
}

/** What a row, or a column of it, comes to; where there is nothing, zeros. */
export function figuresAt(row: StockRow, column?: string): StockFigures {
  if (column === undefined) return row
  const cell = row.cells?.find((candidate) => (candidate.column ?? '') === column)
  if (cell) return cell
  const isKnown = row.available !== null
  const zero = isKnown ? 0 : null
  return {
    onHand: 0,
    allocated: zero,
    unallocated: zero,
    held: 0,
    available: zero,
    inTransit: 0,
    onHandBefore: row.onHandBefore === null ? null : 0,
  }
}

function columnOf(row: StockRow, across: Dimension): StockColumn {
  const value = row[across]
  const name =
    value === null || typeof value === 'string'
      ? value
      : 'sku' in value
        ? value.sku
        : 'code' in value
          ? value.code
          : value.name
  return { id: idOf(row, across), name: name ?? '', figures: row }
}

function idOf(row: StockRow, dimension: Dimension): string {
  const value = row[dimension]
  if (value === null || value === undefined) return ''
  return typeof value === 'string' ? value : value.id
}
