import type { FastifyBaseLogger } from 'fastify'
import type { Database } from '../database/database.ts'
import { sweepFiles } from '../files/sweep-files.ts'

import { sweepEvents } from '../host/events/sweep-events.ts'

import { sweepDecisions } from '../host/strategies/sweep-decisions.ts'

import { packMonths } from '../ledger/upkeep/pack-months.ts'
import { sweepBalances } from '../ledger/upkeep/sweep-balances.ts'

const DAY_MS = 24 * 60 * 60 * 1000

/** What the upkeep works on. */
export interface Upkeep {
  readonly database: Database
  readonly log: FastifyBaseLogger
  readonly filesFolder: string
}

/**
 * What the record needs once a day and at every start:
 *   1. partitions for this month and the next two, without which nothing could be posted;
 *   2. idempotency keys forgotten after their thirty days;
 *   3. balances swept away that stood empty for a week;
 *   4. the indexes of closed months packed;
 *   5. files forgotten that nothing keeps;
 *   6. events forgotten that all who take part have behind them for thirty days;
 *   7. decisions forgotten after ninety days, unless something refers to them.
 * The start waits for the first alone. Several nodes may do it at once.
 * @returns ends it
 */
export async function startDailyUpkeep({ database, log, filesFolder }: Upkeep): Promise<() => Promise<void>> {
  await makePartitions(database)
  let isEnding = false
  const tidyUp = async () => {
    const works = [
      () => database.appAll.raw("select ledger.expire_commands(interval '30 days')"),
      () => sweepBalances(database).then((swept) => swept > 0 && log.info({ swept }, 'swept empty balances')),
      () => sweepEvents(database).then((swept) => swept > 0 && log.info({ swept }, 'swept old events')),
      () =>
        packMonths(database.access).then(
          (months) => months.length > 0 && log.info({ months }, 'packed months'),
        ),
      () =>
        sweepFiles(database, filesFolder).then(
          (swept) => swept.expired + swept.removed > 0 && log.info(swept, 'swept files'),
        ),
      () => sweepDecisions(database).then((swept) => swept > 0 && log.info({ swept }, 'forgot decisions')),
    ]
    for (const work of works) {
      if (isEnding) return
      await work().catch((err) => log.error({ err }, 'the daily upkeep failed'))
    }
  }
  let working = tidyUp()
  const timer = setInterval(() => {
    working = makePartitions(database)
      .catch((err) => log.error({ err }, 'the daily upkeep made no partitions'))
      .then(tidyUp)
  }, DAY_MS)
  return async () => {
    isEnding = true
    clearInterval(timer)
    await working
  }
}

async function makePartitions({ appAll }: Database): Promise<void> {
  await appAll.raw("select ledger.ensure_partitions(now() - interval '1 month', now() + interval '2 months')")
}
