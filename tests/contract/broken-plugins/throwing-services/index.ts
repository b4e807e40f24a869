import { definePlugin } from '@stowage/sdk'

/** The code that it is refused with, and words of the sentence that tells how to mend it. */
export const refused = { code: 'host.service_failed', says: 'the licence is missing' }

/** Its services cannot be made. */
export default definePlugin({
  name: 'throwing-services',
  version: '0.1.0',
  services: () => {
    throw new Error('the licence is missing')
  },
})
