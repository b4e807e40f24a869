import type { Subscription } from '@stowage/sdk'
import type { BinRanDry } from './bin-ran-dry.ts'

/**
 * An event handler: what can wait is done after the posting, in batches. What it writes commits together
 * with how far it has come, so that each event counts once.
 */
export const keepDryBins: Subscription<BinRanDry> = {
  from: 'enabled',
  async run(events, { trx }) {
    const last = new Map(events.map(({ at, payload }) => [JSON.stringify(payload), { ...payload, at }]))
    await trx('sample.dry_bin')
      .insert([...last.values()])
      .onConflict(['location', 'item', 'owner'])
      .merge(['at'])
  },
}
