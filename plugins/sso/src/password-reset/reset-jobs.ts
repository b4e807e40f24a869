import type { JobDeclaration } from '@stowage/sdk'
import { Type } from 'typebox'
import type { ResetWish } from './reset.service.ts'

/** The job that mails a link. */
export const MAIL_RESET = 'sso.mail_reset'

/** Done later, so that the answer to who asks takes as long for an address that nobody knows. */
export const mailResetJob: JobDeclaration<ResetWish & Readonly<Record<string, unknown>>> = {
  title: 'Mail a link for a new password',
  payload: Type.Object(
    { email: Type.String({ maxLength: 254 }), language: Type.String({ maxLength: 10 }) },
    { additionalProperties: false },
  ),
  maxAttempts: 3,
  run: ({ payload, services, transaction }) => transaction((trx) => services.sso.mailReset(trx, payload)),
}

/** Forgets links that were used or are over for a day. */
export const forgetResetsJob: JobDeclaration = {
  title: 'Forget old links for new passwords',
  cron: '17 3 * * *',
  run: ({ transaction }) =>
    transaction(async (trx) => {
      await trx('sso.password_reset').whereRaw("expires_at < now() - interval '1 day'").delete()
    }),
}
