import { definePlugin } from '@stowage/sdk'

/** The code that it is refused with, and words of the sentence that tells how to mend it. */
export const refused = { code: 'host.hook_too_slow', says: 'switch it off' }

/** Its guard asks a question that takes for ever. */
export default definePlugin({
  name: 'slow-hook',
  version: '0.1.0',
  ledger: {
    guard: {
      async load(_movements, read) {
        await read.query('select pg_sleep(60)')
      },
      judge: () => undefined,
    },
  },
})
