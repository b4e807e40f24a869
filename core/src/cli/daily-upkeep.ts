import type { FastifyBaseLogger } from 'fastify'
import type { Database } from '../database/database.ts'

const DAY_MS = 24 * 60 * 60 * 1000

/**
 * What the record needs once a day and at every start: partitions for the months to come, and idempotency
 * keys forgotten after their thirty days. Several nodes may do it at once.
 * @returns ends it
 */
export async function startDailyUpkeep(
  database: Database,
  log: FastifyBaseLogger,
): Promise<() => Promise<void>> {
  const work = async () => {
    await database.appAll.raw(
      "select ledger.ensure_partitions(now() - interval '1 month', now() + interval '2 months')",
    )
    await database.appAll.raw("select ledger.expire_commands(interval '30 days')")
  }
  await work()
  let working = Promise.resolve()
  const timer = setInterval(() => {
    working = work().catch((err) => log.error({ err }, 'the daily upkeep failed'))
  }, DAY_MS)
  return async () => {
    clearInterval(timer)
    await working
  }
}
