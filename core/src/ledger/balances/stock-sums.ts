import type { Transaction } from '@stowage/sdk'
import type { Knex } from 'knex'
import type { ListQuery } from '../../http/list/list-declaration.ts'
import { IS_STOPPED } from '../holds/held-stock.ts'
import { balancesAt, isAtInstant, scopedBalances } from './balance-scope.ts'
import { DIMENSIONS, type Dimension, dimensionsOf, keySql, tellingColumns } from './stock-dimensions.ts'

const KEPT_BACK = '(b.status in (select no from ledger.status where not allocatable))'
const placesOf = (kinds: string) => `(b.location in (
  select p.id from locations.location p join locations.kind k on k.name = p.kind where ${kinds}))`

/**
 * The figures of a group of balances `b`. What is not available is little, so that it is summed and taken
 * off, and looked up in small sets: joined to its place and status, every balance took half as long again.
 */
export const SUMS = `sum(b.on_hand) as on_hand, sum(b.on_hand_before) as on_hand_before,
  sum(b.allocated) as allocated, count(*)::int as balances,
  sum(b.on_hand - b.allocated) - coalesce(sum(b.on_hand - b.allocated)
    filter (where ${KEPT_BACK} or ${placesOf('not k.allocatable')} or ${IS_STOPPED}), 0)
  - coalesce(sum(least(p.pieces, b.on_hand - b.allocated)) filter (where p.pieces > 0
      and not (${KEPT_BACK} or ${placesOf('not k.allocatable')} or ${IS_STOPPED})), 0) as available,
  coalesce(sum(b.on_hand) filter (where ${placesOf("k.name = 'transit'")}), 0) as in_transit,
  coalesce(sum(b.on_hand) filter (where ${KEPT_BACK} or ${IS_STOPPED}), 0)
  + coalesce(sum(p.pieces) filter (where not (${KEPT_BACK} or ${IS_STOPPED})), 0) as held`

/** What the sums are made of: balances `b`, and of each the pieces that holds stop. */
export const SUMMED = '? left join ledger.stopped_pieces() p on p.bucket = b.bucket'

/** Dimensions that have many members, each with few balances, which an index finds. */
const MANY: Partial<Record<Dimension, { readonly table: string; readonly id: string }>> = {
  item: { table: 'items.item i', id: 'i.id' },
  location: { table: 'locations.location l', id: 'l.id' },
}
/** The same by their names, once they are made in a subquery `z`. */
export const SUMMED_COLUMNS = [
  'on_hand',
  'on_hand_before',
  'allocated',
  'balances',
  'available',
  'in_transit',
  'held',
]
  .map((name) => `z.${name}`)
  .join(', ')
const FIGURES = ['onHand', 'allocated', 'unallocated', 'available', 'inTransit', 'held', 'balances']

/** The parameters that leave few members in a view; a site has most of them. */
const NARROWING = ['item', 'location', 'within', 'owner', 'lot', 'handlingUnit', 'status', 'bucket']

/**
 * Stock by the dimensions that the query names: one row `g` for each group. By items or places in the order
 * of their names it is summed member by member, until a page is full; whatever has to see all balances to know
 * which row comes first sums them all.
 */
export function stockBy(trx: Transaction, query: ListQuery): Knex.Raw {
  const [dimension] = dimensionsOf(query)
  return isPaged(query) ? memberByMember(trx, query, dimension!) : allAtOnce(trx, query)
}

/** Whether a page of it is made of the balances of a page's members alone. */
export function isPaged(query: ListQuery): boolean {
  const by = String(query.by)
  if (!(by in MANY)) return false
  const asksFigures = Object.keys(query).some((name) => FIGURES.includes(name.split('[')[0]!))
  const sort = typeof query.sort === 'string' ? query.sort.split(',') : []
  return !asksFigures && sort.length > 0 && sort.every((term) => term.replace('-', '').startsWith(`${by}.`))
}

/** Sums first, and joins the names of what is left. */
function allAtOnce(trx: Transaction, query: ListQuery): Knex.Raw {
  const chosen = dimensionsOf(query)
  const columns = chosen.map((dimension) => `b.${DIMENSIONS[dimension].column}`).join(', ')
  return trx.raw(
    `(select ${tellingColumns(chosen).join(', ')}, ${keySql(chosen)} as key, ${SUMMED_COLUMNS}
        from (select ${columns}, ${SUMS} from ${SUMMED} group by ${columns}
          ${query.zero === true ? '' : 'having sum(b.on_hand) <> 0 or sum(b.on_hand_before) <> 0'}) z
        ${chosen.map((dimension) => DIMENSIONS[dimension].join).join(' ')}) as g`,
    [balancesAt(trx, query)],
  )
}

function memberByMember(trx: Transaction, query: ListQuery, dimension: Dimension): Knex.Raw {
  const { table, id } = MANY[dimension]!
  const { column } = DIMENSIONS[dimension]
  const own = (balances: Knex.QueryBuilder) => balances.whereRaw(`b.${column} = ${id}`)
  const isNarrow = NARROWING.some((name) => query[name] !== undefined)
  const members = isNarrow ? membersOf(trx, query, column) : undefined
  return trx.raw(
    `(select ${tellingColumns([dimension]).join(', ')}, ${id}::text as key, ${SUMMED_COLUMNS}
        from ${table} cross join lateral (select ${SUMS} from ${SUMMED}) z
       where ${query.zero === true ? 'z.balances > 0' : '(z.on_hand <> 0 or z.on_hand_before <> 0)'}
       ${members === undefined ? '' : `and ${id} in (?)`}) as g`,
    [balancesAt(trx, query, own), ...(members === undefined ? [] : [members])],
  )
}

/** Who of them has any balance in a narrow view. */
function membersOf(trx: Transaction, query: ListQuery, column: string): Knex.QueryBuilder {
  const now = scopedBalances(trx, query).select(`b.${column}`)
  if (!isAtInstant(query)) return now
  return now.unionAll(scopedBalances(trx, query, { table: 'ledger.swept' }).select(`b.${column}`))
}
