import { definePlugin } from '@stowage/sdk'

/** The code that it is refused with, and words of the sentence that tells how to mend it. */
export const refused = { code: 'host.requires_cycle', says: 'let go' }

/** There was an egg before it. */
export default definePlugin({
  name: 'hen',
  version: '0.1.0',
  requires: { plugins: { egg: '^0.1.0' } },
})
