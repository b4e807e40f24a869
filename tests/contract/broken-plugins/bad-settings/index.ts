import { definePlugin } from '@stowage/sdk'
import { Type } from 'typebox'

/** The code that it is refused with, and words of the sentence that tells how to mend it. */
export const refused = { code: 'host.setting_default_invalid', says: 'mostStops' }

/** The default of its setting is not what the setting takes. */
export default definePlugin({
  name: 'bad-settings',
  version: '0.1.0',
  settings: {
    schema: Type.Object({ mostStops: Type.Integer({ title: 'Most stops', maximum: 60, default: 90 }) }),
  },
})
