import type { FastifyBaseLogger } from 'fastify'
import type { Database } from '../../database/database.ts'

/** Whose life is told. */
export interface HeartbeatOptions {
  readonly database: Database
  readonly log: FastifyBaseLogger
  readonly leaseMs: number
  readonly workers: ReadonlySet<string>
}

/**
 * Says three times a lease that this node's workers live, and lets go of what dead ones hold. The queue by
 * itself would leave a killed worker's job locked for four hours.
 */
export function startHeartbeat(options: HeartbeatOptions): { stop(): Promise<void> } {
  const { database, log, leaseMs, workers } = options
  let beating = Promise.resolve()
  const timer = setInterval(() => {
    beating = beat(database, workers)
      .then(() => releaseDead(database, leaseMs))
      .then((dead) => {
        if (dead.length > 0) log.warn({ workers: dead }, 'workers died; what they held runs again')
      })
      .catch((err) => log.warn({ err }, 'workers could not say that they live'))
  }, leaseMs / 3)
  return {
    async stop() {
      clearInterval(timer)
      await beating
    },
  }
}

/** Says once that workers live. */
export async function beat({ background }: Database, workers: ReadonlySet<string>): Promise<void> {
  if (workers.size === 0) return
  await background.raw(
    `insert into host.job_worker (worker, seen_at) select unnest(?::text[]), now()
     on conflict (worker) do update set seen_at = excluded.seen_at`,
    [[...workers]],
  )
}

/** @returns the dead, of whom something was let go */
async function releaseDead({ background }: Database, leaseMs: number): Promise<string[]> {
  const lease = `${leaseMs} milliseconds`
  const { rows } = await background.raw<{ rows: { worker: string }[] }>(
    `with gone as (delete from host.job_worker where seen_at < now() - ?::interval * 20)
     select distinct q.locked_by as worker from graphile_worker.jobs q
      where q.locked_at < now() - ?::interval
        and not exists (select from host.job_worker w
                         where w.worker = q.locked_by and w.seen_at >= now() - ?::interval)`,
    [lease, lease, lease],
  )
  const dead = rows.map(({ worker }) => worker)
  if (dead.length > 0) await background.raw('select graphile_worker.force_unlock_workers(?::text[])', [dead])
  return dead
}
