import type { ListDeclaration, ListField, ListQuery, Transaction } from '@stowage/sdk'
import { Type } from 'typebox'
import { PrintJob } from './print-job.schemas.ts'

/** Jobs with their printers. */
export function jobsFrom(trx: Transaction) {
  return trx('labels.print_job as j').join('labels.printer as p', 'p.id', 'j.printer')
}

/** What is told of a job, by its names on the wire. */
export const jobFields: Readonly<Record<string, ListField>> = {
  id: { column: 'j.id', type: 'uuid', filter: true },
  number: { column: 'j.number', type: 'integer', sort: true },
  'printer.id': { column: 'j.printer', type: 'uuid', filter: ['eq', 'in'], parameter: 'printer' },
  'printer.name': { column: 'p.name', type: 'string' },
  template: { column: 'j.template_name', type: 'string' },
  kind: { column: 'j.kind', type: 'string', filter: ['eq', 'in'] },
  language: { column: 'j.language', type: 'string' },
  labels: { column: 'j.label_count', type: 'integer' },
  copies: { column: 'j.copies', type: 'integer' },
  state: { column: 'j.state', type: 'string', filter: ['eq', 'in'] },
  attempts: { column: 'j.attempts', type: 'integer' },
  notBefore: { column: 'j.not_before', type: 'date-time' },
  problem: { column: 'j.problem', type: 'json' },
  who: { column: 'j.actor_name', type: 'string' },
  reason: { column: 'j.reason', type: 'string' },
  reprintOf: { column: 'j.reprint_of', type: 'uuid', filter: true },
  endedBy: { column: 'j.ended_by', type: 'string' },
  endedAt: { column: 'j.ended_at', type: 'date-time' },
  createdAt: { column: 'j.created_at', type: 'date-time', filter: true, sort: true },
  isKept: { column: '(j.content is not null)', type: 'boolean' },
  first: {
    column: "coalesce((select l.code from labels.printed_label l where l.job = j.id and l.n = 0), '')",
    type: 'string',
  },
}

/** `GET /api/v1/labels/print-jobs`: the newest first. */
export const printJobs: ListDeclaration = {
  from: (trx, query: ListQuery) => {
    const jobs = jobsFrom(trx)
    if (query.of !== undefined) {
      jobs.whereRaw('exists (select from labels.printed_label l where l.job = j.id and l.subject = ?)', [
        query.of as string,
      ])
    }
    return jobs
  },
  fields: jobFields,
  key: 'j.id',
  defaultSort: '-number',
  row: PrintJob,
  parameters: Type.Object({
    of: Type.Optional(
      Type.String({ format: 'uuid', description: 'Jobs with a label of this item, lot, location or unit' }),
    ),
  }),
}
