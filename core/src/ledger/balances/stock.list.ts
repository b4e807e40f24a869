import { refuse, type Transaction } from '@stowage/sdk'
import type { Knex } from 'knex'
import { Type } from 'typebox'
import { defineList } from '../../http/list/define-list.ts'
import type { ListQuery } from '../../http/list/list-declaration.ts'
import { balancesAt, instantParameters, scopeParameters } from './balance-scope.ts'

const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const Id = Type.String({ format: 'uuid' })

/** The dimensions that stock is summed by, and the columns that tell each. */
const DIMENSIONS = {
  item: ['i.id as item_id', 'i.sku', 'i.name as item_name', 'i.base_unit'],
  site: ['s.id as site_id', 's.code as site_code'],
  location: ['l.id as location_id', 'l.code as location_code'],
  owner: ['o.id as owner_id', 'o.name as owner_name'],
  status: ['t.name as status'],
} as const
type Dimension = keyof typeof DIMENSIONS

/** A sum of balances. The dimensions that were not asked for are null. */
export const StockRow = Type.Object({
  item: nullable(Type.Object({ id: Id, sku: Type.String(), name: Type.String(), baseUnit: Type.String() })),
  site: nullable(Type.Object({ id: Id, code: Type.String() })),
  location: nullable(Type.Object({ id: Id, code: Type.String() })),
  owner: nullable(Type.Object({ id: Id, name: Type.String() })),
  status: nullable(Type.String()),
  onHand: Type.Number(),
  allocated: nullable(Type.Number({ description: 'Null at another instant than now' })),
  available: nullable(
    Type.Number({ description: 'Unallocated, where status and place let it be allocated' }),
  ),
  inTransit: Type.Number({ description: 'Of it, on its way between places of ours' }),
  held: Type.Number({ description: 'Of it, in a status that may not be allocated' }),
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
      pattern: '^(item|site|location|owner|status)(,(item|site|location|owner|status)){0,4}$',
      description: 'The dimensions to sum by: item, site, location, owner, status, with commas between',
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
    onHand: { column: 'g.on_hand', type: 'number', sort: true, filter: true },
    allocated: { column: 'g.allocated', type: 'number', sort: true, filter: true },
    available: { column: 'g.available', type: 'number', sort: true, filter: true },
    inTransit: { column: 'g.in_transit', type: 'number', sort: true },
    held: { column: 'g.held', type: 'number', sort: true },
    balances: { column: 'g.balances', type: 'integer', sort: true },
    key: { column: 'g.key', type: 'string', sort: true, hidden: { nullable: false } },
  },
})

function summed(trx: Transaction, query: ListQuery): Knex.Raw {
  const chosen = dimensionsOf(query)
  const names = chosen.flatMap((dimension) => DIMENSIONS[dimension])
  const missing = (Object.keys(DIMENSIONS) as Dimension[]).filter((dimension) => !chosen.includes(dimension))
  const nulls = missing.flatMap((dimension) => DIMENSIONS[dimension].map(nullColumn))
  const groups = names.map((name) => name.split(' as ')[0]!)
  const keys = chosen.map((dimension) => `${DIMENSIONS[dimension][0].split(' as ')[0]}::text`)
  return trx.raw(
    `(select ${[...names, ...nulls].join(', ')}, concat_ws('|', ${keys.join(', ')}) as key,
        sum(b.on_hand) as on_hand, sum(b.allocated) as allocated, count(*)::int as balances,
        sum(case when t.allocatable and k.allocatable then b.on_hand - b.allocated else 0 * b.allocated end) as available,
        coalesce(sum(b.on_hand) filter (where l.kind = 'transit'), 0) as in_transit,
        coalesce(sum(b.on_hand) filter (where not t.allocatable), 0) as held
      from ? join items.item i on i.id = b.item join locations.location l on l.id = b.location
        join locations.kind k on k.name = l.kind join access.owner o on o.no = b.owner
        join ledger.status t on t.no = b.status left join locations.site s on s.no = b.site
      group by ${groups.join(', ')}
      ${query.zero === true ? '' : 'having sum(b.on_hand) <> 0'}) as g`,
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
