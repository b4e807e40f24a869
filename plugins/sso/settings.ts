import { Secret } from '@stowage/sdk'
import { type Static, Type } from 'typebox'

/**
 * One provider (OpenID Connect) by which people log in. Its set-up has a name, which stands on the button.
 */
export const ProviderSettings = Type.Object(
  {
    issuer: Type.String({
      title: 'Issuer',
      description:
        'The provider’s address, such as https://login.example.com; what it can do is read from there',
      pattern: '^https?://[^\\s?#]+$',
      maxLength: 300,
    }),
    clientId: Type.String({
      title: 'Client id',
      description: 'As the provider calls Stowage',
      minLength: 1,
      maxLength: 300,
    }),
    clientSecret: Type.Optional(Secret({ title: 'Client secret', maxLength: 500 })),
    scope: Type.String({
      title: 'Scope',
      description: 'What is asked of the provider; openid and email are needed',
      default: 'openid email profile',
      pattern: '^[\\x21-\\x7e]+( [\\x21-\\x7e]+)*$',
      maxLength: 300,
    }),
    asksSecondFactor: Type.Boolean({
      title: 'Asks for a second factor itself',
      description: 'Whoever comes this way is then asked for none here',
      default: false,
    }),
    vouchesForEmail: Type.Boolean({
      title: 'Vouches for every e-mail',
      description: 'Only where nobody can choose his e-mail there himself: it decides who he is here',
      default: false,
    }),
    domains: Type.Array(Type.String({ pattern: '^[a-z0-9.-]+$', maxLength: 253 }), {
      title: 'Domains',
      description: 'Whose e-mails come in this way, such as example.com; none means all',
      default: [],
      maxItems: 50,
    }),
    makesUsers: Type.Boolean({
      title: 'Makes users',
      description: 'Whoever nobody knows here is made a user when he comes first; else he is refused',
      default: false,
    }),
    groupsClaim: Type.String({
      title: 'Claim with the groups',
      description: 'What the provider tells somebody’s groups in',
      default: 'groups',
      minLength: 1,
      maxLength: 100,
    }),
    roleOfGroup: Type.Array(Type.String({ pattern: '^[^=]+=[^=]+$', maxLength: 300 }), {
      title: 'Roles by group',
      description:
        'Each as group = role, such as pickers = Operator; they count for users made this way, at ' +
        'each log-in',
      default: [],
      maxItems: 200,
    }),
    roleOfAll: Type.Optional(
      Type.String({
        title: 'Role of everybody',
        description: 'Whoever is made this way has it, whatever his groups',
        maxLength: 120,
      }),
    ),
  },
  { additionalProperties: false },
)
export type ProviderSettings = Static<typeof ProviderSettings>
