import { Readable } from 'node:stream'
import { refuse, type Transaction } from '@stowage/sdk'
import { writeCsv } from '../../http/list/list-csv.ts'
import type { ListQuery } from '../../http/list/list-declaration.ts'
import { writeXlsx, XLSX_MAX_ROWS } from '../../http/list/list-xlsx.ts'
import { stockList } from './stock.list.ts'
import { DIMENSIONS, type Dimension, dimensionsOf } from './stock-dimensions.ts'
import { COLUMNS_MAX, type MatrixRow, readMatrix } from './stock-matrix.ts'

type InTransaction = <T>(work: (trx: Transaction) => Promise<T>) => Promise<T>
type Figure = 'onHand' | 'available' | 'allocated' | 'unallocated' | 'held' | 'inTransit'

const PAGE_ROWS = 200

/**
 * The whole matrix as a file: a row for each of its rows, a column for each member across with one figure of
 * it, and that figure of the whole row. Each page is read in a transaction of its own, so that a slow reader
 * holds none.
 * @throws `ledger.matrix_too_wide` where more columns would be needed than may be asked for
 */
export async function matrixFile(
  inTransaction: InTransaction,
  query: ListQuery,
  format: 'csv' | 'xlsx',
): Promise<Readable> {
  const by = dimensionsOf(query)
  const { format: _, figure = 'onHand', ...asked } = query
  const columns = await inTransaction((trx) => columnsOf(trx, asked))
  const wanted = {
    ...asked,
    sort: query.sort ?? namesOf(by),
    columns: columns.map(({ id }) => id ?? 'none').join(),
  }
  const read = (cursor: string | undefined) =>
    inTransaction((trx) =>
      readMatrix(trx, { ...wanted, limit: PAGE_ROWS, ...(cursor === undefined ? {} : { cursor }) }),
    )
  // Read before the answer begins, so that what is wrong with the question is still a problem answer.
  const first = columns.length === 0 ? { data: [], nextCursor: null } : await read(undefined)
  const pages = pagesOf({ by, columns, figure: figure as Figure, first, read })
  const pieces = format === 'csv' ? csvOf(pages) : writeXlsx(pages)
  return Readable.from(pieces, { objectMode: false, highWaterMark: 65_536 })
}

interface Column {
  /** Null for stock without a lot or unit. */
  readonly id: string | null
  readonly name: string
}

/** All that is across in this view, or those that were asked for, in the order of their names. */
async function columnsOf(trx: Transaction, query: ListQuery): Promise<Column[]> {
  const across = query.across as Dimension
  const { columns: named, across: _, cursor: __, count: ___, members: ____, ...view } = query
  const only = named === undefined ? undefined : new Set(String(named).split(','))
  const page = await stockList.run(trx, {
    ...view,
    by: across,
    sort: DIMENSIONS[across].names[0],
    limit: PAGE_ROWS,
  })
  const columns = (page.data as readonly MatrixRow[])
    .map((row) => memberOf(row, across))
    .filter(({ id }) => only === undefined || only.has(id ?? 'none'))
  if (columns.length > COLUMNS_MAX || (page.nextCursor !== null && only === undefined))
    throw refuse('ledger.matrix_file_too_wide', { columnsMax: COLUMNS_MAX }, '#across')
  return columns
}

function memberOf(row: MatrixRow, dimension: Dimension): Column {
  const member = row[dimension]
  if (member === null) return { id: null, name: 'none' }
  if (typeof member === 'string') return { id: member, name: member }
  return { id: member.id, name: namesIn(member)[0]! }
}

interface Pages {
  readonly by: readonly Dimension[]
  readonly columns: readonly Column[]
  readonly figure: Figure
  readonly first: { readonly data: readonly MatrixRow[]; readonly nextCursor: string | null }
  read(cursor: string): Promise<{ readonly data: readonly MatrixRow[]; readonly nextCursor: string | null }>
}

async function* pagesOf({ by, columns, figure, first, read }: Pages): AsyncGenerator<unknown[][]> {
  const heads = by.flatMap((dimension) => (dimension === 'item' ? ['sku', 'name', 'baseUnit'] : [dimension]))
  yield [[...heads, ...columns.map(({ name }) => name), figure]]
  let page = first
  for (let rows = page.data.length; rows < XLSX_MAX_ROWS; rows += page.data.length) {
    yield page.data.map((row) => [
      ...by.flatMap((dimension) => wordsOf(row, dimension)),
      ...columns.map(({ id }) => (row.cells.find((cell) => cell.column === id) ?? NOTHING)[figure]),
      row[figure],
    ])
    if (page.nextCursor === null) return
    page = await read(page.nextCursor)
  }
}

const NOTHING = { onHand: 0, available: 0, allocated: 0, unallocated: 0, held: 0, inTransit: 0 } as const

function wordsOf(row: MatrixRow, dimension: Dimension): (string | null)[] {
  const member = row[dimension]
  if (dimension === 'item') return member === null ? [null, null, null] : namesIn(member as object)
  return [member === null || typeof member === 'string' ? member : namesIn(member)[0]!]
}

/** All but the id. */
function namesIn(member: object): string[] {
  const { id: _, ...names } = member as { readonly id: string }
  return Object.values(names)
}

function namesOf(by: readonly Dimension[]): string {
  return by
    .slice(0, 4)
    .map((dimension) => DIMENSIONS[dimension].names[0])
    .join()
}

async function* csvOf(pages: AsyncIterable<unknown[][]>): AsyncGenerator<string> {
  for await (const rows of pages) yield writeCsv(rows)
}
