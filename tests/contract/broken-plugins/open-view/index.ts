import { definePlugin } from '@stowage/sdk'

/** The code that it is refused with, and words of the sentence that tells how to mend it. */
export const refused = { code: 'plugin.lends_rights', says: 'security_invoker = true' }

/** Its view shows the rows of every owner to whoever asks. */
export default definePlugin({
  name: 'open-view',
  version: '0.1.0',
  requires: { plugins: { ledger: '^0.1.0' } },
  migrations: new URL('./migrations/', import.meta.url),
})
