import type { EventOrder, Subscription } from '@stowage/sdk'
import { readReceivers } from './keep-events.ts'

/** Puts what is told from now on, in one of the two orders, on its way to whoever wants it. */
export const hearEvents = (order: EventOrder): Subscription => ({
  from: 'enabled',
  async run(events, { trx, services }) {
    const receivers = await readReceivers(trx)
    await services.webhooks.keep(trx, { order, events, receivers })
  },
})
