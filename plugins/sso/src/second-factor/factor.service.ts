import { type Person, refuse, type ServiceContext, type Transaction } from '@stowage/sdk'
import { SECOND_FACTOR } from './factor-step.ts'
import { countRecoveryCodes, makeRecoveryCodes, takeRecoveryCode } from './recovery-codes.ts'
import { newTotpSecret, stepOf, totpUri } from './totp.ts'

/** What an app is told to make codes by. */
export interface SecretShown {
  readonly secret: string
  readonly uri: string
}

/** How somebody stands with his second factor. */
export interface FactorStanding {
  readonly isSetUp: boolean
  readonly setUpAt: string | null
  readonly recoveryCodesLeft: number
}

interface FactorRow {
  readonly secret: string | null
  readonly pending: string | null
  readonly set_up_at: Date | null
}

/** How somebody stands. */
export async function factorStanding(trx: Transaction, account: string): Promise<FactorStanding> {
  const row = await readFactor(trx, account)
  const isSetUp = row?.secret != null
  return {
    isSetUp,
    setUpAt: isSetUp ? new Date(row!.set_up_at!).toISOString() : null,
    recoveryCodesLeft: isSetUp ? await countRecoveryCodes(trx, account) : 0,
  }
}

/** Begins to set an app up, or another one: it counts once a code of it was shown. */
export async function beginSetUp(
  { secrets }: Pick<ServiceContext, 'secrets'>,
  trx: Transaction,
  { id: account, email }: Pick<Person, 'id' | 'email'>,
): Promise<SecretShown> {
  const secret = newTotpSecret()
  const pending = secrets.seal(secret)
  await trx('sso.second_factor').insert({ account, pending }).onConflict('account').merge(['pending'])
  return { secret, uri: totpUri(secret, { issuer: 'Stowage', account: email }) }
}

/**
 * Has the app that was begun count from now on.
 * @returns the recovery codes, which are shown this once
 * @throws `sso.code_wrong`, `sso.set_up_not_begun`
 */
export async function finishSetUp(
  { secrets, logIns }: Pick<ServiceContext, 'secrets' | 'logIns'>,
  trx: Transaction,
  { account, code }: { account: string; code: string },
): Promise<{ recoveryCodes: string[]; action: 'set_up' | 'replace' }> {
  const row = await holdFactor(trx, account)
  if (row?.pending == null) throw refuse('sso.set_up_not_begun')
  const step = stepOf(withoutBlanks(code), secrets.open(row.pending), await now(trx))
  if (step === undefined) throw refuse('sso.code_wrong', {}, '/code')
  await trx('sso.second_factor')
    .where({ account })
    .update({ secret: row.pending, pending: null, last_step: step, set_up_at: trx.fn.now() })
  await logIns.keepStep(trx, account, SECOND_FACTOR)
  const action = row.secret === null ? 'set_up' : 'replace'
  return { recoveryCodes: await makeRecoveryCodes(trx, account), action }
}

/**
 * Judges what somebody shows: a code of his app, or one from paper. Either is good once, on all nodes.
 * @returns which of the two it was
 * @throws `sso.code_wrong`
 */
export async function judgeAnswer(
  { secrets }: Pick<ServiceContext, 'secrets'>,
  trx: Transaction,
  { account, answer }: { account: string; answer: string },
): Promise<'code' | 'recovery_code'> {
  const row = await holdFactor(trx, account)
  const code = withoutBlanks(answer)
  if (row?.secret != null && /^[0-9]{6}$/.test(code)) {
    const step = stepOf(code, secrets.open(row.secret), await now(trx))
    if (step === undefined) throw refuse('sso.code_wrong', {}, '/answer')
    const changed = await trx('sso.second_factor')
      .where({ account })
      .where('last_step', '<', step)
      .update({ last_step: step })
    if (changed !== 1) throw refuse('sso.code_used', {}, '/answer')
    return 'code'
  }
  if (row?.secret != null && (await takeRecoveryCode(trx, account, answer))) return 'recovery_code'
  throw refuse('sso.code_wrong', {}, '/answer')
}

/** Takes somebody's second factor away. @returns whether he had one */
export async function removeFactor(
  { logIns }: Pick<ServiceContext, 'logIns'>,
  trx: Transaction,
  account: string,
): Promise<boolean> {
  const row = await holdFactor(trx, account)
  await trx('sso.recovery_code').where({ account }).delete()
  await trx('sso.second_factor').where({ account }).delete()
  await logIns.letGoOfStep(trx, account, SECOND_FACTOR)
  return row?.secret != null
}

function readFactor(trx: Transaction, account: string): Promise<FactorRow | undefined> {
  return trx('sso.second_factor').where({ account }).first('secret', 'pending', 'set_up_at')
}

/** Held, so that two who change it at once come one after the other. */
function holdFactor(trx: Transaction, account: string): Promise<FactorRow | undefined> {
  return trx('sso.second_factor').where({ account }).forUpdate().first('secret', 'pending', 'set_up_at')
}

/** By the database's clock, which all nodes share. */
async function now(trx: Transaction): Promise<number> {
  const { rows } = await trx.raw('select extract(epoch from clock_timestamp())::float8 as seconds')
  return rows[0].seconds
}

/** Apps show codes in two groups. */
function withoutBlanks(code: string): string {
  return code.replace(/\s/g, '')
}
