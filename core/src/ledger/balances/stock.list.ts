import { Type } from 'typebox'
import { defineList } from '../../http/list/define-list.ts'
import { beforeParameters, instantParameters, memberParameters, scopeParameters } from './balance-scope.ts'
import { DIMENSION_WORDS, DIMENSIONS } from './stock-dimensions.ts'
import { stockBy } from './stock-sums.ts'

const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const Id = Type.String({ format: 'uuid' })

/** What a sum of balances comes to. */
export const Figures = {
  onHand: Type.Number(),
  onHandBefore: nullable(
    Type.Number({ description: 'On hand at the instant it is compared with; null where there is none' }),
  ),
  allocated: nullable(Type.Number({ description: 'Null at another instant than now' })),
  unallocated: nullable(Type.Number({ description: 'On hand less allocated' })),
  available: nullable(
    Type.Number({
      description: 'Unallocated, where status and place let it be allocated and no hold stops it',
    }),
  ),
  inTransit: Type.Number({ description: 'Of it, on its way between places of ours' }),
  held: Type.Number({
    description: 'Of it, in a status that may not be allocated or under a hold that keeps it from leaving',
  }),
  balances: Type.Integer({ description: 'How many balances add up to it' }),
}

/** A sum of balances. The dimensions that were not asked for are null. */
export const StockRow = Type.Object({
  item: nullable(Type.Object({ id: Id, sku: Type.String(), name: Type.String(), baseUnit: Type.String() })),
  site: nullable(Type.Object({ id: Id, code: Type.String() })),
  location: nullable(Type.Object({ id: Id, code: Type.String() })),
  owner: nullable(Type.Object({ id: Id, name: Type.String() })),
  status: nullable(Type.String()),
  lot: nullable(Type.Object({ id: Id, name: Type.String() })),
  handlingUnit: nullable(Type.Object({ id: Id, code: Type.String() })),
  ...Figures,
})

/** `GET /api/v1/ledger/stock?by=item,site` */
export const stockList = defineList({
  from: (trx, query) => trx.from(stockBy(trx, query)),
  key: 'g.key',
  defaultSort: 'key',
  row: StockRow,
  parameters: Type.Object({
    by: Type.String({
      pattern: `^(${DIMENSION_WORDS})(,(${DIMENSION_WORDS})){0,6}$`,
      description: `The dimensions to sum by: ${Object.keys(DIMENSIONS).join(', ')}, with commas between`,
    }),
    ...scopeParameters,
    ...memberParameters,
    ...instantParameters,
    ...beforeParameters,
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
    onHandBefore: { column: 'g.on_hand_before', type: 'number' },
    allocated: { column: 'g.allocated', type: 'number', sort: true, filter: true },
    unallocated: { column: 'g.on_hand - g.allocated', type: 'number', sort: true, filter: true },
    available: { column: 'g.available', type: 'number', sort: true, filter: true },
    inTransit: { column: 'g.in_transit', type: 'number', sort: true },
    held: { column: 'g.held', type: 'number', sort: true },
    balances: { column: 'g.balances', type: 'integer', sort: true },
    key: { column: 'g.key', type: 'string', sort: true, hidden: { nullable: false } },
  },
})
