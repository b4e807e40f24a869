import { definePlugin } from '@stowage/sdk'

/** The code that it is refused with, and words of the sentence that tells how to mend it. */
export const refused = { code: 'host.route_schema_invalid', says: '("maximun"); mend it' }

/** A word of its schema is a slip of the pen, and would check nothing. */
export default definePlugin({
  name: 'misspelt-schema',
  version: '0.1.0',
  routes: () => async (app) => {
    const querystring = {
      type: 'object',
      properties: { days: { type: 'integer', maximun: 30 } },
      additionalProperties: false,
    }
    app.get('/', { config: { public: true }, schema: { querystring } }, async () => ({}))
  },
})
