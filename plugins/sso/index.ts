import { definePlugin } from '@stowage/sdk'
import { Type } from 'typebox'
import { errors } from './errors.ts'
import { messages } from './messages.ts'
import { ProviderSettings } from './settings.ts'
import { identityRoutes } from './src/oidc/identity.routes.ts'
import { oidcRoutes } from './src/oidc/oidc.routes.ts'
import { logInPasskeyRoutes } from './src/passkeys/log-in-passkey.routes.ts'
import { ownPasskeyRoutes } from './src/passkeys/own-passkey.routes.ts'
import { resetRoutes } from './src/password-reset/reset.routes.ts'
import { forgetResetsJob, MAIL_RESET, mailResetJob } from './src/password-reset/reset-jobs.ts'
import { personRoutes } from './src/people/person.routes.ts'
import { secondFactorStep } from './src/second-factor/factor-step.ts'
import { logInStepRoutes } from './src/second-factor/log-in-step.routes.ts'
import { ownFactorRoutes } from './src/second-factor/own-factor.routes.ts'
import { createSsoService, type SsoService } from './src/sso.service.ts'
import { wayRoutes } from './src/ways/way.routes.ts'

declare module '@stowage/sdk' {
  interface Services {
    readonly sso: SsoService
  }
}

const staff = { rows: 'staff', write: 'routes' } as const

/** Other ways to log in than a password alone. */
export default definePlugin({
  name: 'sso',
  version: '0.1.0',
  title: 'Single sign-on and second factor',
  requires: { platform: '^0.1.0' },
  migrations: new URL('./migrations/', import.meta.url),
  tables: {
    second_factor: staff,
    recovery_code: staff,
    password_reset: staff,
    identity: staff,
    oidc_flow: staff,
    passkey: staff,
    ceremony: staff,
  },
  permissions: {
    'sso.person.manage': 'See how somebody logs in, and take a second factor or a passkey away that was lost',
  },
  fields: {
    'access.role': Type.Object({
      asksSecondFactor: Type.Optional(
        Type.Boolean({
          title: 'Second factor',
          description: 'Whoever has this role shows a code or a passkey beside his password when he logs in',
        }),
      ),
    }),
  },
  settings: { schema: ProviderSettings, instances: true },
  errors,
  messages,
  services: (context) => ({ sso: createSsoService(context) }),
  routes: (context) => async (app) => {
    await app.register(wayRoutes(context))
    await app.register(logInStepRoutes(context))
    await app.register(ownFactorRoutes(context))
    await app.register(personRoutes(context))
    await app.register(oidcRoutes(context))
    await app.register(identityRoutes(context))
    await app.register(ownPasskeyRoutes(context))
    await app.register(logInPasskeyRoutes(context))
    await app.register(resetRoutes(context))
  },
  adds: { 'log-in.step': [secondFactorStep] },
  jobs: { [MAIL_RESET]: mailResetJob, 'sso.forget_resets': forgetResetsJob },
  admin: {
    slots: [
      { slot: 'log-in', component: 'OtherWays' },
      { slot: 'log-in.step', component: 'SecondFactorStep' },
      { slot: 'account', component: 'OwnFactorCard' },
      { slot: 'account', component: 'PasskeysCard' },
      { slot: 'account', component: 'IdentitiesCard' },
      { slot: 'users.user.edit', component: 'PersonCard', permission: 'sso.person.manage' },
    ],
    pages: [
      { path: 'new-password', title: 'New password', component: 'NewPasswordPage', isPublic: true },
      { path: 'arrival', title: 'Log in', component: 'ArrivalPage', isPublic: true },
    ],
    entry: new URL('./admin/dist/', import.meta.url),
  },
  invariants: [
    {
      id: 'sso.no_codes_without_a_factor',
      sentence: 'Whoever has recovery codes has a second factor.',
      offendingRows: `select c.account, count(*) as codes from sso.recovery_code c
                        left join sso.second_factor f on f.account = c.account and f.secret is not null
                       where f.account is null group by c.account`,
    },
    {
      id: 'sso.links_are_short_lived',
      sentence: 'No link for a new password is good for longer than half an hour.',
      offendingRows: `select account, expires_at from sso.password_reset
                       where expires_at > created_at + interval '30 minutes'`,
    },
  ],
})
