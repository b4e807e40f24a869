import { defineList } from '../../http/list/define-list.ts'
import { placesUnder, unitsUnder } from './held-stock.ts'
import { Hold } from './hold.schemas.ts'

const NIL = "'00000000-0000-0000-0000-000000000000'"

/** A row by its id. The limit keeps it a look-up by key: joined, a page of holds once read all items. */
const one = (table: string, id: string) => `lateral (select * from ${table} x where x.id = ${id} limit 1)`

/** What a hold stops now. Each case looks up its own index, and only in rows of the page that is sent. */
const HELD = `
  case when held.lifted_at is null then (
    select jsonb_build_object(
      'quantity', case when min(u.base_unit) = max(u.base_unit) then sum(g.on_hand) end,
      'baseUnit', case when min(u.base_unit) = max(u.base_unit) then min(u.base_unit) end,
      'balances', coalesce(sum(g.balances), 0))
      from (select b.item, sum(b.on_hand) as on_hand, count(*) as balances
      from (
        select b.item, b.on_hand from ledger.balance b where held.scope = 'item' and b.item = held.subject
        union all
        select b.item, b.on_hand from ledger.balance b
         where held.scope = 'lot' and b.lot = held.subject and b.lot <> ${NIL}
        union all
        select s.item, 1 from ledger.serial s
         where held.scope = 'serial' and s.id = held.subject and s.bucket is not null
        union all
        select b.item, b.on_hand from ledger.balance b where held.scope = 'owner' and b.owner = held.owner
        union all
        select b.item, b.on_hand from (${unitsUnder('h.id = held.id')}) w join ledger.balance b
            on b.handling_unit = w.unit and b.handling_unit <> ${NIL} where held.scope = 'handling_unit'
        union all
        select b.item, b.on_hand from (${placesUnder('h.id = held.id')}) p join ledger.balance b
            on b.location = p.place where held.scope = 'location') b
      where b.on_hand <> 0 group by b.item) g, ${one('items.item', 'g.item')} u) end`

/** `GET /api/v1/ledger/holds`: open ones and lifted ones. */
export const holdList = defineList({
  from: (trx) =>
    trx('ledger.hold as held')
      .leftJoin('access.owner as o', 'o.no', 'held.owner')
      .leftJoin('access.actor as a', 'a.id', 'held.placed_by')
      .leftJoin('access.actor as f', 'f.id', 'held.lifting_actor')
      .joinRaw(`left join ${one('items.item', 'held.item')} i on true`)
      .joinRaw(`left join ${one('items.lot', 'held.subject')} t on held.scope = 'lot'`)
      .joinRaw(`left join ${one('ledger.serial', 'held.subject')} r on held.scope = 'serial'`)
      .joinRaw(`left join ${one('locations.location', 'held.subject')} l on held.scope = 'location'`)
      .joinRaw(
        `left join ${one('locations.handling_unit', 'held.subject')} u on held.scope = 'handling_unit'`,
      ),
  key: 'held.id',
  entity: 'ledger.hold',
  defaultSort: '-placedAt',
  row: Hold,
  search: ['held.reason', "coalesce(i.sku, '')", "coalesce(t.name, r.number, l.code, u.code, o.name, '')"],
  fields: {
    id: { column: 'held.id', type: 'uuid', filter: true },
    scope: { column: 'held.scope', type: 'string', filter: ['eq', 'in'], sort: true },
    'subject.id': { column: 'held.subject', type: 'uuid', filter: ['eq', 'in'], parameter: 'subject' },
    'subject.name': {
      column: `coalesce(t.name, r.number, l.code, u.code,
                 case held.scope when 'item' then i.sku when 'owner' then o.name end)`,
      type: 'string',
    },
    'item.id': { column: 'held.item', type: 'uuid', filter: ['eq', 'in'], parameter: 'item' },
    'item.sku': { column: 'i.sku', type: 'string' },
    'item.name': { column: 'i.name', type: 'string' },
    'owner.id': { column: 'o.id', type: 'uuid', filter: ['eq', 'in'], parameter: 'owner' },
    'owner.name': { column: 'o.name', type: 'string' },
    blocks: { column: 'to_jsonb(held.blocks)', type: 'json' },
    reason: { column: 'held.reason', type: 'string', filter: true, sort: true },
    note: { column: 'held.note', type: 'string' },
    liftedBy: { column: 'held.lifted_by', type: 'string', filter: ['eq', 'in'] },
    lifter: { column: 'held.lifter', type: 'string' },
    placedAt: { column: 'held.placed_at', type: 'date-time', filter: true, sort: true },
    'placedBy.id': { column: 'held.placed_by', type: 'uuid' },
    'placedBy.name': { column: 'a.name', type: 'string' },
    isOpen: { column: '(held.lifted_at is null)', type: 'boolean', filter: ['eq'] },
    'lift.at': {
      column: 'held.lifted_at',
      type: 'date-time',
      filter: true,
      sort: true,
      parameter: 'liftedAt',
    },
    'lift.actor.id': { column: 'held.lifting_actor', type: 'uuid' },
    'lift.actor.name': { column: 'f.name', type: 'string' },
    'lift.note': { column: 'held.lift_note', type: 'string' },
    held: { column: HELD, type: 'json' },
    version: { column: 'held.version', type: 'integer' },
  },
})
