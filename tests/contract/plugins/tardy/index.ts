import { definePlugin } from '@stowage/sdk'

/** A plugin that takes its time to make up for what it missed. */
export default definePlugin({
  name: 'tardy',
  version: '0.1.0',
  title: 'Tardy',
  requires: { plugins: { ledger: '^0.1.0' } },
  ledger: {
    project: {
      async run() {},
      async backfill(_posted, tx) {
        await tx.query('select pg_sleep(2)')
      },
    },
  },
})
