import { definePlugin } from '@stowage/sdk'

/** The code that it is refused with, and words of the sentence that tells how to mend it. */
export const refused = { code: 'host.hook_threw', says: 'switch it off' }

/** Its guard throws. */
export default definePlugin({
  name: 'throwing-hook',
  version: '0.1.0',
  ledger: {
    guard: {
      judge() {
        throw new Error('it does not know what to say')
      },
    },
  },
})
