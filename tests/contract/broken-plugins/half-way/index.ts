import { definePlugin } from '@stowage/sdk'

/** The code that it is refused with, and words of the sentence that tells how to mend it. */
export const refused = { code: 'migration.failed', says: 'mend the file' }

/** Its migration fails after it has made a table. */
export default definePlugin({
  name: 'half-way',
  version: '0.1.0',
  migrations: new URL('./migrations/', import.meta.url),
  tables: { half: { rows: 'house' } },
})
