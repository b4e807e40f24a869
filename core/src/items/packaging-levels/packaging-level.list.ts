import { defineList } from '../../http/list/define-list.ts'
import { PackagingLevel } from './packaging-level.schemas.ts'

/** The list of packaging levels; `item=…` gives those of one item, `gtin=…` the one that was scanned. */
export const packagingLevelList = defineList({
  from: 'items.packaging_level as p',
  key: 'p.id',
  entity: 'items.packaging_level',
  defaultSort: 'name',
  row: PackagingLevel,
  search: ['p.name', "coalesce(p.gtin14, '')"],
  byOwner: { column: 'case when p.owner is null then 0 else p.owner end', sorts: ['name'] },
  fields: {
    id: { column: 'p.id', type: 'uuid', filter: true },
    item: { column: 'p.item', type: 'uuid', filter: true },
    name: { column: 'p.name', type: 'string', filter: true, sort: true },
    numerator: { column: 'p.numerator', type: 'integer' },
    denominator: { column: 'p.denominator', type: 'integer' },
    gtin: { column: 'p.gtin', type: 'string', filter: true, sort: true },
    weightGrams: { column: 'p.weight_grams', type: 'number' },
    lengthMm: { column: 'p.length_mm', type: 'integer' },
    widthMm: { column: 'p.width_mm', type: 'integer' },
    heightMm: { column: 'p.height_mm', type: 'integer' },
    isActive: { column: 'p.is_active', type: 'boolean', filter: ['eq'] },
    version: { column: 'p.version', type: 'integer' },
    createdAt: { column: 'p.created_at', type: 'date-time', filter: true, sort: true },
    updatedAt: { column: 'p.updated_at', type: 'date-time' },
  },
})
