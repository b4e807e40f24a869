import { definePlugin } from '@stowage/sdk'

/** The code that it is refused with, and words of the sentence that tells how to mend it. */
export const refused = { code: 'host.platform_version', says: 'install a version' }

/** It was written for another platform. */
export default definePlugin({
  name: 'platform-miss',
  version: '0.1.0',
  requires: { platform: '^9.0.0' },
})
