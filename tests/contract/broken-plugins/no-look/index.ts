import { definePlugin } from '@stowage/sdk'

/** The code that it is refused with, and words of the sentence that tells how to mend it. */
export const refused = { code: 'host.addition_unfit', says: 'it has to be a function' }

/** Its look at how it does is a text, which nobody can call. */
export default definePlugin({
  name: 'no-look',
  version: '0.1.0',
  adds: { 'health.check': [{ name: 'no-look.racks', title: 'Racks', look: 'all is well' }] },
})
