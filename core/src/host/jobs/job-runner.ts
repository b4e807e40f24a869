import { EventEmitter } from 'node:events'
import { type JobHelpers, parseCronItems, type Runner, run, runOnce, type TaskList } from 'graphile-worker'
import pg from 'pg'
import type { Generation } from '../../app.ts'
import { connectionOf } from '../../database/database-access.ts'
import { LineWatch } from '../../database/line-watch.ts'
import { queueLogger } from '../../database/queue-logger.ts'
import { keepPluginActors } from '../plugin-actor.ts'
import { beat, startHeartbeat } from './heartbeat.ts'
import { type DeclaredJob, jobsOf } from './job-registry.ts'
import { runJob } from './run-job.ts'

const LEASE_MS = 30_000
const JOBS_AT_ONCE = 4
/** Beside those of the jobs: one listens, one beats. */
const CONNECTIONS = JOBS_AT_ONCE + 2

/** What jobs need of their node. */
export interface JobRunnerOptions extends Pick<Generation, 'kernel' | 'services'> {
  /** After so long without a sign of life a worker counts as dead; 30 s unless said. */
  readonly leaseMs?: number
}

/** Runs jobs in this node. */
export interface JobRunner {
  /** Takes no more jobs, asks those under way to end, and gives back what has not ended after a moment. */
  stop(): Promise<void>
}

/**
 * Starts running the jobs of one set of plugins, and those that are due by cron. A job of a plugin that is
 * not among them waits. The queue is worked on as `stowage_app_all`, over connections of its own.
 */
export async function startJobRunner(options: JobRunnerOptions): Promise<JobRunner> {
  const { kernel, leaseMs = LEASE_MS } = options
  const { database, plugins, log } = kernel
  const jobs = [...jobsOf(plugins).values()]
  await keepPluginActors(database.background, plugins)
  const pool = openPool(options)
  const workers = new Set<string>()
  const heartbeat = startHeartbeat({ database, log, leaseMs, workers })
  try {
    const runner = await startRunner(options, jobs, { pool, workers })
    return {
      async stop() {
        await runner.stop().catch((err) => log.warn({ err }, 'the queue did not stop in good order'))
        await heartbeat.stop()
        await pool.end()
      },
    }
  } catch (error) {
    await heartbeat.stop()
    await pool.end()
    throw error
  }
}

/** Runs what is due of one set's jobs, each once, and comes back when nothing is. */
export async function runDueJobs(options: JobRunnerOptions): Promise<void> {
  const pool = openPool(options)
  try {
    const taskList = tasksOf(options, [...jobsOf(options.kernel.plugins).values()])
    await runOnce({ pgPool: pool, noHandleSignals: true, logger: queueLogger, taskList })
  } finally {
    await pool.end()
  }
}

function openPool({ kernel: { database, log } }: JobRunnerOptions): pg.Pool {
  const config = connectionOf(database.access, 'app_all')
  const watch = new LineWatch(config)
  const onConnect = (client: pg.ClientBase) => watch.add(client)
  const pool = new pg.Pool({ ...config, max: CONNECTIONS, onConnect })
  const tellLost = (err: Error) => log.warn({ err }, 'a connection of the queue was lost')
  pool.on('error', tellLost)
  pool.on('connect', (client) => client.on('error', tellLost))
  return pool
}

interface Room {
  readonly pool: pg.Pool
  readonly workers: Set<string>
}

function startRunner(
  options: JobRunnerOptions,
  jobs: readonly DeclaredJob[],
  { pool, workers }: Room,
): Promise<Runner> {
  const { database, log } = options.kernel
  const events = new EventEmitter() as NonNullable<Parameters<typeof run>[0]>['events']
  events!.on('worker:create', ({ worker }) => {
    workers.add(worker.workerId)
    beat(database, workers).catch((err) => log.warn({ err }, 'a worker could not say that it lives'))
  })
  events!.on('worker:release', ({ worker }) => workers.delete(worker.workerId))
  return run({
    pgPool: pool,
    concurrency: JOBS_AT_ONCE,
    noHandleSignals: true,
    logger: queueLogger,
    events: events!,
    taskList: tasksOf(options, jobs),
    parsedCronItems: parseCronItems(
      jobs.flatMap(({ name, maxAttempts, declaration: { cron } }) =>
        cron === undefined ? [] : [{ task: name, match: cron, options: { maxAttempts, backfillPeriod: 0 } }],
      ),
    ),
  })
}

function tasksOf(options: JobRunnerOptions, jobs: readonly DeclaredJob[]): TaskList {
  return Object.fromEntries(
    jobs.map((job) => [
      job.name,
      (_payload: unknown, { job: queued, abortSignal }: JobHelpers) =>
        runJob(options, job, { queueId: String(queued.id), attempt: queued.attempts, signal: abortSignal }),
    ]),
  )
}
