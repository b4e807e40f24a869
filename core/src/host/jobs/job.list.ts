import { defineList } from '../../http/list/define-list.ts'
import { JobOnTheWire } from './job.schemas.ts'

/** Whether a job waits, runs or is dead is told by the queue, where it is until it has ended. */
const STATE = `case when j.outcome is not null then j.outcome
  when q.id is null then 'dropped'
  when q.locked_at is not null then 'running'
  when q.attempts >= q.max_attempts then 'dead' else 'waiting' end`

/** All jobs: those that wait, run or are dead, and for a week those that have ended. */
export const jobList = defineList({
  from: (trx) => trx('host.job as j').leftJoin('graphile_worker.jobs as q', 'q.id', 'j.queue_id'),
  key: 'j.id',
  defaultSort: '-createdAt',
  row: JobOnTheWire,
  search: ['j.name', 'j.last_error'],
  fields: {
    id: { column: 'j.id', type: 'uuid', filter: true },
    name: { column: 'j.name', type: 'string', filter: ['eq', 'in'] },
    plugin: { column: 'j.plugin', type: 'string', filter: ['eq', 'in'] },
    state: { column: STATE, type: 'string', filter: ['eq', 'in'] },
    subjectKind: { column: 'j.subject_kind', type: 'string' },
    subject: { column: 'j.subject', type: 'uuid' },
    attempt: { column: 'j.attempt', type: 'integer' },
    maxAttempts: { column: 'q.max_attempts', type: 'integer' },
    runAt: { column: 'q.run_at', type: 'date-time' },
    createdAt: { column: 'j.created_at', type: 'date-time', filter: true, sort: true },
    startedAt: { column: 'j.started_at', type: 'date-time' },
    done: { column: 'j.done', type: 'integer' },
    total: { column: 'j.total', type: 'integer' },
    note: { column: 'j.note', type: 'string' },
    toldAt: { column: 'j.told_at', type: 'date-time' },
    lastError: { column: 'j.last_error', type: 'string' },
    failedAt: { column: 'j.failed_at', type: 'date-time' },
    endedAt: { column: 'j.ended_at', type: 'date-time' },
  },
})
