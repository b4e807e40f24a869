import type { Transaction } from '@stowage/sdk'
import type { Knex } from 'knex'
import { NIL_ID } from '../../database/ids.ts'
import type { ListQuery } from '../../http/list/list-declaration.ts'
import { IS_STOPPED } from '../holds/held-stock.ts'
import { balancesAt, isAtInstant, scopedBalances } from './balance-scope.ts'
import {
  DIMENSIONS,
  type Dimension,
  dimensionNamedBy,
  dimensionsOf,
  joinOf,
  keySql,
  tellingColumns,
} from './stock-dimensions.ts'

/** Whether status or hold keeps a balance back. There are few statuses: an array is the quickest to ask. */
const IS_KEPT = `(b.status = any ((select array_agg(no) from ledger.status where not allocatable)::smallint[])
  or ${IS_STOPPED})`
const IS_BACK = `(${IS_KEPT} or x.is_shut or p.pieces > 0)`

/**
 * What the sums are made of: balances `b`, of each the pieces that holds stop, and its place where it is
 * special.
 */
const SUMMED = `? left join ledger.stopped_pieces() p on p.bucket = b.bucket
  left join (select l.id, not k.allocatable as is_shut, k.name = 'transit' as is_transit
               from locations.location l join locations.kind k on k.name = l.kind
              where not k.allocatable or k.name = 'transit') x on x.id = b.location`

/**
 * The figures of a group of balances `b`. What is not available is little, so that it is summed and taken
 * off. Sums of what few have are filtered: for a group that has none of it they keep nothing in mind, which
 * is most of what grouping costs.
 */
function sumsOf(query: ListQuery): string {
  const before = isCompared(query) ? 'sum(b.on_hand_before)' : 'null::numeric'
  return `sum(b.on_hand) as on_hand, ${before} as on_hand_before, sum(b.allocated) as allocated,
    count(*)::int as balances,
    sum(b.on_hand) - sum(b.allocated) - coalesce(
      sum(case when ${IS_KEPT} or x.is_shut then b.on_hand - b.allocated
               else least(p.pieces, b.on_hand - b.allocated) end) filter (where ${IS_BACK}), 0) as available,
    coalesce(sum(b.on_hand) filter (where x.is_transit), 0) as in_transit,
    coalesce(sum(case when ${IS_KEPT} then b.on_hand else p.pieces end)
      filter (where ${IS_KEPT} or p.pieces > 0), 0) as held`
}

function isCompared({ beforeAsOf, beforeAsKnownAt }: ListQuery): boolean {
  return beforeAsOf !== undefined || beforeAsKnownAt !== undefined
}

/** Whether a group is shown: one of nothing is not, unless it is asked for. */
function havingOf(query: ListQuery): string {
  if (query.zero === true) return ''
  return `having sum(b.on_hand) <> 0${isCompared(query) ? ' or sum(b.on_hand_before) <> 0' : ''}`
}

/** Figures of groups by their names. */
export const FIGURES = [
  'on_hand',
  'on_hand_before',
  'allocated',
  'balances',
  'available',
  'in_transit',
  'held',
] as const

const FIGURES_OF_GROUP = FIGURES.map((name) => `z.${name}`).join(', ')
/** The same as filters. */
const ASKED = ['onHand', 'allocated', 'unallocated', 'available', 'inTransit', 'held', 'balances']

/** The parameters that leave few members in a view; a site has most of them. */
const NARROWING = [
  'item',
  'location',
  'within',
  'owner',
  'lot',
  'handlingUnit',
  'withinUnit',
  'status',
  'bucket',
  'members',
]

/** Balances `b` summed by some dimensions, as groups with the columns of these and all figures. */
export function summedBy(
  balances: Knex.Raw,
  query: ListQuery,
  dimensions: readonly Dimension[],
): SqlWithBindings {
  const columns = dimensions.map((dimension) => `b.${DIMENSIONS[dimension].column}`).join(', ')
  return {
    sql: `select ${columns}, ${sumsOf(query)} from ${SUMMED} group by ${columns}`,
    bindings: [balances],
  }
}

interface SqlWithBindings {
  readonly sql: string
  readonly bindings: readonly (Knex.Raw | string)[]
}

/**
 * Stock by the dimensions that the query names: one row `g` for each group. In the order of items, places,
 * lots or units it is summed member by member, until a page is full; whatever has to see all balances to
 * know which row comes first sums them all.
 */
export function stockBy(trx: Transaction, query: ListQuery): Knex.Raw {
  const lead = leadOf(query)
  return lead === undefined ? allAtOnce(trx, query) : memberByMember(trx, query, lead)
}

/** Whether a page of it is made of the balances of a page's members alone. */
export function isPaged(query: ListQuery): boolean {
  return leadOf(query) !== undefined
}

/**
 * The dimension in whose members' order the rows come, of which an index finds the balances of each. Stock
 * without a lot or unit is one member of most balances: of another instant they would be too many.
 */
function leadOf(query: ListQuery): Dimension | undefined {
  const terms = typeof query.sort === 'string' ? query.sort.split(',') : []
  const sorted = terms.map((term) => dimensionNamedBy(term.replace('-', '')))
  const [lead] = sorted
  const asksFigures = Object.keys(query).some((name) => ASKED.includes(name.split('[')[0]!))
  if (lead === undefined || asksFigures || sorted.includes(undefined)) return undefined
  const { isMany } = DIMENSIONS[lead]
  const isPossible = isMany && dimensionsOf(query).includes(lead) && !(hasNone(lead) && isAtInstant(query))
  return isPossible ? lead : undefined
}

/** The dimensions whose members' names decide which rows come, and in which order. */
function namedIn(query: ListQuery): (dimension: Dimension) => boolean {
  const terms = typeof query.sort === 'string' ? query.sort.split(',') : []
  const fields = [...terms.map((term) => term.replace('-', '')), ...Object.keys(query)]
  const named = new Set(fields.map((field) => dimensionNamedBy(field.split('[')[0]!)))
  return (dimension) => named.has(dimension) || !DIMENSIONS[dimension].isMany
}

const known = new WeakMap<ListQuery, readonly object[]>()

/** Lets a query that is about to be read have its groups from here: they were summed with its cells. */
export function knowSums(query: ListQuery, groups: readonly object[]): void {
  known.set(query, groups)
}

/** Groups that are known, as a query like that which would sum them. */
function knownGroups(query: ListQuery, groups: readonly object[]): SqlWithBindings {
  const having = query.zero === true ? 'true' : 'b.on_hand <> 0 or b.on_hand_before <> 0'
  return {
    sql: `select * from jsonb_to_recordset(?) b (site int, owner int, status smallint,
        on_hand numeric, on_hand_before numeric, allocated numeric, balances int, available numeric,
        in_transit numeric, held numeric)
      where ${having}`,
    bindings: [JSON.stringify(groups)],
  }
}

function summedGroups(trx: Transaction, query: ListQuery, chosen: readonly Dimension[]): SqlWithBindings {
  const { sql, bindings } = summedBy(balancesAt(trx, query), query, chosen)
  return { sql: `${sql} ${havingOf(query)}`, bindings }
}

/** Sums first, and joins the names of what is left. */
function allAtOnce(trx: Transaction, query: ListQuery): Knex.Raw {
  const chosen = dimensionsOf(query)
  const isJoined = namedIn(query)
  const groups = known.get(query)
  const { sql, bindings } =
    groups === undefined ? summedGroups(trx, query, chosen) : knownGroups(query, groups)
  return trx.raw(
    `(select ${tellingColumns(chosen, isJoined).join(', ')}, ${keySql(chosen)} as key, ${FIGURES_OF_GROUP}
        from (${sql}) z
        ${chosen.filter(isJoined).map(joinOf).join(' ')}) as g`,
    bindings as Knex.Raw[],
  )
}

/** Goes along the members, and of each sums its balances by the other dimensions. */
function memberByMember(trx: Transaction, query: ListQuery, lead: Dimension): Knex.Raw {
  const chosen = dimensionsOf(query)
  const others = chosen.filter((dimension) => dimension !== lead)
  const isJoined = namedIn(query)
  const { column } = DIMENSIONS[lead]
  const member = memberSql(lead)
  const columns = others.map((dimension) => `b.${DIMENSIONS[dimension].column}`)
  const isNarrow = NARROWING.some((name) => query[name] !== undefined)
  const only = isNarrow ? [membersOf(trx, query, column)] : []
  const own = balancesOf(trx, query, lead)
  return trx.raw(
    `(select ${tellingColumns(chosen, (dimension) => dimension === lead || isJoined(dimension)).join(', ')},
             ${keySql(chosen)} as key, ${FIGURES_OF_GROUP}
        from ${membersSql(lead)}
       cross join lateral (
         select ${[`${member} as ${column}`, ...columns, sumsOf(query)].join(', ')} from ${own.sql}
         ${columns.length === 0 ? '' : `group by ${columns.join(', ')}`}) z
        ${others.filter(isJoined).map(joinOf).join(' ')}
       where ${query.zero === true ? 'z.balances > 0' : '(z.on_hand <> 0 or z.on_hand_before <> 0)'}
       ${isNarrow ? `and ${member} in (?)` : ''}) as g`,
    [...own.bindings, ...only] as Knex.Raw[],
  )
}

/** Stock of no lot, or on no unit, is of a member without a name, which comes last. */
function membersSql(lead: Dimension): string {
  const { table } = DIMENSIONS[lead]
  if (!hasNone(lead)) return table
  const [, alias] = table.split(' ')
  const name = lead === 'lot' ? 'name' : 'code'
  return `(select id as member, id, ${name} from ${table} union all select '${NIL_ID}', null, null) ${alias}`
}

function hasNone(dimension: Dimension): boolean {
  return dimension === 'lot' || dimension === 'handlingUnit'
}

/** What the balances of a member are found by. */
function memberSql(lead: Dimension): string {
  const { id, table } = DIMENSIONS[lead]
  return hasNone(lead) ? `${table.split(' ')[1]}.member` : id
}

/** The balances of a member. The index on lots and units leaves out what has none. */
function balancesOf(trx: Transaction, query: ListQuery, lead: Dimension): SqlWithBindings {
  const { column } = DIMENSIONS[lead]
  const member = memberSql(lead)
  const own = (balances: Knex.QueryBuilder) => balances.whereRaw(`b.${column} = ${member}`)
  if (!hasNone(lead)) return { sql: SUMMED, bindings: [balancesAt(trx, query, own)] }
  const named = balancesAt(trx, query, (balances) => own(balances).whereNot(`b.${column}`, NIL_ID))
  const none = balancesAt(trx, query, (balances) =>
    balances.where(`b.${column}`, NIL_ID).whereRaw(`${member} = ?`, [NIL_ID]),
  )
  return {
    sql: SUMMED.replace('?', '(select * from ? union all select * from ?) as b'),
    bindings: [named, none],
  }
}

/** Who of them has any balance in a narrow view. */
function membersOf(trx: Transaction, query: ListQuery, column: string): Knex.QueryBuilder {
  const now = scopedBalances(trx, query).select(`b.${column}`)
  if (!isAtInstant(query)) return now
  return now.unionAll(scopedBalances(trx, query, { table: 'ledger.swept' }).select(`b.${column}`))
}
