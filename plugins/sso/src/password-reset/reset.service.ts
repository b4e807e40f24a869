import { hash, randomBytes } from 'node:crypto'
import { refuse, type ServiceContext, type Transaction } from '@stowage/sdk'
import { changedMail, resetMail } from './reset-mails.ts'

/** How long a link is good for. */
const RESET_MINUTES = 30
/** As many go out to one person in an hour, whoever asks for them. */
const MOST_IN_AN_HOUR = 3

/** Who asked for a link, as he typed himself, and in which language he reads. */
export interface ResetWish {
  readonly email: string
  readonly language: string
}

/**
 * Sends somebody a link by which he chooses a new password. Whom nobody knows, who is out of use, and who
 * has no
 * password gets none; whoever asks is told the same in each case.
 */
export async function mailReset(
  context: Pick<ServiceContext, 'people' | 'mail' | 'address' | 'log'>,
  trx: Transaction,
  { email, language }: ResetWish,
): Promise<void> {
  const person = await context.people.find(trx, { email })
  const address = await context.address()
  if (address === undefined || person === undefined || !person.isActive || !person.hasPassword) return
  const [lately] = await trx('sso.password_reset')
    .where({ account: person.id })
    .whereRaw("created_at > now() - interval '1 hour'")
    .count({ count: '*' })
  if (Number(lately?.count) >= MOST_IN_AN_HOUR) {
    context.log.warn({ account: person.id }, 'no further password reset is mailed within the hour')
    return
  }
  const token = randomBytes(32).toString('base64url')
  await trx.raw(
    `insert into sso.password_reset (token_hash, account, expires_at)
     values (?, ?, now() + make_interval(mins => ?))`,
    [digestOf(token), person.id, RESET_MINUTES],
  )
  const link = `${address}/outside/sso/new-password#${token}`
  const words = resetMail(person.language ?? language, { name: person.name, link, minutes: RESET_MINUTES })
  await context.mail.send(trx, { to: [person.email], ...words, isConfidential: true })
}

/**
 * Gives somebody the password that he chose by a link, once. All his sessions end.
 * @throws `sso.reset_over`, `access.password_too_short`
 */
export async function resetPassword(
  context: Pick<ServiceContext, 'people' | 'mail'>,
  trx: Transaction,
  { token, password, language }: { token: string; password: string; language: string },
): Promise<void> {
  const [row] = await trx('sso.password_reset')
    .where({ token_hash: digestOf(token) })
    .where('expires_at', '>', trx.fn.now())
    .delete()
    .returning<{ account: string }[]>('account')
  const person = row && (await context.people.find(trx, { id: row.account }))
  if (person === undefined || !person.isActive) throw refuse('sso.reset_over')
  const actor = context.people.actorOf(person)
  await context.people.setPassword(trx, { actor }, { user: person.id, password })
  await trx('sso.password_reset').where({ account: person.id }).update({ expires_at: trx.fn.now() })
  const words = changedMail(person.language ?? language, { name: person.name })
  await context.mail.send(trx, { to: [person.email], ...words })
}

function digestOf(token: string): Buffer {
  return hash('sha256', token, 'buffer')
}
