import type { Subscription } from '@stowage/sdk'

/** What of a movement matters here. */
export interface Posted {
  readonly lines: readonly { readonly item: string }[]
}

/**
 * Looks at what was just moved. Holds and allocations move nothing; the job looks at all every few minutes.
 */
export const watchMovements: Subscription<Posted> = {
  from: 'enabled',
  async run(events, { trx, services }) {
    const items = events.flatMap(({ payload }) => payload.lines.map(({ item }) => item))
    await services.inventory.look(trx, [...new Set(items)])
  },
}
