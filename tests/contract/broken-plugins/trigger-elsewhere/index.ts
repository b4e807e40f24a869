import { definePlugin } from '@stowage/sdk'

/** The code that it is refused with, and words of the sentence that tells how to mend it. */
export const refused = { code: 'plugin.changes_elsewhere', says: 'in its own schema alone' }

/** Its trigger would run within the ledger’s own functions. */
export default definePlugin({
  name: 'trigger-elsewhere',
  version: '0.1.0',
  requires: { plugins: { ledger: '^0.1.0' } },
  migrations: new URL('./migrations/', import.meta.url),
})
