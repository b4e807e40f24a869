import { definePlugin, Type } from '@stowage/sdk'

/** The code that it is refused with, and words of the sentence that tells how to mend it. */
export const refused = { code: 'host.resource_invalid', says: 'mend its declaration' }

/** A member of its resource is called as no column can be. */
export default definePlugin({
  name: 'misfit-resource',
  version: '0.1.0',
  resources: {
    thing: {
      title: 'Thing',
      titlePlural: 'Things',
      path: '/things',
      members: Type.Object({ Name: Type.String() }),
      permissions: { read: 'misfit-resource.thing.read', write: 'misfit-resource.thing.write' },
    },
  },
})
