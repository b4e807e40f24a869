import { defineList } from '../../http/list/define-list.ts'
import { FieldOnTheWire } from './custom-field.schemas.ts'

/** The list of fields that administrators defined. */
export const customFieldList = defineList({
  from: 'host.custom_field as f',
  key: 'f.id',
  defaultSort: 'entity,place',
  row: FieldOnTheWire,
  search: ['f.name', 'f.label', 'f.labels::text'],
  fields: {
    id: { column: 'f.id', type: 'uuid', filter: true },
    entity: { column: 'f.entity', type: 'string', filter: ['eq', 'in'], sort: true },
    name: { column: 'f.name', type: 'string', filter: ['eq', 'in'], sort: true },
    kind: { column: 'f.kind', type: 'string', filter: ['eq', 'in'], sort: true },
    label: { column: 'f.label', type: 'string', sort: true },
    labels: { column: 'f.labels', type: 'json' },
    help: { column: 'f.help', type: 'string' },
    helps: { column: 'f.helps', type: 'json' },
    isRequired: { column: 'f.is_required', type: 'boolean', filter: ['eq'] },
    permission: { column: 'f.permission', type: 'string' },
    rules: { column: 'f.rules', type: 'json' },
    place: { column: 'f.place', type: 'integer', sort: true },
    isRetired: { column: 'f.is_retired', type: 'boolean', filter: ['eq'] },
    version: { column: 'f.version', type: 'integer' },
    createdAt: { column: 'f.created_at', type: 'date-time', sort: true },
    updatedAt: { column: 'f.updated_at', type: 'date-time' },
  },
})
