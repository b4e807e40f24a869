import type { Transaction } from '@stowage/sdk'
import type { Knex } from 'knex'
import { Type } from 'typebox'
import { NIL_ID } from '../../database/ids.ts'
import type { ListQuery } from '../../http/list/list-declaration.ts'

/** How many balances may be asked for at another instant in one request. */
export const BALANCES_AT_INSTANT_MAX = 20_000

const id = (description: string) => Type.Optional(Type.String({ format: 'uuid', description }))

/** The query parameters that choose balances, shared by all lists of stock and of what stands behind it. */
export const scopeParameters = {
  item: id('Only this item'),
  location: id('Only this place'),
  within: id('Only this place and all beneath it'),
  site: id('Only this site'),
  owner: id('Only the stock of this owner'),
  lot: id('Only this lot'),
  handlingUnit: id('Only this handling unit itself, not what it holds in units of their own'),
  status: Type.Optional(Type.String({ minLength: 1, maxLength: 64, description: 'Only this stock status' })),
  bucket: Type.Optional(Type.Integer({ minimum: 1, description: 'Only this balance' })),
}

/** The query parameters that ask for another instant. */
export const instantParameters = {
  asOf: Type.Optional(
    Type.String({ format: 'date-time', description: 'As it was then, by when things happened' }),
  ),
  asKnownAt: Type.Optional(
    Type.String({ format: 'date-time', description: 'As it was known then, by when things were posted' }),
  ),
}

/** True when the query narrows the balances down at all. */
export function hasScope(query: ListQuery): boolean {
  return Object.keys(scopeParameters).some((name) => query[name] !== undefined)
}

/**
 * The balances that a query is about: a builder over `ledger.balance as b`, or those that were swept away
 * empty.
 */
export function scopedBalances(
  trx: Transaction,
  query: ListQuery,
  table: 'ledger.balance' | 'ledger.swept' = 'ledger.balance',
): Knex.QueryBuilder {
  const balances = trx(`${table} as b`)
  if (query.bucket !== undefined) balances.where('b.bucket', query.bucket)
  if (query.item !== undefined) balances.where('b.item', query.item)
  if (query.location !== undefined) balances.where('b.location', query.location)
  if (query.site !== undefined) {
    balances.where('b.site', trx('locations.site').select('no').where('id', query.site))
  }
  if (query.owner !== undefined) {
    balances.where('b.owner', trx('access.owner').select('no').where('id', query.owner))
  }
  // The second condition is that of the index, which leaves out what has none.
  if (query.lot !== undefined) balances.where('b.lot', query.lot).whereNot('b.lot', NIL_ID)
  if (query.handlingUnit !== undefined) {
    balances.where('b.handling_unit', query.handlingUnit).whereNot('b.handling_unit', NIL_ID)
  }
  if (query.status !== undefined) {
    balances.where('b.status', trx('ledger.status').select('no').where('name', query.status))
  }
  if (query.within !== undefined) {
    const below = trx('locations.location as top')
      .join('locations.location as place', (on) => {
        on.on('place.path', '=', 'top.path').orOn(
          trx.raw("place.path > top.path || '/' and place.path < top.path || '0'"),
        )
      })
      .select('place.id')
      .where('top.id', query.within)
    balances.whereIn('b.location', below)
  }
  return balances
}

/** The buckets that a query about the past is about: also those whose balance was swept away since. */
export function scopedBuckets(trx: Transaction, query: ListQuery): Knex.QueryBuilder {
  return scopedBalances(trx, query)
    .select('b.bucket')
    .unionAll(scopedBalances(trx, query, 'ledger.swept').select('b.bucket'))
}

/**
 * The same balances as a subquery `b`, with `on_hand` as it stands or as it stood at the instant that the
 * query names. What was allocated at another instant is not known, and null.
 */
export function balancesAt(trx: Transaction, query: ListQuery): Knex.Raw {
  const scoped = scopedBalances(trx, query)
  const instant = query.asOf ?? query.asKnownAt
  if (instant === undefined) return trx.raw('(?) as b', [scoped.select('b.*')])
  const clock = query.asOf === undefined ? 'known_at' : 'happened_at'
  const names = [
    'bucket',
    'item',
    'location',
    'site',
    'owner',
    'status',
    'lot',
    'handling_unit',
    'version',
    'last_at',
  ]
  const ever = scopedBalances(trx, query)
    .select(names.map((name) => `b.${name}`))
    .unionAll(scopedBalances(trx, query, 'ledger.swept').select(names.map((name) => `b.${name}`)))
  return trx.raw(
    `(select c.*, a.on_hand, null::numeric as allocated
        from (?) c join ledger.${clock}(array(?), ?::timestamptz) a on a.bucket = c.bucket) as b`,
    [ever, scopedBuckets(trx, query), instant],
  )
}
