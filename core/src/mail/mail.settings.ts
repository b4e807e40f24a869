import { Secret } from '@stowage/sdk'
import { Type } from 'typebox'

/** How mail leaves the house. Until both are said, it waits in the list. */
export const mailSettings = {
  smtpUrl: Type.Optional(
    Secret({
      title: 'Mail server',
      description: 'smtps://name:password@mail.example.com; mail waits until it is said',
      pattern: '^smtps?://[^/?#\\s]+/?$',
      maxLength: 500,
    }),
  ),
  mailFrom: Type.Optional(
    Type.String({
      title: 'Mail is sent by',
      description: 'The address of the sender, such as stock@example.com',
      format: 'email',
      maxLength: 254,
    }),
  ),
}

/** The same as it is read. */
export interface MailSettings {
  readonly smtpUrl?: string
  readonly mailFrom?: string
}
