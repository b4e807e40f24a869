import { type JobQueue, type PluginDeclaration, refuse } from '@stowage/sdk'
import { jobsOf } from './job-registry.ts'

const PAYLOAD_BYTES_MAX = 64 * 1024

/** What `context.jobs` is for one plugin. */
export function createJobQueue(plugins: readonly PluginDeclaration[], plugin: string): JobQueue {
  return {
    async enqueue(trx, name, payload = {}, { runAt, key } = {}) {
      const job = jobsOf(plugins).get(name)
      if (job?.plugin !== plugin) throw refuse('host.job_not_declared', { plugin, job: name })
      const problem = job.check(payload)
      if (problem !== undefined) throw refuse('host.job_payload', { job: name, problem })
      const text = JSON.stringify(payload)
      const bytes = Buffer.byteLength(text)
      if (bytes > PAYLOAD_BYTES_MAX) {
        throw refuse('host.job_too_large', { job: name, bytes, most: PAYLOAD_BYTES_MAX })
      }
      const { rows } = await trx.raw<{ rows: { id: string }[] }>(
        'select host.enqueue_job(?, ?, ?::jsonb, ?::timestamptz, ?::text, ?, null, null) as id',
        [plugin, name, text, runAt?.toISOString() ?? null, key ?? null, job.maxAttempts],
      )
      return rows[0]!.id
    },
  }
}
