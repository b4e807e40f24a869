import type { ServiceContext, Transaction } from '@stowage/sdk'

/** What this plugin offers to others: `context.services.sample`. */
export interface TallyService {
  /** The items of these that have left recently, with how much has left in all. */
  recentlyLeft(trx: Transaction, items: readonly string[]): Promise<ReadonlyMap<string, number>>
}

/** Makes the service, once when the plugin is composed. */
export function createTallyService({ settings }: ServiceContext): TallyService {
  return {
    async recentlyLeft(trx, items) {
      const { daysKept } = (await settings.of()) as { daysKept: number }
      const rows: { item: string; quantity: number }[] = await trx('sample.tally')
        .select('item', trx.raw('sum(quantity) as quantity'))
        .whereIn('item', items)
        .whereRaw("last_at > now() - ? * interval '1 day'", [daysKept])
        .groupBy('item')
      return new Map(rows.map(({ item, quantity }) => [item, quantity]))
    },
  }
}
