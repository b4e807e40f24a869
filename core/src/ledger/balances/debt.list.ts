import { Type } from 'typebox'
import { defineList } from '../../http/list/define-list.ts'

const Id = Type.String({ format: 'uuid' })

/** A balance below zero: where, how far, since when, and by whose movement. */
export const Debt = Type.Object({
  bucket: Type.Integer(),
  item: Type.Object({ id: Id, sku: Type.String(), name: Type.String(), baseUnit: Type.String() }),
  location: Type.Object({ id: Id, code: Type.String() }),
  owner: Type.Object({ id: Id, name: Type.String() }),
  onHand: Type.Number(),
  debtLimit: Type.Number({ description: 'How far below zero the place may go' }),
  since: Type.String({
    format: 'date-time',
    description: 'When it went below zero and has not been above since',
  }),
  movement: Type.String({ format: 'uuid', description: 'The movement that took it there' }),
  actor: Type.Object({ id: Id, name: Type.String() }),
})

const SIDES = `
  select l.at, l.movement, l.from_after as after from ledger.line l
   where l.from_bucket = b.bucket and l.from_after is not null
  union all
  select l.at, l.movement, l.to_after from ledger.line l where l.to_bucket = b.bucket
    and l.to_after is not null`

/** `GET /api/v1/ledger/debts` */
export const debtList = defineList({
  from: (trx) =>
    trx('ledger.balance as b')
      .where('b.on_hand', '<', 0)
      .join('items.item as i', 'i.id', 'b.item')
      .join('locations.location as l', 'l.id', 'b.location')
      .join('access.owner as o', 'o.no', 'b.owner')
      .joinRaw(
        `cross join lateral (select s.at, s.movement from (${SIDES}) s
            where s.at > coalesce((select max(x.at) from (${SIDES}) x where x.after >= 0), '-infinity')
            order by s.at limit 1) d`,
      )
      .join('ledger.movement as m', 'm.id', 'd.movement')
      .leftJoin('access.actor as a', 'a.id', 'm.actor'),
  key: 'b.bucket',
  defaultSort: 'since',
  row: Debt,
  search: ['i.sku', 'l.code'],
  fields: {
    bucket: { column: 'b.bucket', type: 'integer' },
    'item.id': { column: 'i.id', type: 'uuid', filter: ['eq'], parameter: 'item' },
    'item.sku': { column: 'i.sku', type: 'string', sort: true },
    'item.name': { column: 'i.name', type: 'string' },
    'item.baseUnit': { column: 'i.base_unit', type: 'string' },
    'location.id': { column: 'l.id', type: 'uuid', filter: ['eq'], parameter: 'location' },
    'location.code': { column: 'l.code', type: 'string', sort: true },
    'owner.id': { column: 'o.id', type: 'uuid', filter: ['eq'], parameter: 'owner' },
    'owner.name': { column: 'o.name', type: 'string' },
    onHand: { column: 'b.on_hand', type: 'number', sort: true },
    debtLimit: { column: 'b.debt_limit', type: 'number' },
    since: { column: 'd.at', type: 'date-time', sort: true },
    movement: { column: 'd.movement', type: 'uuid' },
    'actor.id': { column: 'm.actor', type: 'uuid' },
    'actor.name': { column: "coalesce(a.name, '')", type: 'string' },
  },
})
