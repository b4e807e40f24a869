import { definePlugin, Type } from '@stowage/sdk'

/** The code that it is refused with, and words of the sentence that tells how to mend it. */
export const refused = { code: 'host.fields_invalid', says: 'additionalProperties: false' }

/** A field that it adds to items is an object which takes whatever comes. */
export default definePlugin({
  name: 'open-field',
  version: '0.1.0',
  fields: { 'items.item': Type.Object({ size: Type.Object({ width: Type.Number() }) }) },
})
