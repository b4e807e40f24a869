import { type LogInStep, refuse, type ServiceContext, type Transaction } from '@stowage/sdk'
import { findPerson } from '../people/find-person.ts'
import { digestOf, newSecret } from '../secret.ts'
import { countAttempt, forgetAttempts } from '../sessions/log-in-throttle.ts'
import { type Admitted, type Browser, type OpenedSession, openSession } from '../sessions/open-session.ts'
import { verifyPassword } from '../sessions/password.ts'
import { systemActor } from '../system-actor.ts'
import { Account } from '../users/user.model.ts'

/** How long somebody may take for a step. */
export const STEP_MINUTES = 10

/** What somebody has shown: e-mail and password. */
export interface Credentials {
  readonly email: string
  readonly password: string
}

/** Where a log-in stands: he is in, or a step is before him, for which his browser carries a token. */
export type Standing =
  | ({ readonly isIn: true } & OpenedSession)
  | { readonly isIn: false; readonly token: string; readonly step: NamedStep }

/** A step, and the plugin that asks it. */
export interface NamedStep {
  readonly name: string
  readonly title: string
  readonly plugin: string
}

/** Somebody who is on his way in. */
export interface OnHisWay {
  readonly account: string
  readonly step: string
}

/** Brings people in: who he is comes first, by whatever way, and then the steps that are asked of him. */
export interface LogInService {
  /** @throws `access.wrong_credentials`, `access.too_many_attempts`, `access.log_in_step_missing` */
  byPassword(words: Credentials, browser: Browser): Promise<Standing>
  /** Somebody whom a plugin has recognised. @throws `access.gone_meanwhile` */
  admit(arrival: Omit<Admitted, 'accountVersion'>, browser: Browser): Promise<Standing>
  /** @throws `access.log_in_over` */
  onHisWay(token: string | undefined): Promise<OnHisWay>
  /** Goes on with the log-in that is at this step. @throws `access.log_in_over` */
  pass(token: string | undefined, step: string, browser: Browser): Promise<Standing>
}

/** Makes the service of log-ins. */
export function createLogInService(context: ServiceContext): LogInService {
  const asSystem = <T>(work: (trx: Transaction) => Promise<T>) => context.transaction(systemActor, work)
  return {
    async byPassword({ email, password }, browser) {
      const attempt = { route: 'log-in', account: email.trim().toLowerCase(), address: browser.address }
      await countAttempt(context, attempt)
      const account = await asSystem(async (trx) =>
        Account.query(trx).findOne({ email: attempt.account, is_active: true }),
      )
      const isRight = await verifyPassword(account?.passwordHash ?? undefined, password)
      if (account === undefined || !isRight) {
        context.log.warn({ account: account?.id, address: browser.address }, 'log-in refused')
        throw refuse('access.wrong_credentials')
      }
      const { id, version: accountVersion } = account
      return asSystem(async (trx) => {
        await forgetAttempts(trx, attempt)
        return goOn(context, trx, { account: id, accountVersion, way: 'password', passed: [] }, browser)
      })
    },
    admit: (arrival, browser) =>
      asSystem(async (trx) => {
        const account = await Account.query(trx).findOne({ id: arrival.account, is_active: true })
        if (account === undefined) throw refuse('access.gone_meanwhile')
        return goOn(context, trx, { ...arrival, accountVersion: account.version }, browser)
      }),
    async onHisWay(token) {
      const row =
        token === undefined
          ? undefined
          : await asSystem((trx) =>
              trx('access.begun_log_in')
                .where({ token_hash: digestOf(token) })
                .where('expires_at', '>', trx.fn.now())
                .first('account', 'step'),
            )
      if (row === undefined) throw refuse('access.log_in_over')
      return row
    },
    pass: (token, step, browser) =>
      asSystem(async (trx) => {
        const row = await takeBegun(trx, token, step)
        return goOn(context, trx, { ...row, passed: [...row.passed, step] }, browser)
      }),
  }
}

async function goOn(
  context: ServiceContext,
  trx: Transaction,
  admitted: Admitted,
  browser: Browser,
): Promise<Standing> {
  const step = await nextStep(context, trx, admitted)
  if (step === undefined) return { isIn: true, ...(await openSession(trx, admitted, browser)) }
  const { account, accountVersion: account_version, way, passed } = admitted
  const token = newSecret()
  await trx('access.begun_log_in').where('expires_at', '<', trx.fn.now()).delete()
  await trx.raw(
    `insert into access.begun_log_in (token_hash, account, account_version, way, passed, step, expires_at)
     values (?, ?, ?, ?, ?, ?, now() + make_interval(mins => ?))`,
    [digestOf(token), account, account_version, way, [...passed], step.name, STEP_MINUTES],
  )
  return { isIn: false, token, step }
}

/**
 * The first step that is asked of somebody and that he has not taken.
 * @throws `access.log_in_step_missing` for one that he takes at each log-in, and that nobody asks now
 */
async function nextStep(
  { points }: ServiceContext,
  trx: Transaction,
  { account, way, passed }: Admitted,
): Promise<NamedStep | undefined> {
  const additions = points.of<LogInStep>('log-in.step')
  if (await isLetIn(trx, account)) {
    // What nobody asks any more is not asked of him again, until its plugin is back.
    const asked = additions.map(({ value }) => value.name)
    await trx('access.log_in_step').where({ account }).whereNotIn('step', asked).delete()
    return undefined
  }
  const kept = await trx('access.log_in_step').where({ account }).pluck('step')
  const missing = kept.find((step) => !additions.some(({ value }) => value.name === step))
  if (missing !== undefined) throw refuse('access.log_in_step_missing', { step: missing })
  for (const { plugin, value } of additions) {
    const { name, title } = value
    if (passed.includes(name)) continue
    const person = await findPerson(trx, plugin, { id: account })
    if (person !== undefined && (await value.isAsked(trx, { person, way }))) return { name, title, plugin }
  }
  return undefined
}

/** Whoever has the machine said so; it counts once. */
async function isLetIn(trx: Transaction, account: string): Promise<boolean> {
  const changed = await trx('access.account')
    .where({ id: account })
    .where('let_in_until', '>', trx.fn.now())
    .update({ let_in_until: null })
  return changed > 0
}

/** Takes it out, so that two answers at once do not open two sessions. */
async function takeBegun(trx: Transaction, token: string | undefined, step: string): Promise<Admitted> {
  const [row] =
    token === undefined
      ? []
      : await trx('access.begun_log_in')
          .where({ token_hash: digestOf(token), step })
          .where('expires_at', '>', trx.fn.now())
          .delete()
          .returning(['account', 'account_version as accountVersion', 'way', 'passed'])
  if (row === undefined) throw refuse('access.log_in_over')
  return row
}
