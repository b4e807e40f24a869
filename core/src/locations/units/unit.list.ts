import type { Transaction } from '@stowage/sdk'
import type { Knex } from 'knex'
import { Type } from 'typebox'
import { NIL_ID } from '../../database/ids.ts'
import { defineList } from '../../http/list/define-list.ts'
import type { ListQuery } from '../../http/list/list-declaration.ts'
import { BENEATH } from '../location.tree.ts'
import { Series, Unit, UnitKind } from './unit.schemas.ts'

/** The second condition lets the index serve, which holds buckets in units alone. */
const IS_EMPTY = `not exists (select from ledger.bucket k join ledger.balance b on b.bucket = k.id
    where k.handling_unit = u.id and k.handling_unit <> '${NIL_ID}' and k.location = u.location
      and b.on_hand <> 0)
  and not exists (select from locations.handling_unit c where c.parent = u.id)`
/**
 * The same for the few rows of a page: the offsets keep PostgreSQL from hashing all stock in units first,
 * because it plans for all units. Among 200,000 of them that was most of a second.
 */
const IS_EMPTY_ONE = IS_EMPTY.replaceAll(/\)(\n|$)/g, ' offset 0)$1')

/** The list of handling units. */
export const unitList = defineList({
  from: (trx, query) => {
    const units = trx('locations.handling_unit as u')
      .leftJoin('locations.location as l', 'l.id', 'u.location')
      .leftJoin('locations.handling_unit as p', 'p.id', 'u.parent')
    if (query.within !== undefined) units.whereIn('u.location', placesWithin(trx, query))
    if (query.empty !== undefined) units.whereRaw(`(${IS_EMPTY}) = ?`, [query.empty as boolean])
    return units
  },
  key: 'u.id',
  entity: 'locations.handling_unit',
  defaultSort: 'code',
  row: Unit,
  search: ['u.code'],
  parameters: Type.Object({
    within: Type.Optional(Type.String({ format: 'uuid', description: 'Those in this place or beneath it' })),
    empty: Type.Optional(Type.Boolean({ description: 'Those that hold nothing, or those that do' })),
  }),
  fields: {
    id: { column: 'u.id', type: 'uuid', filter: true },
    code: { column: 'u.code', type: 'string', filter: true, sort: true },
    kind: { column: 'u.kind', type: 'string', filter: ['eq', 'in'], sort: true },
    isSscc: { column: 'u.is_sscc', type: 'boolean', filter: ['eq'] },
    'location.id': { column: 'u.location', type: 'uuid', filter: true, parameter: 'location' },
    'location.code': { column: 'l.code', type: 'string' },
    'location.path': { column: 'l.path', type: 'string' },
    // The outer unit, as far as one sees it.
    'parent.id': { column: 'p.id', type: 'uuid', filter: true, parameter: 'parent' },
    'parent.code': { column: 'p.code', type: 'string' },
    isActive: { column: 'u.is_active', type: 'boolean', filter: true },
    isEmpty: { column: `(${IS_EMPTY_ONE})`, type: 'boolean' },
    version: { column: 'u.version', type: 'integer' },
    createdAt: { column: 'u.created_at', type: 'date-time', filter: true, sort: true },
    updatedAt: { column: 'u.updated_at', type: 'date-time' },
  },
})

/** The list of series. */
export const seriesList = defineList({
  from: 'locations.unit_series as s',
  entity: 'locations.unit_series',
  key: 's.id',
  defaultSort: 'name',
  row: Series,
  search: ['s.name', 's.prefix'],
  fields: {
    id: { column: 's.id', type: 'uuid', filter: true },
    name: { column: 's.name', type: 'string', filter: true, sort: true },
    scheme: { column: 's.scheme', type: 'string', filter: ['eq'] },
    prefix: { column: 's.prefix', type: 'string', filter: ['eq'], sort: true },
    firstNumber: { column: 's.first_number', type: 'integer' },
    version: { column: 's.version', type: 'integer' },
    createdAt: { column: 's.created_at', type: 'date-time' },
    updatedAt: { column: 's.updated_at', type: 'date-time' },
  },
})

/** The list of kinds of handling units: core's and those that plugins add. */
export const unitKindList = defineList({
  from: 'locations.unit_kind as k',
  key: 'k.name',
  defaultSort: 'name',
  row: UnitKind,
  fields: {
    name: { column: 'k.name', type: 'string', filter: ['eq', 'in'], sort: true },
    title: { column: 'k.title', type: 'string' },
    plugin: { column: 'k.plugin', type: 'string', filter: ['eq'] },
  },
})

function placesWithin(trx: Transaction, { within }: ListQuery): Knex.QueryBuilder {
  const top = '(select path from locations.location where id = :within)'
  return trx('locations.location')
    .select('id')
    .whereRaw(BENEATH.replaceAll(':path', top), { within: within as string })
}
