import { type Static, Type } from 'typebox'
import { defineList } from '../../http/list/define-list.ts'
import { IS_STOPPED } from '../holds/held-stock.ts'
import { balancesAt, instantParameters, scopeParameters } from './balance-scope.ts'

const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const Id = Type.String({ format: 'uuid' })
const Figure = Type.Number()

/** One balance: how much of an item, of one owner, status and lot, is in one place, loose or on one unit. */
export const Balance = Type.Object({
  bucket: Type.Integer(),
  item: Type.Object({ id: Id, sku: Type.String(), name: Type.String(), baseUnit: Type.String() }),
  location: Type.Object({
    id: Id,
    code: Type.String(),
    kind: Type.String(),
    path: Type.String({ description: 'The codes from the site down, with / between' }),
  }),
  site: nullable(Type.Object({ id: Id, code: Type.String() })),
  owner: Type.Object({ id: Id, name: Type.String() }),
  status: Type.String(),
  lot: nullable(Type.Object({ id: Id, name: Type.String() })),
  handlingUnit: nullable(Type.Object({ id: Id, code: Type.String() })),
  onHand: Figure,
  allocated: nullable(Type.Number({ description: 'Null at another instant than now' })),
  unallocated: nullable(Type.Number({ description: 'On hand less allocated' })),
  available: nullable(
    Type.Number({
      description: 'Unallocated, where status and place let it be allocated and no hold stops it',
    }),
  ),
  held: Type.Number({
    description:
      'On hand in a status that may not be allocated, or under an open hold that stops keeping, shipping',
  }),
  lastAt: Type.String({ format: 'date-time', description: 'The posting of its last line' }),
})
/** One balance on the wire. */
export type Balance = Static<typeof Balance>

/** `GET /api/v1/ledger/balances` */
export const balanceList = defineList({
  from: (trx, query) => {
    const balances = trx
      .from(balancesAt(trx, query))
      .join('items.item as i', 'i.id', 'b.item')
      .join('locations.location as l', 'l.id', 'b.location')
      .join('locations.kind as k', 'k.name', 'l.kind')
      .join('access.owner as o', 'o.no', 'b.owner')
      .join('ledger.status as t', 't.no', 'b.status')
      .leftJoin('locations.site as s', 's.no', 'b.site')
      .leftJoin('items.lot as n', 'n.id', 'b.lot')
      .joinRaw(`left join ledger.stopped_pieces() p on p.bucket = b.bucket`)
      .leftJoin('locations.handling_unit as u', 'u.id', 'b.handling_unit')
    return query.zero === true ? balances : balances.where('b.on_hand', '<>', 0)
  },
  key: 'b.bucket',
  defaultSort: 'bucket',
  row: Balance,
  byOwner: { column: 'b.owner', sorts: ['bucket'] },
  search: ['i.sku', 'i.name', 'l.code', "coalesce(n.name, '')", "coalesce(u.code, '')"],
  parameters: Type.Object({
    ...scopeParameters,
    ...instantParameters,
    zero: Type.Optional(Type.Boolean({ description: 'Whether to list empty balances as well' })),
  }),
  fields: {
    bucket: { column: 'b.bucket', type: 'integer', sort: true },
    'item.id': { column: 'i.id', type: 'uuid' },
    'item.sku': { column: 'i.sku', type: 'string', sort: true, filter: true },
    'item.name': { column: 'i.name', type: 'string', sort: true, filter: true },
    'item.baseUnit': { column: 'i.base_unit', type: 'string' },
    'location.id': { column: 'l.id', type: 'uuid' },
    'location.code': { column: 'l.code', type: 'string', sort: true, filter: true },
    'location.path': { column: 'l.path', type: 'string', sort: true },
    'location.kind': { column: 'l.kind', type: 'string', filter: true },
    'site.id': { column: 's.id', type: 'uuid' },
    'site.code': { column: 's.code', type: 'string', sort: true },
    'owner.id': { column: 'o.id', type: 'uuid' },
    'owner.name': { column: 'o.name', type: 'string', sort: true },
    status: { column: 't.name', type: 'string', sort: true, parameter: 'statusName' },
    'lot.id': { column: 'n.id', type: 'uuid' },
    'lot.name': { column: 'n.name', type: 'string', sort: true, filter: true },
    'handlingUnit.id': { column: 'u.id', type: 'uuid' },
    'handlingUnit.code': { column: 'u.code', type: 'string', sort: true, filter: true },
    onHand: { column: 'b.on_hand', type: 'number', sort: true, filter: true },
    allocated: { column: 'b.allocated', type: 'number', sort: true, filter: true },
    unallocated: { column: 'b.on_hand - b.allocated', type: 'number' },
    available: {
      column: `case when t.allocatable and k.allocatable and not ${IS_STOPPED}
                    then b.on_hand - b.allocated
                      - case when p.pieces > 0 then least(p.pieces, b.on_hand - b.allocated) else 0 end
                    else 0 * b.allocated end`,
      type: 'number',
    },
    held: {
      column: `case when not t.allocatable or ${IS_STOPPED} then b.on_hand else coalesce(p.pieces, 0) end`,
      type: 'number',
      filter: true,
    },
    lastAt: { column: 'b.last_at', type: 'date-time', sort: true, filter: true },
  },
})
