import { refuse, type Transaction } from '@stowage/sdk'
import { type Author, recordChange } from '../../audit/record-change.ts'
import { jobList } from './job.list.ts'

/** Reads one job as lists show it. @throws DomainError `host.job_unknown` */
export async function readJob(trx: Transaction, id: string): Promise<Record<string, unknown>> {
  const { data } = await jobList.run(trx, { id })
  const job = (data as Record<string, unknown>[])[0]
  if (job === undefined) throw refuse('host.job_unknown', { id })
  return job
}

/**
 * Has a job that is dead, or waits for its next try, run now with all its tries.
 * @throws DomainError `host.job_unknown`, `host.job_not_waiting`
 */
export async function retryJob(trx: Transaction, author: Author, id: string): Promise<void> {
  const { job, queueId } = await readStanding(trx, id)
  const { rows } = await trx.raw(
    'select id from graphile_worker.reschedule_jobs(array[?]::bigint[], now(), null, 0, null)',
    [queueId],
  )
  if (rows.length === 0) throw refuse('host.job_not_waiting', { name: job.name, state: job.state })
  await recordChange(trx, { ...author, entity: 'host.job', id, action: 'retry', before: outlineOf(job) })
}

/**
 * Takes a job that does not run out of the queue for good.
 * @throws DomainError `host.job_unknown`, `host.job_not_waiting`
 */
export async function dropJob(trx: Transaction, author: Author, id: string, reason: string): Promise<void> {
  const { job, queueId } = await readStanding(trx, id)
  const { rows } = await trx.raw('select id from graphile_worker.complete_jobs(array[?]::bigint[])', [
    queueId,
  ])
  if (rows.length === 0) throw refuse('host.job_not_waiting', { name: job.name, state: job.state })
  await trx('host.job').where({ id }).update({ ended_at: trx.fn.now(), outcome: 'dropped' })
  const before = outlineOf(job)
  await recordChange(trx, { ...author, entity: 'host.job', id, action: 'drop', before, after: { reason } })
}

async function readStanding(trx: Transaction, id: string) {
  const job = await readJob(trx, id)
  const row = await trx('host.job').select('queue_id').where({ id }).first()
  return { job, queueId: row.queue_id as number }
}

function outlineOf({ name, state, attempt, lastError }: Record<string, unknown>): object {
  return { name, state, attempt, lastError }
}
