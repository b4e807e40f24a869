import { defineList } from '../http/list/define-list.ts'
import { Kind, Location } from './location.schemas.ts'

/** The list of locations. `path[startsWith]=MAIN/A/` gives all beneath a place. */
export const locationList = defineList({
  from: (trx) => trx('locations.location as l').leftJoin('locations.site as s', 's.no', 'l.site'),
  key: 'l.id',
  entity: 'locations.location',
  defaultSort: 'path',
  row: Location,
  search: ['l.code', "coalesce(l.barcode, '')"],
  fields: {
    id: { column: 'l.id', type: 'uuid', filter: true },
    site: { column: 's.id', type: 'uuid', filter: true },
    parent: { column: 'l.parent', type: 'uuid', filter: true },
    kind: { column: 'l.kind', type: 'string', filter: ['eq', 'in'], sort: true },
    code: { column: 'l.code', type: 'string', filter: true, sort: true },
    path: { column: 'l.path', type: 'string', filter: ['eq', 'in', 'startsWith'], sort: true },
    barcode: { column: 'l.barcode', type: 'string', filter: true },
    checkDigits: { column: 'l.check_digits', type: 'string' },
    debtLimit: { column: 'l.debt_limit', type: 'number', filter: true },
    x: { column: 'l.x_m', type: 'number' },
    y: { column: 'l.y_m', type: 'number' },
    z: { column: 'l.z_m', type: 'number' },
    sizeX: { column: 'l.x_size_m', type: 'number' },
    sizeY: { column: 'l.y_size_m', type: 'number' },
    sizeZ: { column: 'l.z_size_m', type: 'number' },
    isActive: { column: 'l.is_active', type: 'boolean', filter: true },
    version: { column: 'l.version', type: 'integer' },
    createdAt: { column: 'l.created_at', type: 'date-time', filter: true, sort: true },
    updatedAt: { column: 'l.updated_at', type: 'date-time', filter: true, sort: true },
  },
})

/** The list of kinds: core's and those that plugins add. */
export const kindList = defineList({
  from: 'locations.kind as k',
  key: 'k.name',
  defaultSort: 'name',
  row: Kind,
  fields: {
    name: { column: 'k.name', type: 'string', filter: ['eq', 'in'], sort: true },
    title: { column: 'k.title', type: 'string' },
    balanced: { column: 'k.balanced', type: 'boolean', filter: true },
    allocatable: { column: 'k.allocatable', type: 'boolean', filter: true },
    counted: { column: 'k.counted', type: 'boolean', filter: true },
    plugin: { column: 'k.plugin', type: 'string', filter: ['eq'] },
  },
})
