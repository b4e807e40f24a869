import { Readable } from 'node:stream'
import type { Transaction } from '@stowage/sdk'
import type { Knex } from 'knex'
import { type TObject, type TSchema, type TStringOptions, Type } from 'typebox'
import { withHidable } from '../restricted-fields.ts'
import { InvalidInput } from '../validation.ts'
import { writeCsv } from './list-csv.ts'
import { readCursor, writeCursor } from './list-cursor.ts'
import type { ConcealingList, ListDeclaration, ListPage, ListQuery } from './list-declaration.ts'
import { conditionsOf, filtersOf, type ListFilter } from './list-filter.ts'
import { afterSql, type Condition, orderSql, readOrder } from './list-order.ts'
import { presenterOf } from './list-presenter.ts'
import { type ListSearch, readSearch } from './list-search.ts'
import { type ListShape, shapeOf } from './list-shape.ts'
import { writeXlsx, XLSX_MAX_ROWS } from './list-xlsx.ts'
import { ownerByOwner, ownerColumnAlong } from './owner-by-owner.ts'

const DEFAULT_LIMIT = 50
const MAX_LIMIT = 200
const FILE_PAGE = 1_000
const CSV_MAX_ROWS = 5_000_000

type Row = Record<string, unknown>
type InTransaction = <T>(work: (trx: Transaction) => Promise<T>) => Promise<T>

/** A list, compiled once when its module is loaded. `app.list()` makes a route of it. */
export interface List {
  readonly declaration: ListDeclaration & Partial<ConcealingList>
  readonly shape: ListShape
  readonly filters: ReadonlyMap<string, ListFilter>
  /** Those that single fields of it take. */
  readonly permissions: ReadonlySet<string>
  readonly querystring: TObject
  readonly response: TSchema
  /** Reads one page. */
  run(trx: Transaction, query: ListQuery): Promise<ListPage>
  /**
   * Streams all rows, page by page, each page in a transaction of its own so that a slow reader holds none.
   */
  csv(inTransaction: InTransaction, query: ListQuery): Promise<Readable>
  /** The same as a workbook, which ends at what a sheet can hold. */
  xlsx(inTransaction: InTransaction, query: ListQuery): Promise<Readable>
}

interface Compiled {
  readonly declaration: ListDeclaration & Partial<ConcealingList>
  readonly shape: ListShape
  readonly filters: ReadonlyMap<string, ListFilter>
  readonly present: (row: Row) => Row
  /** Whether its reader's pages are read owner by owner. */
  readonly isByOwner: boolean
}

/**
 * Makes a list of a table or a query: filters, order, keyset pages, a count, CSV.
 * @example
 * export const itemList = defineList({
 *   from: 'items.item as i', key: 'i.id', defaultSort: 'sku', row: Item, search: ['i.sku', 'i.name'],
 *   fields: { id: { column: 'i.id', type: 'uuid', filter: true }, sku: { column: 'i.sku', type: 'string',
 * sort: true } }, })
 * @throws Error for a mistake in the declaration
 */
export function defineList(
  declaration: ListDeclaration & Partial<ConcealingList>,
  { isByOwner = false } = {},
): List {
  const shape = shapeOf(declaration)
  const filters = new Map(filtersOf(shape.fields).map((filter) => [filter.parameter, filter]))
  checkDefaultOrder(shape, declaration)
  const list = { declaration, shape, filters, present: presenterOf(shape.fields, declaration.row), isByOwner }
  return {
    declaration,
    shape,
    filters,
    permissions: permissionsOf(list),
    querystring: querySchema(list),
    response: Type.Object({
      data: Type.Array(withHidable(declaration.row)),
      nextCursor: Type.Union([Type.String(), Type.Null()], {
        description: 'Gives the next page; null on the last',
      }),
      total: Type.Optional(
        Type.Integer({ description: 'How many rows there are, where count=true asked for it' }),
      ),
    }),
    run: (trx, query) => readPage(list, trx, query),
    csv: async (inTransaction, query) => {
      const rows = await readAll(list, inTransaction, query)
      return asStream(csvOf(pagesOf(list.shape, { ...rows, most: CSV_MAX_ROWS })))
    },
    xlsx: async (inTransaction, query) => {
      const rows = await readAll(list, inTransaction, query)
      return asStream(writeXlsx(pagesOf(list.shape, { ...rows, most: XLSX_MAX_ROWS - 1 })))
    },
  }
}

/** What it takes to sort by some of them, for screens. */
function permissionsToSort({ sortable }: ListShape): Readonly<Record<string, string>> {
  const taking = [...sortable].flatMap(([name, { permission }]) => (permission ? [[name, permission]] : []))
  return Object.fromEntries(taking)
}

function permissionsOf({ shape, declaration }: Compiled): ReadonlySet<string> {
  const ofFields = shape.fields.flatMap(({ permission }) => permission ?? [])
  return new Set([...ofFields, ...(declaration.concealed?.permissions ?? [])])
}

/** The order that everybody gets may not tell what only some may see. */
function checkDefaultOrder(shape: ListShape, { defaultSort }: ListDeclaration): void {
  for (const { alias } of readOrder(shape, defaultSort).terms) {
    const { permission } = shape.sortable.get(alias) ?? {}
    if (permission !== undefined)
      throw new Error(`the list is sorted by "${alias}", which takes ${permission}`)
  }
}

function querySchema({ declaration, shape, filters }: Compiled): TObject {
  const sortable = [...shape.sortable.keys()]
  const properties: Record<string, TSchema> = {
    ...declaration.parameters?.properties,
    limit: Type.Integer({
      minimum: 1,
      maximum: MAX_LIMIT,
      description: `Rows a page, ${DEFAULT_LIMIT} unless said`,
    }),
    cursor: Type.String({ minLength: 1, maxLength: 2_000, description: 'nextCursor of the page before' }),
    sort: Type.String({
      minLength: 1,
      maxLength: 200,
      description:
        `Fields with commas between, a minus for descending: ${sortable.join(', ')}. ` +
        `Unless said: ${declaration.defaultSort}`,
      'x-sort': { fields: sortable, default: declaration.defaultSort, permissions: permissionsToSort(shape) },
    } as TStringOptions),
    count: Type.Boolean({ description: 'Whether to count all rows as well' }),
    format: Type.Union([Type.Literal('json'), Type.Literal('csv'), Type.Literal('xlsx')], {
      description: 'csv and xlsx give all rows as a file, as does "Accept: text/csv"',
    }),
  }
  if (declaration.search !== undefined) {
    properties.q = Type.String({
      minLength: 1,
      maxLength: 100,
      description: 'Words that have to stand in a row',
    })
  }
  for (const { parameter, schema } of filters.values()) properties[parameter] = schema
  const required = (declaration.parameters?.required ?? []) as readonly string[]
  const optional = Object.entries(properties).map(([name, schema]) => [
    name,
    required.includes(name) ? schema : Type.Optional(schema),
  ])
  return Type.Object(Object.fromEntries(optional), { additionalProperties: false })
}

async function readPage(list: Compiled, trx: Transaction, query: ListQuery): Promise<ListPage> {
  const limit = (query.limit as number | undefined) ?? DEFAULT_LIMIT
  const { rows, nextCursor } = await readRows(list, trx, {
    query,
    limit,
    cursor: query.cursor as string | undefined,
  })
  const page = { data: rows.map(list.present), nextCursor }
  return query.count === true ? { ...page, total: await countRows(list, trx, query) } : page
}

interface PageRequest {
  readonly query: ListQuery
  readonly limit: number
  readonly cursor: string | undefined
}

interface RowPage {
  readonly rows: Row[]
  readonly nextCursor: string | null
}

async function readRows(
  list: Compiled,
  trx: Transaction,
  { query, limit, cursor }: PageRequest,
): Promise<RowPage> {
  const { declaration, shape, isByOwner } = list
  const order = readOrder(shape, (query.sort as string | undefined) ?? declaration.defaultSort)
  const search = await readSearch(trx, declaration, query)
  const page = filtered(list, trx, { query, search })
    .select(trx.raw(shape.selected))
    .orderByRaw(orderSql(order))
    .limit(limit + 1)
  if (cursor !== undefined) addWhere(page, afterSql(order, readCursor(order, cursor)))
  const column = isByOwner && !search.isNarrow ? ownerColumnAlong(declaration, order) : undefined
  const read = column === undefined ? page : ownerByOwner(trx, page, { column, order, limit: limit + 1 })
  const rows = (await read) as Row[]
  if (rows.length <= limit) return { rows, nextCursor: null }
  rows.length = limit
  return { rows, nextCursor: writeCursor(order, rows.at(-1)!) }
}

async function countRows(list: Compiled, trx: Transaction, query: ListQuery): Promise<number> {
  const search = await readSearch(trx, list.declaration, query)
  const counted = filtered(list, trx, { query, search }).select(trx.raw('1')).as('counted')
  const [row] = (await trx.count({ total: '*' }).from(counted)) as { total: string | number }[]
  return Number(row?.total)
}

function filtered(
  { declaration, filters }: Compiled,
  trx: Transaction,
  { query, search }: { readonly query: ListQuery; readonly search: ListSearch },
): Knex.QueryBuilder {
  const { from } = declaration
  const builder = typeof from === 'string' ? trx(from) : from(trx, query)
  for (const condition of [...conditionsOf(filters, query), ...search.conditions]) {
    addWhere(builder, condition)
  }
  return builder
}

function addWhere(builder: Knex.QueryBuilder, { sql, bindings }: Condition): void {
  builder.whereRaw(sql, bindings as (string | number | boolean)[])
}

type ReadNext = (cursor: string) => Promise<RowPage>

/**
 * The first page is read before the answer begins, so that what is wrong with the query is still a problem
 * answer.
 */
async function readAll(
  list: Compiled,
  inTransaction: InTransaction,
  query: ListQuery,
): Promise<{ first: RowPage; read: ReadNext }> {
  for (const name of ['cursor', 'limit', 'count']) {
    if (query[name] === undefined) continue
    const detail = 'A file has all rows; leave this out.'
    throw new InvalidInput('querystring', [{ pointer: `#${name}`, code: 'http.wrong_value', detail }])
  }
  const read = (cursor: string | undefined) =>
    inTransaction((trx) => readRows(list, trx, { query, limit: FILE_PAGE, cursor }))
  return { first: await read(undefined), read }
}

interface AllRows {
  readonly first: RowPage
  readonly read: ReadNext
  readonly most: number
}

/** The names of the columns, and then the rows, page by page. */
async function* pagesOf(
  { fields }: ListShape,
  { first, read, most }: AllRows,
): AsyncGenerator<readonly (readonly unknown[])[]> {
  const names = fields.filter(({ hidden }) => !hidden).map(({ name }) => name)
  yield [names]
  let page = first
  for (let count = page.rows.length; count <= most; count += page.rows.length) {
    yield page.rows.map((row) => names.map((name) => row[name]))
    if (page.nextCursor === null) return
    page = await read(page.nextCursor)
  }
  throw new Error(`a file of this kind has ${most} rows at most`)
}

async function* csvOf(pages: AsyncIterable<readonly (readonly unknown[])[]>): AsyncGenerator<string> {
  for await (const rows of pages) yield writeCsv(rows)
}

function asStream(pieces: AsyncIterable<string | Buffer>): Readable {
  return Readable.from(pieces, { objectMode: false, highWaterMark: 65_536 })
}
