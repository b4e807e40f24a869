import { refuse, type Transaction } from '@stowage/sdk'
import type { Knex } from 'knex'
import { type Static, Type } from 'typebox'
import { NIL_ID } from '../../database/ids.ts'
import type { ListQuery } from '../../http/list/list-declaration.ts'
import { balancesAt } from './balance-scope.ts'
import { Figures, StockRow, stockList } from './stock.list.ts'
import {
  DIMENSION_WORDS,
  DIMENSIONS,
  type Dimension,
  dimensionsOf,
  idSql,
  joinOf,
  keySql,
} from './stock-dimensions.ts'
import { FIGURES, knowSums, summedBy } from './stock-sums.ts'

/** How many columns may be asked for, and how many cells an answer has. */
export const COLUMNS_MAX = 60
const CELLS_MAX = 10_000

/** Where a row and a column meet. */
const Cell = Type.Object({
  column: Type.Union([Type.String(), Type.Null()], {
    description: 'The id of the column; of statuses the name; null for stock without a lot or unit',
  }),
  name: Type.Union([Type.String(), Type.Null()], { description: 'What the column is called' }),
  ...Figures,
})

const MatrixRow = Type.Object({
  ...StockRow.properties,
  cells: Type.Array(Cell, { description: 'Those columns that the row has stock in' }),
})

/** One page of a matrix on the wire. */
export const MatrixPage = Type.Object({
  data: Type.Array(MatrixRow),
  nextCursor: Type.Union([Type.String(), Type.Null()]),
  total: Type.Optional(Type.Integer()),
})
/** One row of it. */
export type MatrixRow = Static<typeof MatrixRow>
type ListedRow = Static<typeof StockRow>

const ids = `[^,]{1,64}`

/** What `GET /ledger/stock/matrix` may be asked. */
export const MatrixQuery = Type.Object(
  {
    ...stockList.querystring.properties,
    figure: Type.Optional(
      Type.Union(
        (['onHand', 'available', 'allocated', 'unallocated', 'held', 'inTransit'] as const).map((figure) =>
          Type.Literal(figure),
        ),
        { description: 'Of a file: the figure in its columns; onHand unless said' },
      ),
    ),
    across: Type.String({
      pattern: `^(${DIMENSION_WORDS})$`,
      description: 'The dimension that makes the columns; it is none of those in `by`',
    }),
    columns: Type.Optional(
      Type.String({
        pattern: `^${ids}(,${ids}){0,${COLUMNS_MAX - 1}}$`,
        description:
          `Only these columns, ${COLUMNS_MAX} at most: ids with commas between, of statuses their names, ` +
          'none for stock without a lot or unit',
      }),
    ),
  },
  { additionalProperties: false },
)

/**
 * One page of the matrix: the rows as the list of sums has them, and for all of them at once what each has in
 * each column. A row's own figures are read with its cells, so that they add up while stock moves. Sites,
 * owners and statuses are so few that all are summed, once, and put in order then.
 * @throws `ledger.dimension_twice`, `ledger.matrix_too_wide`
 */
export async function readMatrix(trx: Transaction, query: ListQuery): Promise<Static<typeof MatrixPage>> {
  const by = dimensionsOf(query)
  const across = query.across as Dimension
  if (by.includes(across)) throw refuse('ledger.dimension_twice', { by: `${by},${across}` }, '#across')
  const isAll = by.every((dimension) => !DIMENSIONS[dimension].isMany)
  const all = isAll ? await readSums(trx, query, { by, across }) : []
  if (isAll)
    knowSums(
      query,
      all.filter(({ isWhole }) => isWhole).map(({ sums }) => sums),
    )
  const page = await stockList.run(trx, query)
  const rows = page.data as readonly ListedRow[]
  const found = isAll || rows.length === 0 ? all : await readSums(trx, query, { by, across, rows })
  const groups = Map.groupBy(found, ({ key }) => key)
  return { ...page, data: rows.flatMap((row) => rowWithCells(row, groups.get(keyOf(row, by)))) }
}

const FIGURE_COLUMNS = `z.on_hand as "onHand", z.on_hand_before as "onHandBefore", z.allocated,
  z.on_hand - z.allocated as unallocated, z.available, z.in_transit as "inTransit", z.held, z.balances::int`

interface SumRow extends Record<keyof typeof Figures, number> {
  readonly key: string
  readonly isWhole: boolean
  /** The group as it was summed. */
  readonly sums: object
  readonly column: string | null
  readonly name: string | null
}

/** A row that was emptied between the two readings is left out, as a later page would. */
function rowWithCells(row: ListedRow, sums: readonly SumRow[] | undefined): MatrixRow[] {
  const whole = sums?.find(({ isWhole }) => isWhole)
  if (sums === undefined || whole === undefined) return []
  const { key, isWhole, sums: _, column, name, ...figures } = whole
  return [{ ...row, ...figures, cells: sums.filter((sum) => !sum.isWhole) }]
}

interface Page {
  readonly by: readonly Dimension[]
  readonly across: Dimension
  /** Those that the sums are held to; all of them where it is left out. */
  readonly rows?: readonly ListedRow[]
}

/**
 * Sums for each row and column first, and the rows of these: grouping sets over the balances themselves are
 * never added up by several processes at once, and took ten times as long.
 */
async function readSums(trx: Transaction, query: ListQuery, { by, across, rows }: Page): Promise<SumRow[]> {
  const sumsMax = CELLS_MAX + (rows?.length ?? COLUMNS_MAX)
  const columns = (dimensions: readonly Dimension[]) =>
    dimensions.map((dimension) => `c.${DIMENSIONS[dimension].column}`).join(', ')
  const rowColumns = columns(by)
  const acrossColumn = columns([across])
  const { tells } = DIMENSIONS[across]
  const name = (tells[1] ?? tells[0]).split(' as ')[0]
  const only = (balances: Knex.QueryBuilder) => {
    for (const dimension of rows === undefined ? [] : by) {
      const members = [...new Set(rows!.map((row) => idOf(row, dimension)))]
      holdTo(trx, balances, { dimension, members })
    }
  }
  const cells = summedBy(balancesAt(trx, query, only), query, [...by, across])
  const joined = [...by.filter((dimension) => !DIMENSIONS[dimension].isMany), across]
  const wanted = query.columns === undefined ? undefined : String(query.columns).split(',')
  const { rows: sums } = await trx.raw<{ rows: SumRow[] }>(
    `select ${keySql(by)} as key, z.is_whole as "isWhole", to_jsonb(z) as sums, ${idSql(across)} as "column",
            ${name} as name, ${FIGURE_COLUMNS}
       from (select ${rowColumns}, ${acrossColumn}, grouping(${acrossColumn}) = 1 as is_whole,
                    ${FIGURES.map((figure) => `sum(c.${figure}) as ${figure}`).join(', ')}
               from (${cells.sql}) c
              group by grouping sets ((${rowColumns}), (${rowColumns}, ${acrossColumn}))) z
       ${joined.map(joinOf).join(' ')}
      where z.is_whole or ((z.on_hand <> 0 or z.on_hand_before <> 0)
        and ${wanted === undefined ? 'true' : `coalesce(${idSql(across)}, 'none') = any (?::text[])`})
      order by name, "column" limit ${sumsMax + 1}`,
    [...cells.bindings, ...(wanted === undefined ? [] : [wanted])] as Knex.Raw[],
  )
  if (sums.length > sumsMax) {
    throw refuse('ledger.matrix_too_wide', { cellsMax: CELLS_MAX, columnsMax: COLUMNS_MAX }, '#across')
  }
  return sums
}

/** Narrows balances `b` to some members of a dimension. */
function holdTo(
  trx: Transaction,
  balances: Knex.QueryBuilder,
  { dimension, members }: { dimension: Dimension; members: readonly string[] },
): void {
  const named = members.filter((id) => id !== '')
  const isSome = members.length > named.length
  switch (dimension) {
    case 'item':
    case 'location':
      balances.whereRaw(`b.${dimension} = any (?::uuid[])`, [named])
      break
    case 'lot':
    case 'handlingUnit': {
      const { column } = DIMENSIONS[dimension]
      balances.whereRaw(`b.${column} = any (?::uuid[])`, [isSome ? [...named, NIL_ID] : named])
      // Without the nil, the index serves, which leaves out what has none.
      if (!isSome) balances.whereNot(`b.${column}`, NIL_ID)
      break
    }
    case 'site':
    case 'owner': {
      const table = dimension === 'site' ? 'locations.site' : 'access.owner'
      const numbers = trx(table).select('no').whereRaw('id = any (?::uuid[])', [named])
      balances.where((either) => {
        either.whereIn(`b.${dimension}`, numbers)
        if (isSome) either.orWhereNull(`b.${dimension}`)
      })
      break
    }
    case 'status':
      balances.whereIn(
        'b.status',
        trx('ledger.status').select('no').whereRaw('name = any (?::text[])', [named]),
      )
  }
}

function keyOf(row: ListedRow, by: readonly Dimension[]): string {
  return by.map((dimension) => idOf(row, dimension)).join('|')
}

function idOf(row: ListedRow, dimension: Dimension): string {
  const value = row[dimension]
  if (value === null) return ''
  return typeof value === 'string' ? value : value.id
}
