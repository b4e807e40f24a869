import { definePlugin } from '@stowage/sdk'

/** The code that it is refused with, and words of the sentence that tells how to mend it. */
export const refused = { code: 'host.name_taken', says: 'take one of them away' }

/** It has the name of another. */
export default definePlugin({
  name: 'namesake',
  version: '0.1.0',
})
