import { definePlugin } from '@stowage/sdk'

/** The code that it is refused with, and words of the sentence that tells how to mend it. */
export const refused = { code: 'migration.folder_missing', says: 'pack the folder with it' }

/** The folder of its migrations was left out. */
export default definePlugin({
  name: 'no-migrations',
  version: '0.1.0',
  migrations: new URL('./migrations/', import.meta.url),
})
