import Button from '@mui/material/Button'
import { useState } from 'react'
import { type RaRecord, useGetList } from 'react-admin'
import { statusWord } from '../pieces/status-chip.tsx'
import { problemOf } from '../providers/problem.ts'
import { say } from '../words/say.ts'
import { type StockColumn, type StockFigures, type StockRow, totalsOf, useColumnSums } from './stock-rows.ts'
import { type Dimension, instantsQuery, type StockView } from './stock-view.ts'

/** The columns of a matrix and the way through them, where they are many. */
export interface ColumnSet {
  /** Those that the rows are asked for; undefined until they are known, or where all are wanted. */
  readonly wanted: readonly StockColumn[] | undefined
  /** Those to draw, with what the rows themselves tell of columns not yet summed. */
  shown(rows: readonly StockRow[]): readonly StockColumn[]
  /** What all rows have in all columns; undefined where there are more columns, or not yet. */
  readonly total: StockFigures | undefined
  readonly sums: ReturnType<typeof useColumnSums>
  readonly error: unknown
  readonly from: number
  readonly next: (() => void) | undefined
  readonly previous: (() => void) | undefined
}

/** The resources that list dimensions of few members: their columns stand there before any sum is made. */
const lists: Partial<Record<Dimension, { resource: string; name: string; id: string }>> = {
  site: { resource: 'sites', name: 'code', id: 'id' },
  owner: { resource: 'owners', name: 'name', id: 'id' },
  status: { resource: 'statuses', name: 'name', id: 'name' },
}

/** What makes the columns of a view, in the order of their names. */
export function useColumns(view: StockView): ColumnSet {
  const { across } = view
  const [cursors, setCursors] = useCursors(JSON.stringify([across, view.held, instantsQuery(view)]))
  const sums = useColumnSums(view, cursors.at(-1) ?? '')
  const members = useMembers(view)
  const summed = sums.data?.columns
  const next = sums.data?.nextCursor ?? null
  const isTooWide = problemOf(sums.error)?.code === 'ledger.as_of_too_wide'
  return {
    sums,
    total: summed && next === null && cursors.length === 1 ? totalOf(summed) : undefined,
    wanted: lists[across as Dimension] ? undefined : summed,
    shown: (rows) => shownColumns(across, [members, columnsOf(rows), summed ?? []]),
    // Of a wide past only the rows are added up, not the whole; their columns stand in the cells.
    error: isTooWide && lists[across as Dimension] ? undefined : sums.error,
    from: (cursors.length - 1) * (summed?.length ?? 0) + 1,
    next: next === null ? undefined : () => setCursors([...cursors, next]),
    previous: cursors.length === 1 ? undefined : () => setCursors(cursors.slice(0, -1)),
  }
}

function totalOf(columns: readonly StockColumn[]): StockFigures | undefined {
  const figures = columns.flatMap((column) => column.figures ?? [])
  return figures.length === 0 ? undefined : totalsOf(figures)
}

/** The way through the pages of columns; another view begins at its first. */
function useCursors(view: string): [readonly string[], (cursors: readonly string[]) => void] {
  const [kept, keep] = useState({ view, cursors: [''] as readonly string[] })
  return [kept.view === view ? kept.cursors : [''], (cursors) => keep({ view, cursors })]
}

function useMembers({ across, held: filter }: StockView): readonly StockColumn[] {
  const list = lists[across as Dimension]
  const { data = [] } = useGetList(
    list?.resource ?? 'sites',
    { pagination: { page: 1, perPage: 60 }, sort: { field: list?.name ?? 'code', order: 'ASC' } },
    { enabled: list !== undefined, retry: false },
  )
  if (list === undefined) return []
  const only = filter[across as Dimension]
  return data
    .map((row) => ({ id: String(row[list.id]), name: memberName(row, list.name, across) }))
    .filter(({ id }) => only === undefined || id === only)
}

/** People do not read codes of statuses. */
function memberName(row: RaRecord, source: string, across: StockView['across']): string {
  const name = String(row[source])
  return across === 'status' ? statusWord(name, String(row.title)) : name
}

function shownColumns(
  across: StockView['across'],
  [members, ...others]: readonly (readonly StockColumn[])[],
): readonly StockColumn[] {
  if (across === 'figures') return []
  const columns = merged([members ?? [], ...others])
  if (across !== 'status') return columns
  const words = new Map(members?.map(({ id, name }) => [id, name]))
  return columns.map((column) => ({ ...column, name: words.get(column.id) ?? statusWord(column.name) }))
}

function columnsOf(rows: readonly StockRow[]): StockColumn[] {
  return rows.flatMap(({ cells = [] }) =>
    cells.map(({ column, name }) => ({ id: column ?? '', name: name ?? '' })),
  )
}

/** Each column once, the later told standing for the earlier; what has no name stands last. */
function merged(sets: readonly (readonly StockColumn[])[]): StockColumn[] {
  const byId = new Map(sets.flat().map((column) => [column.id, column]))
  return [...byId.values()].sort(
    (a, b) =>
      Number(a.name === '') - Number(b.name === '') || a.name.localeCompare(b.name, 'en', { numeric: true }),
  )
}

/** Goes through the columns of a dimension that has many. */
export function ColumnPages({ columns }: { columns: ColumnSet }) {
  const { wanted, from, next, previous } = columns
  if (!next && !previous) return null
  return (
    <div className="list-foot">
      <span>
        {say('Columns {from} to {to}', {
          from,
          to: from + (wanted?.length ?? 1) - 1,
        })}
      </span>
      <span className="push" />
      <Button size="small" disabled={!previous} onClick={previous}>
        {say('Previous columns')}
      </Button>
      <Button size="small" disabled={!next} onClick={next}>
        {say('Next columns')}
      </Button>
    </div>
  )
}
