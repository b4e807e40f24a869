import { definePlugin } from '@stowage/sdk'

/** The code that it is refused with, and words of the sentence that tells how to mend it. */
export const refused = { code: 'migration.transaction', says: 'take the word out' }

/** Its migration ends its own transaction, so that half of it would stand. */
export default definePlugin({
  name: 'ends-transaction',
  version: '0.1.0',
  requires: { plugins: { ledger: '^0.1.0' } },
  migrations: new URL('./migrations/', import.meta.url),
})
