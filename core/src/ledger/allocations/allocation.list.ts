import { defineList } from '../../http/list/define-list.ts'
import { AllocationEventRow, AllocationRow } from './allocation.schemas.ts'

const itemFields = {
  'item.id': { column: 'i.id', type: 'uuid', filter: ['eq', 'in'], parameter: 'item' },
  'item.sku': { column: 'i.sku', type: 'string' },
  'item.name': { column: 'i.name', type: 'string' },
  'item.baseUnit': { column: 'i.base_unit', type: 'string' },
} as const

const ownerFields = {
  'owner.id': { column: 'o.id', type: 'uuid', filter: ['eq', 'in'], parameter: 'owner' },
  'owner.name': { column: 'o.name', type: 'string' },
} as const

const serialFields = (column: string) =>
  ({
    'serial.id': { column, type: 'uuid', filter: ['eq', 'in'], parameter: 'serial' },
    'serial.number': { column: 'r.number', type: 'string' },
  }) as const

/** `GET /api/v1/ledger/allocations`: what is kept for whom, now. */
export const allocationList = defineList({
  from: (trx) =>
    trx('ledger.allocation as a')
      .join('ledger.bucket as b', 'b.id', 'a.bucket')
      .join('items.item as i', 'i.id', 'b.item')
      .join('locations.location as l', 'l.id', 'b.location')
      .join('ledger.status as s', 's.no', 'b.status')
      .join('access.owner as o', 'o.no', 'a.owner')
      .leftJoin('items.lot as t', 't.id', 'b.lot')
      .leftJoin('ledger.serial as r', 'r.id', 'a.serial')
      .leftJoin('locations.handling_unit as u', 'u.id', 'b.handling_unit'),
  key: 'a.id',
  defaultSort: '-id',
  row: AllocationRow,
  byOwner: { column: 'a.owner', sorts: ['id'] },
  fields: {
    id: { column: 'a.id', type: 'uuid', sort: true, filter: ['eq', 'in'] },
    'demand.kind': { column: 'a.demand_kind', type: 'string', filter: ['eq', 'in'], parameter: 'demandKind' },
    'demand.id': { column: 'a.demand', type: 'uuid', filter: ['eq', 'in'], parameter: 'demand' },
    quantity: { column: 'a.quantity', type: 'number' },
    ...itemFields,
    'lot.id': { column: 't.id', type: 'uuid', filter: ['eq', 'in'], parameter: 'lot' },
    'lot.name': { column: 't.name', type: 'string' },
    ...serialFields('a.serial'),
    'location.id': { column: 'l.id', type: 'uuid', filter: ['eq', 'in'], parameter: 'location' },
    'location.code': { column: 'l.code', type: 'string' },
    'handlingUnit.id': { column: 'u.id', type: 'uuid' },
    'handlingUnit.code': { column: 'u.code', type: 'string' },
    status: { column: 's.name', type: 'string' },
    bucket: { column: 'a.bucket', type: 'integer', filter: ['eq', 'in'] },
    ...ownerFields,
    expiresAt: { column: 'a.expires_at', type: 'date-time', filter: true },
    createdAt: { column: 'a.created_at', type: 'date-time' },
  },
})

/** `GET /api/v1/ledger/allocations/events`: what became of them. */
export const allocationEventList = defineList({
  from: (trx) =>
    trx('ledger.allocation_event as e')
      .join('ledger.bucket as b', 'b.id', 'e.bucket')
      .join('items.item as i', 'i.id', 'b.item')
      .join('locations.location as l', 'l.id', 'b.location')
      .join('access.owner as o', 'o.no', 'e.owner')
      .leftJoin('items.lot as t', 't.id', 'b.lot')
      .leftJoin('ledger.serial as r', 'r.id', 'e.serial')
      .leftJoin('access.actor as p', 'p.id', 'e.actor')
      .leftJoin('ledger.bucket as tb', 'tb.id', 'e.to_bucket')
      .leftJoin('locations.location as tl', 'tl.id', 'tb.location'),
  key: 'e.id',
  defaultSort: '-id',
  row: AllocationEventRow,
  byOwner: { column: 'e.owner', sorts: ['id'] },
  fields: {
    id: { column: 'e.id', type: 'integer', sort: true },
    at: { column: 'e.at', type: 'date-time' },
    allocation: { column: 'e.allocation', type: 'uuid', filter: ['eq', 'in'] },
    bucket: { column: 'e.bucket', type: 'integer', filter: ['eq', 'in'] },
    kind: { column: 'e.kind', type: 'string', filter: ['eq', 'in'] },
    quantity: { column: 'e.quantity', type: 'number' },
    'demand.kind': { column: 'e.demand_kind', type: 'string', filter: ['eq', 'in'], parameter: 'demandKind' },
    'demand.id': { column: 'e.demand', type: 'uuid', filter: ['eq', 'in'], parameter: 'demand' },
    ...itemFields,
    'lot.id': { column: 't.id', type: 'uuid' },
    'lot.name': { column: 't.name', type: 'string' },
    ...serialFields('e.serial'),
    'location.id': { column: 'l.id', type: 'uuid' },
    'location.code': { column: 'l.code', type: 'string' },
    'toLocation.id': { column: 'tl.id', type: 'uuid' },
    'toLocation.code': { column: 'tl.code', type: 'string' },
    toAllocation: { column: 'e.to_allocation', type: 'uuid' },
    movement: { column: 'e.movement', type: 'uuid', filter: ['eq', 'in'] },
    'actor.id': { column: 'e.actor', type: 'uuid' },
    'actor.name': { column: "coalesce(p.name, '')", type: 'string' },
    ...ownerFields,
  },
})
