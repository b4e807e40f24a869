import type { Transaction } from '@stowage/sdk'
import type { Knex } from 'knex'
import { Type } from 'typebox'
import { defineList } from '../../http/list/define-list.ts'
import type { ListQuery } from '../../http/list/list-declaration.ts'
import { scopedBalances, scopeParameters } from '../balances/balance-scope.ts'
import { lineFields, namedLines } from '../movements/line.list.ts'
import { LineRow } from '../movements/movement.schemas.ts'
import { Serial, SerialOfLine } from './serial.schemas.ts'

/** The audit's name of pieces. */
export const SERIAL = 'ledger.serial'

const { location, within, site, status } = scopeParameters

const FIELD_WRITES = `(select coalesce(sum(f.writes), 0)::int from host.field_value f
  where f.entity = '${SERIAL}' and f.id = s.id)`

/** `GET /api/v1/ledger/serials`: where is the piece with this number? */
export const serialList = defineList({
  from: serialsAsked,
  key: 's.id',
  entity: SERIAL,
  defaultSort: 'number',
  row: Serial,
  search: ['s.number', 'i.sku'],
  byOwner: { column: 's.owner', sorts: ['number'] },
  parameters: Type.Object({
    location,
    within,
    site,
    status,
    inStock: Type.Optional(
      Type.Boolean({ description: 'Only those that stand in a place of ours, or that do not' }),
    ),
  }),
  fields: {
    id: { column: 's.id', type: 'uuid', filter: true },
    number: { column: 's.number', type: 'string', filter: true, sort: true },
    'item.id': { column: 's.item', type: 'uuid', filter: true, parameter: 'item' },
    'item.sku': { column: 'i.sku', type: 'string' },
    'item.name': { column: 'i.name', type: 'string' },
    'owner.id': { column: 'o.id', type: 'uuid', filter: true, parameter: 'owner' },
    'owner.name': { column: 'o.name', type: 'string' },
    'lot.id': { column: 's.lot', type: 'uuid', filter: true, parameter: 'lot' },
    'lot.name': { column: 't.name', type: 'string' },
    bucket: { column: 's.bucket', type: 'integer', filter: ['eq', 'in', 'isNull'] },
    'location.id': { column: 'l.id', type: 'uuid' },
    'location.code': { column: 'l.code', type: 'string' },
    status: { column: 'z.name', type: 'string', parameter: 'statusName' },
    'handlingUnit.id': { column: 'u.id', type: 'uuid' },
    'handlingUnit.code': { column: 'u.code', type: 'string' },
    hasLeft: { column: 's.has_left', type: 'boolean', filter: ['eq'] },
    lines: { column: 's.version', type: 'integer' },
    firstAt: { column: 's.first_at', type: 'date-time' },
    lastAt: { column: 's.last_at', type: 'date-time', filter: true, sort: true },
    version: { column: FIELD_WRITES, type: 'integer' },
  },
})

function serialsAsked(trx: Transaction, query: ListQuery): Knex.QueryBuilder {
  const serials = trx('ledger.serial as s')
    .join('items.item as i', 'i.id', 's.item')
    .join('access.owner as o', 'o.no', 's.owner')
    .leftJoin('items.lot as t', 't.id', 's.lot')
    .leftJoin('ledger.bucket as b', 'b.id', 's.bucket')
    .leftJoin('locations.location as l', 'l.id', 'b.location')
    .leftJoin('ledger.status as z', 'z.no', 'b.status')
    .leftJoin('locations.handling_unit as u', 'u.id', 'b.handling_unit')
  if (query.inStock === true) serials.whereNotNull('s.bucket')
  if (query.inStock === false) serials.whereNull('s.bucket')
  const { location, within, site, status } = query
  if ([location, within, site, status].every((asked) => asked === undefined)) return serials
  return serials.whereIn(
    's.bucket',
    scopedBalances(trx, { location, within, site, status }).select('b.bucket'),
  )
}

/** `GET /api/v1/ledger/serials/{id}/history`: every line that a piece was on, who, why, which document. */
export const serialHistory = defineList({
  from: (trx, { serial }) =>
    namedLines(
      trx,
      trx.raw(
        `(select l.*, case when l.to_after is null then 0 else 1 end
                      - case when l.from_after is null then 0 else 1 end as change
            from ledger.line_serial p
            join ledger.line l on l.movement = p.movement and l.n = p.n and l.at = p.at
           where p.serial = ?) as n`,
        [serial as string],
      ),
    ),
  key: 'n.id',
  defaultSort: '-id',
  row: LineRow,
  parameters: Type.Object({ serial: Type.String({ format: 'uuid' }) }),
  fields: lineFields,
})

/** `GET /api/v1/ledger/lines/{id}/serials`: which pieces were they? */
export const serialsOfLine = defineList({
  from: (trx, { line }) =>
    trx('ledger.line as l')
      .join('ledger.line_serial as p', (on) => on.on('p.movement', 'l.movement').on('p.n', 'l.n'))
      .join('ledger.serial as s', 's.id', 'p.serial')
      .where('l.id', line as number),
  key: 's.id',
  defaultSort: 'number',
  row: SerialOfLine,
  parameters: Type.Object({ line: Type.Integer() }),
  fields: {
    id: { column: 's.id', type: 'uuid' },
    number: { column: 's.number', type: 'string', filter: true, sort: true },
  },
})
