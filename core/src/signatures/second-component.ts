import { refuse, type ServiceContext } from '@stowage/sdk'
import { type Attempt, countAttempt, forgetAttempts } from '../access/sessions/log-in-throttle.ts'
import { verifyPassword } from '../access/sessions/password.ts'
import { systemActor } from '../access/system-actor.ts'
import { Account } from '../access/users/user.model.ts'

/** Somebody who is logged in, and proves again that it is he. */
export interface Proof {
  readonly account: string
  readonly password: string
  readonly address: string
}

/**
 * Asks for the password again. It counts with the log-ins of the account: who guesses here is locked out
 * there.
 * @throws `host.sign_password_wrong`, `access.too_many_attempts`, `access.log_in_busy`
 */
export async function provePerson(
  context: ServiceContext,
  { account: id, password, address }: Proof,
): Promise<void> {
  const account = await context.transaction(systemActor, async (trx) =>
    Account.query(trx).findOne({ id, is_active: true }),
  )
  const attempt: Attempt = { route: 'log-in', account: account?.email ?? id, address }
  await countAttempt(context, attempt)
  if (!(await verifyPassword(account?.passwordHash ?? undefined, password))) {
    context.log.warn({ account: id, address }, 'signature refused')
    throw refuse('host.sign_password_wrong', {}, '/password')
  }
  await context.transaction(systemActor, (trx) => forgetAttempts(trx, attempt))
}
