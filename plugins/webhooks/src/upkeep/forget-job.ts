import type { JobDeclaration, Transaction } from '@stowage/sdk'

const DEAD_DAYS = 90
const FORGOTTEN_AT_ONCE = 5_000
const ROUNDS_MAX = 10_000

/** What is kept for how long. */
interface Keeping {
  readonly days: number
}

/**
 * Forgets deliveries that ended long ago or whose endpoint is gone, their tries, and events that nobody
 * waits for.
 */
export const forgetJob: JobDeclaration = {
  title: 'Forget webhooks of long ago',
  cron: '17 * * * *',
  timeLimitSeconds: 3_000,
  async run({ services, transaction, signal }) {
    const { keepDays } = await services.webhooks.settings()
    for (const forget of [forgetDeliveries, forgetEvents]) {
      for (let round = 0; round < ROUNDS_MAX && !signal.aborted; round += 1) {
        if ((await transaction((trx) => forget(trx, { days: keepDays }))) === 0) break
      }
    }
  },
}

async function forgetDeliveries(trx: Transaction, { days }: Keeping): Promise<number> {
  const { rows } = await trx.raw<{ rows: { count: number }[] }>(
    `with old as (
       select d.id from webhooks.delivery d
        where d.ended_at < now() - (case d.state when 'dead' then ?::int else ?::int end) * interval '1 day'
           or not exists (select from webhooks.endpoint p where p.id = d.endpoint)
        limit ?),
     tries as (delete from webhooks.attempt a using old where a.delivery = old.id),
     gone as (delete from webhooks.delivery d using old where d.id = old.id returning 1)
     select count(*)::int as count from gone`,
    [DEAD_DAYS, days, FORGOTTEN_AT_ONCE],
  )
  return rows[0]!.count
}

/** An hour is more than any transaction takes that keeps an event before its deliveries. */
async function forgetEvents(trx: Transaction): Promise<number> {
  const { rows } = await trx.raw<{ rows: { count: number }[] }>(
    `with old as (
       select e.id from webhooks.event e
        where e.kept_at < now() - interval '1 hour'
          and not exists (select from webhooks.delivery d where d.event = e.id)
        limit ?),
     gone as (delete from webhooks.event e using old where e.id = old.id returning 1)
     select count(*)::int as count from gone`,
    [FORGOTTEN_AT_ONCE],
  )
  return rows[0]!.count
}
