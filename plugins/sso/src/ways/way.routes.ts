import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { ServiceContext } from '@stowage/sdk'
import { Type } from 'typebox'

const Ways = Type.Object(
  { resetsPasswords: Type.Boolean({ description: 'Whether a link for a new password can be mailed' }) },
  { additionalProperties: false },
)

/** `/api/v1/sso/ways`: what the log-in offers beside the password. Public, because nobody is in. */
export function wayRoutes({ address }: ServiceContext): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/ways',
      {
        config: { public: true },
        schema: { summary: 'What the log-in offers beside the password', response: { 200: Ways } },
      },
      async () => ({ resetsPasswords: (await address()) !== undefined }),
    )
  }
}
