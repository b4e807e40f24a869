import { definePlugin } from '@stowage/sdk'

/** The code that it is refused with, and words of the sentence that tells how to mend it. */
export const refused = { code: 'host.hook_sql_failed', says: 'switch it off' }

/** Its projection asks for a table that is not there. */
export default definePlugin({
  name: 'failing-sql',
  version: '0.1.0',
  ledger: {
    project: {
      async run(_posted, tx) {
        await tx.query('select * from nowhere.at_all')
      },
    },
  },
})
