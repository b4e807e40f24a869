import { definePlugin } from '@stowage/sdk'

/** The code that it is refused with, and words of the sentence that tells how to mend it. */
export const refused = { code: 'plugin.lends_rights', says: 'leave "security definer" out' }

/** Its function does for a hook what no hook may do. */
export default definePlugin({
  name: 'lent-function',
  version: '0.1.0',
  requires: { plugins: { ledger: '^0.1.0' } },
  migrations: new URL('./migrations/', import.meta.url),
})
