import { definePlugin } from '@stowage/sdk'

/** The code that it is refused with, and words of the sentence that tells how to mend it. */
export const refused = { code: 'plugin.changes_elsewhere', says: 'ledger.balance' }

/** It gives hooks a right that they may not have. */
export default definePlugin({
  name: 'grants-itself',
  version: '0.1.0',
  requires: { plugins: { ledger: '^0.1.0' } },
  migrations: new URL('./migrations/', import.meta.url),
})
