import { definePlugin } from '@stowage/sdk'

/** The code that it is refused with, and words of the sentence that tells how to mend it. */
export const refused = { code: 'host.routes_failed', says: 'Mend them there' }

/** Its routes cannot be registered. */
export default definePlugin({
  name: 'throwing-routes',
  version: '0.1.0',
  routes: () => {
    throw new Error('the printer is missing')
  },
})
