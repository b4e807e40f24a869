import { definePlugin } from '@stowage/sdk'

/** The code that it is refused with, and words of the sentence that tells how to mend it. */
export const refused = { code: 'host.permission_sentence', says: 'say what it allows' }

/** Nobody who gives roles could know what its permission allows. */
export default definePlugin({
  name: 'mute-permission',
  version: '0.1.0',
  permissions: { 'mute-permission.rack.write': 'Write' },
})
