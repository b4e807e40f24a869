import { definePlugin } from '@stowage/sdk'

/** The code that it is refused with, and words of the sentence that tells how to mend it. */
export const refused = { code: 'plugin.table_elsewhere', says: 'without a schema' }

/** It makes a table in another schema. */
export default definePlugin({
  name: 'table-elsewhere',
  version: '0.1.0',
  migrations: new URL('./migrations/', import.meta.url),
})
