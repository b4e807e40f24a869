import type { ListDeclaration, ListField } from '@stowage/sdk'
import { Type } from 'typebox'
import { Arrival, Departure, Place, TraceQuestion } from './trace.schemas.ts'

/** The tables of a trace that are long. */
export type TraceList = 'departures' | 'arrivals' | 'places'

interface Listed {
  readonly summary: string
  /** The list of these rows, which stand in no table of the database. */
  of(rows: readonly object[]): ListDeclaration
}

const parameters = Type.Omit(TraceQuestion, ['limit'], { additionalProperties: false })
const inJson = (column: string, type: ListField['type'], more: Partial<ListField> = {}): ListField => ({
  column,
  type,
  ...more,
})

/** What of goods a row tells. */
const goods: ListDeclaration['fields'] = {
  'item.id': inJson("(r.item->>'id')::uuid", 'uuid'),
  'item.sku': inJson("r.item->>'sku'", 'string', { filter: ['eq', 'in'], sort: true }),
  'item.name': inJson("r.item->>'name'", 'string'),
  'item.baseUnit': inJson("r.item->>'baseUnit'", 'string'),
  'lot.id': inJson("(r.lot->>'id')::uuid", 'uuid'),
  'lot.name': inJson("r.lot->>'name'", 'string', { filter: ['eq', 'in'] }),
  'unit.id': inJson("(r.unit->>'id')::uuid", 'uuid'),
  'unit.code': inJson("r.unit->>'code'", 'string', { filter: ['eq', 'in'], sort: true }),
  'owner.id': inJson("(r.owner->>'id')::uuid", 'uuid', { filter: ['eq', 'in'], parameter: 'owner' }),
  'owner.name': inJson("r.owner->>'name'", 'string'),
  things: inJson('r.things', 'texts', { filter: ['has'] }),
}

const crossing: ListDeclaration['fields'] = {
  'source.id': inJson("r.source->>'id'", 'string', { filter: ['eq', 'in'], parameter: 'source' }),
  'source.type': inJson("r.source->>'type'", 'string', { filter: ['eq', 'in'] }),
  movement: inJson('r.movement', 'uuid', { filter: ['eq'] }),
  line: inJson('r.line', 'integer'),
  kind: inJson('r.kind', 'string', { filter: ['eq', 'in'] }),
  at: inJson('r.at', 'date-time', { filter: true, sort: true }),
  effectiveAt: inJson('r."effectiveAt"', 'date-time', { filter: true, sort: true }),
  outside: inJson('r.outside', 'string', { filter: ['eq', 'in'], sort: true }),
  quantity: inJson('r.quantity', 'number'),
  reason: inJson('r.reason', 'string', { filter: ['eq', 'in'] }),
  way: inJson('r.way', 'integer', { filter: ['eq'] }),
  ...goods,
}

const placed: ListDeclaration['fields'] = {
  'location.id': inJson("(r.location->>'id')::uuid", 'uuid'),
  'location.code': inJson("r.location->>'code'", 'string', { filter: ['eq', 'in'], sort: true }),
  'site.id': inJson("(r.site->>'id')::uuid", 'uuid', { filter: ['eq', 'in'], parameter: 'site' }),
  'site.code': inJson("r.site->>'code'", 'string'),
  status: inJson('r.status', 'string', { filter: ['eq', 'in'] }),
  onHand: inJson('r."onHand"', 'number'),
  available: inJson('r.available', 'number'),
  ...goods,
}

const GOODS = 'item jsonb, lot jsonb, unit jsonb, owner jsonb, things jsonb'
const CROSSING = `movement uuid, line bigint, kind text, at timestamptz, "effectiveAt" timestamptz, outside text,
  quantity numeric, reason text, way integer, source jsonb, ${GOODS}`

function listOf(
  columns: string,
  { row, fields, key, defaultSort }: Pick<ListDeclaration, 'row' | 'fields' | 'key' | 'defaultSort'>,
) {
  const record = `jsonb_to_recordset(?::jsonb) as r(${columns})`
  return (rows: readonly object[]): ListDeclaration => ({
    from: (trx) => trx.from(trx.raw(record, [JSON.stringify(rows)])),
    ...{ row, fields, key, defaultSort, parameters },
  })
}

/** By the last part of their routes. */
export const traceLists: Readonly<Record<TraceList, Listed>> = {
  departures: {
    summary: 'List where a lot, a piece or a unit went: who is to be called in',
    of: listOf(`${CROSSING}, returned numeric`, {
      row: Departure,
      fields: { ...crossing, returned: inJson('r.returned', 'number') },
      key: ['r.line', 'r.way'],
      defaultSort: 'at',
    }),
  },
  arrivals: {
    summary: 'List where a lot, a piece or a unit came from, and what came back of it',
    of: listOf(`${CROSSING}, "returnsLine" bigint`, {
      row: Arrival,
      fields: { ...crossing, returnsLine: inJson('r."returnsLine"', 'integer') },
      key: ['r.line', 'r.way'],
      defaultSort: 'at',
    }),
  },
  places: {
    summary: 'List where the rest of a lot, a piece or a unit is now',
    of: listOf(`location jsonb, site jsonb, status text, "onHand" numeric, available numeric, ${GOODS}`, {
      row: Place,
      fields: placed,
      key: ['location.id', 'item.id', 'lot.id', 'unit.id', 'owner.id', 'status'].map(
        (name) => placed[name]!.column,
      ),
      defaultSort: 'location.code',
    }),
  },
}
