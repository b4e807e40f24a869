import type { Transaction } from './actor.ts'

/**
 * A message to people outside.
 * @since 0.1.0
 */
export interface MailMessage {
  /** Addresses alone, without names: `ada@example.com`; 100 at most with those of `cc`. */
  readonly to: readonly string[]
  readonly cc?: readonly string[]
  readonly replyTo?: string
  /** One line. */
  readonly subject: string
  readonly text: string
  /** The same for readers that show pages. */
  readonly html?: string
  /**
   * Whoever reads it can do something by it, such as choose a password: its text is encrypted until it is
   * sent, and forgotten then.
   */
  readonly isConfidential?: true
  /** Ids of stored files, 10 at most. */
  readonly files?: readonly string[]
  /** Whose matter it is, by number; 0, the house, unless said. */
  readonly owner?: number
}

/**
 * Sends mail. A message belongs to the transaction that sends it: rolled back, it never was. It leaves
 * after the commit, with several tries, in sight of the administrator.
 * @since 0.1.0
 * @example await context.mail.send(trx, { to: ['ada@example.com'], subject: 'Lot L-1 expires', text })
 */
export interface MailSender {
  /**
   * @returns the mail's id
   * @throws DomainError `host.mail_invalid`
   */
  send(trx: Transaction, message: MailMessage): Promise<string>
}
