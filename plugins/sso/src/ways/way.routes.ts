import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { ServiceContext } from '@stowage/sdk'
import { Type } from 'typebox'
import { providersOf } from '../oidc/provider.ts'
import { takesPasskeys } from '../passkeys/ceremony.ts'

const closed = { additionalProperties: false }
const Ways = Type.Object(
  {
    resetsPasswords: Type.Boolean({ description: 'Whether a link for a new password can be mailed' }),
    providers: Type.Array(Type.Object({ id: Type.String({ format: 'uuid' }), name: Type.String() }, closed), {
      description: 'By which one can log in',
    }),
    takesPasskeys: Type.Boolean({
      description: 'Whether browsers have passkeys for the address of the desk',
    }),
  },
  closed,
)

/** `/api/v1/sso/ways`: what the log-in offers beside the password. Public, because nobody is in. */
export function wayRoutes({ address, settings }: ServiceContext): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/ways',
      {
        config: { public: true },
        schema: { summary: 'What the log-in offers beside the password', response: { 200: Ways } },
      },
      async () => {
        const said = await address()
        const providers = said === undefined ? [] : await providersOf({ settings })
        return {
          resetsPasswords: said !== undefined,
          providers: providers.map(({ id, name }) => ({ id, name })),
          takesPasskeys: takesPasskeys(said),
        }
      },
    )
  }
}
