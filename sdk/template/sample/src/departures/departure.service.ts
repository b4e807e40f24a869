import type { ServiceContext, Transaction } from '@stowage/sdk'

/** What this plugin offers to others and to its own jobs: `services.sample`. */
export interface DepartureService {
  /** How much of these items has left recently, by item. */
  recentlyLeft(trx: Transaction, items: readonly string[]): Promise<ReadonlyMap<string, number>>
  /** The day before which nothing is called recent. */
  recentSince(): Promise<Date>
}

/** Makes the service, once when the plugin is composed. */
export function createDepartureService({ settings }: ServiceContext): DepartureService {
  const service: DepartureService = {
    async recentlyLeft(trx, items) {
      const rows: { item: string; quantity: number }[] = await trx('sample.departure')
        .select('item', trx.raw('sum(quantity) as quantity'))
        .whereIn('item', items)
        .where('at', '>', await service.recentSince())
        .groupBy('item')
      return new Map(rows.map(({ item, quantity }) => [item, quantity]))
    },
    async recentSince() {
      const { daysKept } = await settings.of<{ daysKept: number }>()
      return new Date(Date.now() - daysKept * 24 * 3_600_000)
    },
  }
  return service
}
