import type { WaitingWork } from '@stowage/sdk'

/** Jobs that were given up wait for somebody who looks after the printer. */
export const failedJobsWait: WaitingWork = {
  name: 'labels.failed_jobs',
  title: 'Labels not printed',
  permission: 'labels.job.write',
  to: '/x/labels/print-jobs',
  verb: 'Review',
  async look(trx) {
    const { rows } = await trx.raw(
      "select count(*)::int as count from labels.print_job where state = 'failed'",
    )
    const { count } = rows[0]
    return count === 0 ? [] : [{ code: 'labels.print_jobs_failed', facts: { count } }]
  },
}
