import { defineList } from '../http/list/define-list.ts'
import { Item } from './item.schemas.ts'

/** The list of items. What may be filtered and sorted by has an index in the migration. */
export const itemList = defineList({
  from: (trx) => trx('items.item as i').leftJoin('access.owner as o', 'o.no', 'i.owner'),
  key: 'i.id',
  entity: 'items.item',
  defaultSort: 'sku',
  row: Item,
  search: ['i.sku', 'i.name', "coalesce(i.gtin14, '')"],
  finder: 'items.find_items',
  byOwner: { column: 'case when i.owner is null then 0 else i.owner end', sorts: ['sku'] },
  fields: {
    id: { column: 'i.id', type: 'uuid', filter: true },
    owner: { column: 'o.id', type: 'uuid', filter: true },
    sku: { column: 'i.sku', type: 'string', filter: true, sort: true },
    name: { column: 'i.name', type: 'string', filter: true, sort: true },
    description: { column: 'i.description', type: 'string', filter: ['isNull', 'contains'] },
    category: { column: 'i.category', type: 'string', filter: true, sort: true },
    baseUnit: { column: 'i.base_unit', type: 'string', filter: ['eq', 'in'] },
    step: { column: 'i.step', type: 'number' },
    gtin: { column: 'i.gtin', type: 'string', filter: true, sort: true },
    weightGrams: { column: 'i.weight_grams', type: 'number', filter: true, sort: true },
    lengthMm: { column: 'i.length_mm', type: 'integer' },
    widthMm: { column: 'i.width_mm', type: 'integer' },
    heightMm: { column: 'i.height_mm', type: 'integer' },
    hasLots: { column: 'i.has_lots', type: 'boolean', filter: ['eq'] },
    serials: { column: 'i.serials', type: 'string', filter: ['eq', 'in'] },
    catchUnit: { column: 'i.catch_unit', type: 'string' },
    lifecycle: { column: 'i.lifecycle', type: 'string', filter: ['eq', 'in'], sort: true },
    version: { column: 'i.version', type: 'integer' },
    createdAt: { column: 'i.created_at', type: 'date-time', filter: true, sort: true },
    updatedAt: { column: 'i.updated_at', type: 'date-time', filter: true, sort: true },
  },
})
