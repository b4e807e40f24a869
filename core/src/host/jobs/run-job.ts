import type { Progress } from '@stowage/sdk'
import type { FastifyBaseLogger } from 'fastify'
import type { Database } from '../../database/database.ts'
import { asCodeOf } from '../../plugin-host/whose-code.ts'
import { pluginActor } from '../plugin-actor.ts'
import { withinTime } from '../within-time.ts'
import type { DeclaredJob } from './job-registry.ts'
import type { JobRunnerOptions } from './job-runner.ts'

const TIME_LIMIT_SECONDS = 600
const TELL_EVERY_MS = 250
const NOTE_MAX = 500
const ERROR_MAX = 2_000
const SUBJECTS_MAX = 10_000

/** One try at a job, as the queue gives it. */
export interface Try {
  readonly queueId: string
  readonly attempt: number
  readonly signal: AbortSignal
}

interface JobRow {
  readonly id: string
  readonly payload: Readonly<Record<string, unknown>>
  readonly subject_kind: 'site' | 'company' | null
  readonly subject: string | null
}

/**
 * Runs a job once, as its plugin.
 * @throws whatever the job throws, so that the queue tries again; too much time is a failure as well
 */
export async function runJob(options: JobRunnerOptions, job: DeclaredJob, one: Try): Promise<void> {
  const { kernel, services } = options
  const { database } = kernel
  const row = await beginRun(database, job, one)
  const log = kernel.log.child({ plugin: job.plugin, job: job.name, jobId: row.id }) as FastifyBaseLogger
  const plugin = kernel.plugins.find(({ name }) => name === job.plugin)!
  const actor = pluginActor(plugin)
  const site = { plugin: plugin.name, version: plugin.version, hook: `job ${job.name}` }
  const { declaration } = job
  try {
    if (declaration.each !== undefined && row.subject === null) await fanOut(database, job)
    else {
      const seconds = declaration.timeLimitSeconds ?? TIME_LIMIT_SECONDS
      await withinTime(
        seconds,
        (signal) =>
          asCodeOf(site, () =>
            declaration.run({
              id: row.id,
              attempt: one.attempt,
              payload: row.payload,
              subject: row.subject === null ? null : { kind: row.subject_kind!, id: row.subject },
              actor,
              services,
              progress: progressOf(database, row.id),
              log,
              signal,
              transaction: (work) => database.transaction(actor, work),
            }),
          ),
        one.signal,
      )
    }
    await database.background('host.job').where({ id: row.id }).update({
      ended_at: database.background.fn.now(),
      outcome: 'done',
    })
  } catch (err) {
    log.error({ err, attempt: one.attempt, maxAttempts: job.maxAttempts }, 'a job failed')
    await keepFailure(database, row.id, err)
    throw err
  }
}

/** What cron starts has no row yet. */
async function beginRun({ background }: Database, job: DeclaredJob, one: Try): Promise<JobRow> {
  const { rows } = await background.raw<{ rows: JobRow[] }>(
    `insert into host.job (queue_id, plugin, name, attempt, started_at) values (?, ?, ?, ?, now())
     on conflict on constraint job_queue_id_key do update
       set attempt = excluded.attempt, started_at = excluded.started_at, done = null, total = null,
           note = null, told_at = null
     returning id, payload, subject_kind, subject`,
    [one.queueId, job.plugin, job.name, one.attempt],
  )
  return rows[0]!
}

/** One job for each site or company; one that still waits from the last time is not doubled. */
async function fanOut({ background }: Database, job: DeclaredJob): Promise<void> {
  const { plugin, name, maxAttempts, declaration } = job
  const table = declaration.each === 'site' ? 'locations.site' : 'access.company'
  await background.raw(
    `select host.enqueue_job(?, ?, '{}'::jsonb, null, 'of ' || s.id, ?, ?, s.id)
       from (select id from ${table} order by id limit ?) s`,
    [plugin, name, maxAttempts, declaration.each!, SUBJECTS_MAX],
  )
}

function progressOf({ background }: Database, id: string): Progress {
  let toldAt = Number.NEGATIVE_INFINITY
  return {
    async tell(done, total, note) {
      const now = performance.now()
      if (done < total && now - toldAt < TELL_EVERY_MS) return
      toldAt = now
      await background('host.job')
        .where({ id })
        .update({
          done: Math.round(done),
          total: Math.round(total),
          note: note?.slice(0, NOTE_MAX) ?? null,
          told_at: background.fn.now(),
        })
    },
  }
}

async function keepFailure({ background }: Database, id: string, error: unknown): Promise<void> {
  const reason = error instanceof Error ? error.message : String(error)
  await background('host.job')
    .where({ id })
    .update({
      last_error: reason.replaceAll('\0', '').slice(0, ERROR_MAX),
      failed_at: background.fn.now(),
    })
}
