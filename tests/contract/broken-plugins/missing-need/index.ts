import { definePlugin } from '@stowage/sdk'

/** The code that it is refused with, and words of the sentence that tells how to mend it. */
export const refused = { code: 'host.requires_unknown', says: 'leave "missing-need" out' }

/** It needs what nobody has. */
export default definePlugin({
  name: 'missing-need',
  version: '0.1.0',
  requires: { plugins: { 'crystal-ball': '^1.0.0' } },
})
