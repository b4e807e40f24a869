import { definePlugin } from '@stowage/sdk'

/** The code that it is refused with, and words of the sentence that tells how to mend it. */
export const refused = { code: 'host.unknown_member', says: 'take it out' }

/** It declares what the contract does not know. */
export default definePlugin({
  name: 'unknown-member',
  version: '0.1.0',
  hoks: {},
})
