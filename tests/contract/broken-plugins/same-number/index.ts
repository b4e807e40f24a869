import { definePlugin } from '@stowage/sdk'

/** The code that it is refused with, and words of the sentence that tells how to mend it. */
export const refused = { code: 'migration.same_number', says: 'give the later one the next number' }

/** Two of its migrations have one number: nobody said which is to run first. */
export default definePlugin({
  name: 'same-number',
  version: '0.1.0',
  migrations: new URL('./migrations/', import.meta.url),
  tables: { dock: { rows: 'house' }, gate: { rows: 'house' } },
})
