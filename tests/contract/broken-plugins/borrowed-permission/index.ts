import { definePlugin } from '@stowage/sdk'

/** The code that it is refused with, and words of the sentence that tells how to mend it. */
export const refused = { code: 'host.route_permission_unknown', says: 'add it to "permissions"' }

/** Its route needs a permission that nobody declares. */
export default definePlugin({
  name: 'borrowed-permission',
  version: '0.1.0',
  routes: () => async (app) => {
    app.get('/', { config: { permission: 'borrowed-permission.thing.read' } }, async () => ({}))
  },
})
