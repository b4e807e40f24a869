import { refuse, type Transaction } from '@stowage/sdk'
import type { Knex } from 'knex'
import { Type } from 'typebox'
import { defineList } from '../../http/list/define-list.ts'
import type { ListQuery } from '../../http/list/list-declaration.ts'
import { IS_STOPPED, STOPPED_PIECES } from '../holds/held-stock.ts'
import { balancesAt, instantParameters, scopeParameters } from './balance-scope.ts'

const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const Id = Type.String({ format: 'uuid' })

interface DimensionSql {
  /** The column of the balance. */
  readonly column: string
  /** What brings the names, once the sums are made. */
  readonly join: string
  /** The columns that tell it; the first one orders. */
  readonly tells: readonly string[]
}

/** The dimensions that stock is summed by. */
const DIMENSIONS = {
  item: {
    column: 'item',
    join: 'join items.item i on i.id = z.item',
    tells: ['i.id as item_id', 'i.sku', 'i.name as item_name', 'i.base_unit'],
  },
  site: {
    column: 'site',
    join: 'left join locations.site s on s.no = z.site',
    tells: ['s.id as site_id', 's.code as site_code'],
  },
  location: {
    column: 'location',
    join: 'join locations.location l on l.id = z.location',
    tells: ['l.id as location_id', 'l.code as location_code'],
  },
  owner: {
    column: 'owner',
    join: 'join access.owner o on o.no = z.owner',
    tells: ['o.id as owner_id', 'o.name as owner_name'],
  },
  status: { column: 'status', join: 'join ledger.status t on t.no = z.status', tells: ['t.name as status'] },
  lot: {
    column: 'lot',
    join: 'left join items.lot n on n.id = z.lot',
    tells: ['n.id as lot_id', 'n.name as lot_name'],
  },
  handlingUnit: {
    column: 'handling_unit',
    join: 'left join locations.handling_unit u on u.id = z.handling_unit',
    tells: ['u.id as unit_id', 'u.code as unit_code'],
  },
} as const satisfies Record<string, DimensionSql>
type Dimension = keyof typeof DIMENSIONS
const WORDS = Object.keys(DIMENSIONS).join('|')

/** A sum of balances. The dimensions that were not asked for are null. */
export const StockRow = Type.Object({
  item: nullable(Type.Object({ id: Id, sku: Type.String(), name: Type.String(), baseUnit: Type.String() })),
  site: nullable(Type.Object({ id: Id, code: Type.String() })),
  location: nullable(Type.Object({ id: Id, code: Type.String() })),
  owner: nullable(Type.Object({ id: Id, name: Type.String() })),
  status: nullable(Type.String()),
  lot: nullable(Type.Object({ id: Id, name: Type.String() })),
  handlingUnit: nullable(Type.Object({ id: Id, code: Type.String() })),
  onHand: Type.Number(),
  allocated: nullable(Type.Number({ description: 'Null at another instant than now' })),
  unallocated: nullable(Type.Number({ description: 'On hand less allocated' })),
  available: nullable(
    Type.Number({
      description: 'Unallocated, where status and place let it be allocated and no hold stops it',
    }),
  ),
  inTransit: Type.Number({ description: 'Of it, on its way between places of ours' }),
  held: Type.Number({
    description:
      'Of it, in a status that may not be allocated or under a hold that stops keeping or shipping it',
  }),
  balances: Type.Integer({ description: 'How many balances add up to it' }),
})

/** `GET /api/v1/ledger/stock?by=item,site` */
export const stockList = defineList({
  from: (trx, query) => trx.from(summed(trx, query)),
  key: 'g.key',
  defaultSort: 'key',
  row: StockRow,
  parameters: Type.Object({
    by: Type.String({
      pattern: `^(${WORDS})(,(${WORDS})){0,6}$`,
      description: `The dimensions to sum by: ${Object.keys(DIMENSIONS).join(', ')}, with commas between`,
    }),
    ...scopeParameters,
    ...instantParameters,
    zero: Type.Optional(Type.Boolean({ description: 'Whether to list sums of zero as well' })),
  }),
  fields: {
    'item.id': { column: 'g.item_id', type: 'uuid' },
    'item.sku': { column: 'g.sku', type: 'string', sort: true, filter: true },
    'item.name': { column: 'g.item_name', type: 'string', sort: true, filter: true },
    'item.baseUnit': { column: 'g.base_unit', type: 'string' },
    'site.id': { column: 'g.site_id', type: 'uuid' },
    'site.code': { column: 'g.site_code', type: 'string', sort: true },
    'location.id': { column: 'g.location_id', type: 'uuid' },
    'location.code': { column: 'g.location_code', type: 'string', sort: true, filter: true },
    'owner.id': { column: 'g.owner_id', type: 'uuid' },
    'owner.name': { column: 'g.owner_name', type: 'string', sort: true },
    status: { column: 'g.status', type: 'string', sort: true, parameter: 'statusName' },
    'lot.id': { column: 'g.lot_id', type: 'uuid' },
    'lot.name': { column: 'g.lot_name', type: 'string', sort: true, filter: true },
    'handlingUnit.id': { column: 'g.unit_id', type: 'uuid' },
    'handlingUnit.code': { column: 'g.unit_code', type: 'string', sort: true, filter: true },
    onHand: { column: 'g.on_hand', type: 'number', sort: true, filter: true },
    allocated: { column: 'g.allocated', type: 'number', sort: true, filter: true },
    unallocated: { column: 'g.on_hand - g.allocated', type: 'number', sort: true, filter: true },
    available: { column: 'g.available', type: 'number', sort: true, filter: true },
    inTransit: { column: 'g.in_transit', type: 'number', sort: true },
    held: { column: 'g.held', type: 'number', sort: true },
    balances: { column: 'g.balances', type: 'integer', sort: true },
    key: { column: 'g.key', type: 'string', sort: true, hidden: { nullable: false } },
  },
})

const KEPT_BACK = '(b.status in (select no from ledger.status where not allocatable))'
const placesOf = (kinds: string) => `(b.location in (
  select p.id from locations.location p join locations.kind k on k.name = p.kind where ${kinds}))`

/**
 * Sums first, and joins the names of what is left. What is not available is little, so that it is summed
 * and taken off, and looked up in small sets: joined to its place and status, every balance took half as
 * long again.
 */
function summed(trx: Transaction, query: ListQuery): Knex.Raw {
  const chosen = dimensionsOf(query)
  const missing = (Object.keys(DIMENSIONS) as Dimension[]).filter((dimension) => !chosen.includes(dimension))
  const told = chosen.flatMap((dimension) => DIMENSIONS[dimension].tells)
  const nulls = missing.flatMap((dimension) => DIMENSIONS[dimension].tells.map(nullColumn))
  const columns = chosen.map((dimension) => `b.${DIMENSIONS[dimension].column}`).join(', ')
  const keys = chosen.map(
    (dimension) => `coalesce(${DIMENSIONS[dimension].tells[0].split(' as ')[0]}::text, '')`,
  )
  return trx.raw(
    `(select ${[...told, ...nulls].join(', ')}, concat_ws('|', ${keys.join(', ')}) as key,
        z.on_hand, z.allocated, z.balances, z.on_hand - z.allocated - z.kept_back as available, z.in_transit,
        z.held
      from (select ${columns}, sum(b.on_hand) as on_hand, sum(b.allocated) as allocated,
          count(*)::int as balances,
          coalesce(sum(b.on_hand - b.allocated)
            filter (where ${KEPT_BACK} or ${placesOf('not k.allocatable')} or ${IS_STOPPED}), 0)
          + coalesce(sum(least(p.pieces, b.on_hand - b.allocated)) filter (where p.pieces > 0
              and not (${KEPT_BACK} or ${placesOf('not k.allocatable')} or ${IS_STOPPED})), 0) as kept_back,
          coalesce(sum(b.on_hand) filter (where ${placesOf("k.name = 'transit'")}), 0) as in_transit,
          coalesce(sum(b.on_hand) filter (where ${KEPT_BACK} or ${IS_STOPPED}), 0)
          + coalesce(sum(p.pieces) filter (where not (${KEPT_BACK} or ${IS_STOPPED})), 0) as held
        from ? left join ${STOPPED_PIECES} p on p.bucket = b.bucket group by ${columns}
        ${query.zero === true ? '' : 'having sum(b.on_hand) <> 0'}) z
        ${chosen.map((dimension) => DIMENSIONS[dimension].join).join(' ')}) as g`,
    [balancesAt(trx, query)],
  )
}

function dimensionsOf({ by }: ListQuery): Dimension[] {
  const chosen = String(by).split(',') as Dimension[]
  if (new Set(chosen).size !== chosen.length) throw refuse('ledger.dimension_twice', { by }, '#by')
  return chosen
}

function nullColumn(name: string): string {
  const alias = name.includes(' as ') ? name.split(' as ')[1]! : name.split('.')[1]!
  return `null::${alias.endsWith('_id') ? 'uuid' : 'text'} as ${alias}`
}
