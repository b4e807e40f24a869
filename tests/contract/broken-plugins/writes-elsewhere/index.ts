import { definePlugin } from '@stowage/sdk'

/** The code that it is refused with, and words of the sentence that tells how to mend it. */
export const refused = { code: 'plugin.rows_elsewhere', says: 'a plugin writes its own tables alone' }

/** Its migration writes what is not its own. */
export default definePlugin({
  name: 'writes-elsewhere',
  version: '0.1.0',
  requires: { plugins: { ledger: '^0.1.0' } },
  migrations: new URL('./migrations/', import.meta.url),
})
