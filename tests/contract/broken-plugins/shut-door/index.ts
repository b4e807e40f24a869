import { definePlugin } from '@stowage/sdk'

/** The code that it is refused with, and words of the sentence that tells how to mend it. */
export const refused = { code: 'host.route_without_access', says: '{ public: true }' }

/** Its route says that it is not public, and not who may call it then. */
export default definePlugin({
  name: 'shut-door',
  version: '0.1.0',
  routes: () => async (app) => {
    app.get('/', { config: { public: false as never } }, async () => ({}))
  },
})
