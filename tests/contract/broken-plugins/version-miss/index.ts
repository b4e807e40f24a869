import { definePlugin } from '@stowage/sdk'

/** The code that it is refused with, and words of the sentence that tells how to mend it. */
export const refused = { code: 'host.requires_version', says: 'version that fits' }

/** It was written for another ledger. */
export default definePlugin({
  name: 'version-miss',
  version: '0.1.0',
  requires: { plugins: { ledger: '^9.0.0' } },
})
