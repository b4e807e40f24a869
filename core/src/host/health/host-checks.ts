import type { HealthCheck, Refusal, Transaction } from '@stowage/sdk'

/** The nightly look may be so late before that is worth a word. */
const INVARIANTS_LATE_HOURS = 36
/** Whoever waits longer than this waits in vain: a server takes up what is due within a second. */
const JOB_LATE_MINUTES = 15
/** A nightly backup may fail once. */
const BACKUP_OLD_HOURS = 50
/** So long nobody is told that there is none. */
const FIRST_BACKUP_DAYS = 7

/** How the host's own work does: jobs, subscribers, mail, what must always be true, plugins, servers. */
export const hostChecks: readonly HealthCheck[] = [
  {
    name: 'host.jobs',
    title: 'Jobs',
    mend: '/jobs',
    look: async (trx) => [
      ...(await found(trx, {
        code: 'host.health_jobs_dead',
        sql: `select count(*)::int as count, min(j.name) as name from graphile_worker.jobs q
                join host.job j on j.queue_id = q.id
               where q.attempts >= q.max_attempts and q.locked_at is null`,
      })),
      ...(await found(trx, {
        code: 'host.health_jobs_late',
        sql: `select count(*)::int as count, min(j.name) as name, min(q.run_at) as since
                from graphile_worker.jobs q join host.job j on j.queue_id = q.id
               where q.attempts < q.max_attempts and q.locked_at is null
                 and q.run_at < now() - interval '${JOB_LATE_MINUTES} minutes'`,
      })),
    ],
  },
  {
    name: 'host.subscribers',
    title: 'Event subscribers',
    mend: '/cursors',
    look: async (trx) => [
      ...(await found(trx, {
        code: 'host.health_cursors_failing',
        sql: `select count(*)::int as count, string_agg(distinct subscriber, ', ') as plugins
                from host.cursor where state = 'running' and tries > 0`,
      })),
      ...(await found(trx, {
        code: 'host.health_cursors_asking',
        sql: `select count(*)::int as count, string_agg(distinct subscriber, ', ') as plugins
                from host.cursor where state = 'asking'`,
      })),
    ],
  },
  {
    name: 'host.mail',
    mend: '/mails',
    title: 'Mail',
    look: (trx) =>
      found(trx, {
        code: 'host.health_mail_failed',
        sql: `select count(*)::int as count, max(last_error) as error from host.mail where state = 'failed'`,
      }),
  },
  {
    name: 'host.backups',
    title: 'Backups',
    look: async (trx) => [
      ...(await found(trx, {
        code: 'host.health_backup_old',
        sql: `select 1 as count, at as since, made_by as by
                from (select at, made_by from host.backup order by at desc limit 1) b
               where at < now() - interval '${BACKUP_OLD_HOURS} hours'`,
      })),
      ...(await found(trx, {
        code: 'host.health_backup_none',
        sql: `select 1 as count from core.migration
              having min(applied_at) < now() - interval '${FIRST_BACKUP_DAYS} days'
                 and not exists (select from host.backup)`,
      })),
    ],
  },
  {
    name: 'host.invariants',
    title: 'Invariants',
    mend: '/host/invariants',
    look: async (trx) => [
      ...(await found(trx, {
        code: 'host.health_invariants_broken',
        sql: `select count(*)::int as count, string_agg(r.invariant, ', ' order by r.invariant) as names
                from (select distinct on (invariant) * from host.invariant_run order by invariant, at desc) r
               where r.broken > 0 or r.error is not null`,
      })),
      ...(await found(trx, {
        code: 'host.health_invariants_late',
        sql: `select 1 as count, max(at) as since from host.invariant_run
              having max(at) < now() - interval '${INVARIANTS_LATE_HOURS} hours'`,
      })),
    ],
  },
  {
    name: 'host.plugins',
    title: 'Plugins',
    mend: '/host/plugins',
    look: async (trx) => [
      ...(await found(trx, {
        code: 'host.health_hooks_failed',
        sql: `select count(*)::int as count, string_agg(name, ', ' order by name) as plugins
                from host.plugin
               where is_enabled and (last_failure->>'at')::timestamptz > now() - interval '1 day'`,
      })),
      ...(await found(trx, {
        code: 'host.health_nodes_behind',
        sql: `select count(*)::int as count, string_agg(n.name, ', ') as nodes
                from host.node n cross join host.plugin_set s
               where n.lease_until > now() and n.epoch <> s.epoch
                 and s.changed_at < now() - interval '30 seconds'`,
      })),
    ],
  },
]

/** A finding where the query's `count` is above zero, with its columns as facts. */
export async function found(
  trx: Transaction,
  { code, sql }: { readonly code: Refusal['code']; readonly sql: string },
): Promise<Refusal[]> {
  const { rows } = await trx.raw<{ rows: { count: number }[] }>(sql)
  return rows.filter(({ count }) => count > 0).map((facts) => ({ code, facts: { ...facts } }))
}
