import { definePlugin } from '@stowage/sdk'

/** The code that it is refused with, and words of the sentence that tells how to mend it. */
export const refused = { code: 'host.addition_unfit', says: 'adds to "reason" (number 1) does not fit' }

/** What it adds to a point of core is not what that point takes. */
export default definePlugin({
  name: 'misfit-addition',
  version: '0.1.0',
  adds: { reason: [{ title: 'It fell off the lorry' }] },
})
