import { definePlugin } from '@stowage/sdk'

/** The code that it is refused with, and words of the sentence that tells how to mend it. */
export const refused = { code: 'host.route_without_access', says: 'config: { permission' }

/** Its route does not say who may call it. */
export default definePlugin({
  name: 'open-door',
  version: '0.1.0',
  routes: () => async (app) => {
    app.get('/', async () => ({}))
  },
})
