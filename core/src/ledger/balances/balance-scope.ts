import { refuse, type Transaction } from '@stowage/sdk'
import type { Knex } from 'knex'
import { Type } from 'typebox'
import { NIL_ID } from '../../database/ids.ts'
import { isUuid } from '../../http/formats.ts'
import type { ListQuery } from '../../http/list/list-declaration.ts'
import { InvalidInput } from '../../http/validation.ts'

/** How many balances may be asked for at another instant in one request. */
export const BALANCES_AT_INSTANT_MAX = 20_000

/** How many members may be asked for by their ids. */
const MEMBERS_MAX = 60

const id = (description: string) => Type.Optional(Type.String({ format: 'uuid', description }))

/** The query parameters that choose balances, shared by all lists of stock and of what stands behind it. */
export const scopeParameters = {
  item: id('Only this item'),
  location: id('Only this place'),
  within: id('Only this place and all beneath it'),
  site: id('Only this site'),
  owner: id('Only the stock of this owner'),
  lot: id('Only this lot'),
  withoutLot: Type.Optional(Type.Boolean({ description: 'Only stock that is of no lot' })),
  handlingUnit: id('Only this handling unit itself, not what it holds in units of their own'),
  withinUnit: id('Only this handling unit and what it holds in units of their own'),
  isLoose: Type.Optional(Type.Boolean({ description: 'Only stock that stands on no handling unit' })),
  status: Type.Optional(Type.String({ minLength: 1, maxLength: 64, description: 'Only this stock status' })),
  bucket: Type.Optional(Type.Integer({ minimum: 1, description: 'Only this balance' })),
}

/** Which rows of a page are read again, by whoever heard that these changed. */
export const memberParameters = {
  members: Type.Optional(
    Type.String({
      minLength: 36,
      maxLength: MEMBERS_MAX * 37 - 1,
      description:
        `Only these members of the first dimension in \`by\`, ${MEMBERS_MAX} at most: ids of items, ` +
        'locations, lots or handling units, with commas between',
    }),
  ),
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

/** The query parameters that name a second instant to compare with. */
export const beforeParameters = {
  beforeAsOf: Type.Optional(
    Type.String({
      format: 'date-time',
      description: 'Compared with how it was then, by when things happened',
    }),
  ),
  beforeAsKnownAt: Type.Optional(
    Type.String({ format: 'date-time', description: 'Compared with how it was known then' }),
  ),
}

/** True when the query narrows the balances down at all. */
export function hasScope(query: ListQuery): boolean {
  return Object.keys(scopeParameters).some((name) => query[name] !== undefined)
}

/** Which of the two tables is meant, and what else holds for its rows. */
export interface ScopeOptions {
  readonly table?: 'ledger.balance' | 'ledger.swept'
  /** Narrows the balances `b` further. */
  readonly only?: ((balances: Knex.QueryBuilder) => unknown) | undefined
}

/**
 * The balances that a query is about: a builder over `ledger.balance as b`, or those that were swept away
 * empty.
 */
export function scopedBalances(
  trx: Transaction,
  query: ListQuery,
  { table = 'ledger.balance', only }: ScopeOptions = {},
): Knex.QueryBuilder {
  const balances = trx(`${table} as b`)
  only?.(balances)
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
  if (query.withoutLot === true) balances.where('b.lot', NIL_ID)
  if (query.handlingUnit !== undefined) {
    balances.where('b.handling_unit', query.handlingUnit).whereNot('b.handling_unit', NIL_ID)
  }
  if (query.withinUnit !== undefined) {
    const inside = trx.raw(
      `with recursive inside (unit) as (
         select ?::uuid union select u.id from inside a join locations.handling_unit u on u.parent = a.unit)
       select unit from inside`,
      [query.withinUnit as string],
    )
    balances.whereRaw('b.handling_unit in (?)', [inside]).whereNot('b.handling_unit', NIL_ID)
  }
  if (query.isLoose === true) balances.where('b.handling_unit', NIL_ID)
  if (query.status !== undefined) {
    balances.where('b.status', trx('ledger.status').select('no').where('name', query.status))
  }
  if (query.members !== undefined) {
    const { column, members } = membersIn(query)
    balances.whereRaw(`b.${column} = any (?::uuid[])`, [members])
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

const MANY = { item: 'item', location: 'location', lot: 'lot', handlingUnit: 'handling_unit' } as const

/** @throws `ledger.members_of_few`, and for what is no list of ids */
function membersIn({ by, members }: ListQuery): { readonly column: string; readonly members: string[] } {
  const [first] = String(by).split(',')
  const column = MANY[first as keyof typeof MANY]
  if (column === undefined) throw refuse('ledger.members_of_few', { by: first }, '#members')
  const ids = String(members).split(',')
  const strange = ids.find((one) => !isUuid(one))
  if (strange === undefined) return { column, members: ids }
  const detail = `"${strange}" is no id; write ids with commas between.`
  throw new InvalidInput('querystring', [
    { pointer: '#members', code: 'http.wrong_value', detail, value: members },
  ])
}

/** The buckets that a query about the past is about: also those whose balance was swept away since. */
export function scopedBuckets(
  trx: Transaction,
  query: ListQuery,
  only?: ScopeOptions['only'],
): Knex.QueryBuilder {
  return scopedBalances(trx, query, { only })
    .select('b.bucket')
    .unionAll(scopedBalances(trx, query, { only, table: 'ledger.swept' }).select('b.bucket'))
}

/** Whether it is asked how things stood at another instant, or compared with one. */
export function isAtInstant(query: ListQuery): boolean {
  return [...Object.keys(instantParameters), ...Object.keys(beforeParameters)].some(
    (name) => query[name] !== undefined,
  )
}

const IDENTITY = [
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
].map((name) => `b.${name}`)

/**
 * The same balances as a subquery `b`, with `on_hand` as it stands or as it stood at the instant that the
 * query names, and `on_hand_before` at the one it is compared with. What was allocated at another instant is
 * not known, and null.
 * @param only narrows them further
 */
export function balancesAt(trx: Transaction, query: ListQuery, only?: ScopeOptions['only']): Knex.Raw {
  const scoped = scopedBalances(trx, query, { only })
  if (!isAtInstant(query)) {
    return trx.raw('(?) as b', [scoped.select('b.*', trx.raw('null::numeric as on_hand_before'))])
  }
  const ever = scoped
    .select([...IDENTITY, 'b.on_hand', 'b.allocated'])
    .unionAll(
      scopedBalances(trx, query, { only, table: 'ledger.swept' }).select([
        ...IDENTITY,
        trx.raw('0::numeric as on_hand'),
        trx.raw('0::numeric as allocated'),
      ]),
    )
  const then = standingAt(trx, query, { happened: query.asOf, known: query.asKnownAt, only })
  const before = standingAt(trx, query, { happened: query.beforeAsOf, known: query.beforeAsKnownAt, only })
  const names = IDENTITY.map((name) => name.replace('b.', 'c.')).join(', ')
  return trx.raw(
    `(select ${names}, ${then ? 'a.on_hand, null::numeric as allocated' : 'c.on_hand, c.allocated'},
          ${before ? 'q.on_hand' : 'null::numeric'} as on_hand_before
        from (?) c ${then ? 'join ? a on a.bucket = c.bucket' : ''}
          ${before ? 'join ? q on q.bucket = c.bucket' : ''}
      ) as b`,
    [ever, then, before].filter((part) => part !== undefined),
  )
}

interface Standing {
  readonly happened: unknown
  readonly known: unknown
  readonly only: ScopeOptions['only']
}

/** How the buckets stood at one instant, on the clock that it was told on. */
function standingAt(
  trx: Transaction,
  query: ListQuery,
  { happened, known, only }: Standing,
): Knex.Raw | undefined {
  const instant = happened ?? known
  if (instant === undefined) return undefined
  const clock = happened === undefined ? 'known_at' : 'happened_at'
  return trx.raw(`ledger.${clock}(array(?), ?::timestamptz)`, [
    scopedBuckets(trx, query, only),
    instant as string,
  ])
}
