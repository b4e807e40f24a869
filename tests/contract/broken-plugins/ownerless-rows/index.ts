import { definePlugin } from '@stowage/sdk'

/** The code that it is refused with, and words of the sentence that tells how to mend it. */
export const refused = { code: 'plugin.column_missing', says: 'mend the declaration' }

/** Its rows are said to have an owner, and the table has no such column. */
export default definePlugin({
  name: 'ownerless-rows',
  version: '0.1.0',
  tables: { thing: { rows: { owner: 'owner' } } },
  migrations: new URL('./migrations/', import.meta.url),
})
