import { defineList } from '../http/list/define-list.ts'
import { ImportRow } from './import.schemas.ts'

/** The history of imports: who brought in what and when, and what became of it. */
export const importList = defineList({
  from: (trx) => trx('imports.import as i').leftJoin('access.actor as a', 'a.id', 'i.created_by'),
  key: 'i.id',
  defaultSort: '-createdAt',
  row: ImportRow,
  search: ['i.file_name'],
  fields: {
    id: { column: 'i.id', type: 'uuid', filter: true },
    importable: { column: 'i.importable', type: 'string', filter: ['eq', 'in'] },
    fileName: { column: 'i.file_name', type: 'string', filter: ['eq', 'startsWith'], sort: true },
    sizeBytes: { column: 'i.size_bytes', type: 'integer' },
    state: { column: 'i.state', type: 'string', filter: ['eq', 'in'] },
    isAtomic: { column: 'i.is_atomic', type: 'boolean' },
    rowNumber: { column: 'i.row_number', type: 'integer' },
    total: { column: 'i.total', type: 'integer' },
    created: { column: 'i.created', type: 'integer' },
    updated: { column: 'i.updated', type: 'integer' },
    unchanged: { column: 'i.unchanged', type: 'integer' },
    refused: { column: 'i.refused', type: 'integer' },
    undone: { column: 'i.undone', type: 'integer' },
    'createdBy.id': { column: 'i.created_by', type: 'uuid', filter: ['eq', 'in'], parameter: 'createdBy' },
    'createdBy.name': { column: "coalesce(a.name, '')", type: 'string' },
    createdAt: { column: 'i.created_at', type: 'date-time', filter: true, sort: true },
    startedAt: { column: 'i.started_at', type: 'date-time' },
    endedAt: { column: 'i.ended_at', type: 'date-time' },
    version: { column: 'i.version', type: 'integer' },
  },
})
