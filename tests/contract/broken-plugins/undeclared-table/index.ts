import { definePlugin } from '@stowage/sdk'

/** The code that it is refused with, and words of the sentence that tells how to mend it. */
export const refused = { code: 'plugin.table_undeclared', says: 'who may see its rows' }

/** It makes a table and does not say who may see it. */
export default definePlugin({
  name: 'undeclared-table',
  version: '0.1.0',
  migrations: new URL('./migrations/', import.meta.url),
})
