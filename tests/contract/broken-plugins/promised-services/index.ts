import { definePlugin } from '@stowage/sdk'

/** The code that it is refused with, and words of the sentence that tells how to mend it. */
export const refused = { code: 'host.service_failed', says: 'made at once, and not a promise' }

/** Its services are promised, and nobody would ever have had them. */
export default definePlugin({
  name: 'promised-services',
  version: '0.1.0',
  services: (async () => ({})) as never,
})
