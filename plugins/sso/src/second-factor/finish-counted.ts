import type { ServiceContext, Transaction } from '@stowage/sdk'
import { finishSetUp } from './factor.service.ts'

/** Who sets an app up, and a code of it. */
export interface FinishWish {
  readonly account: string
  readonly code: string
  /** Who stands for it in the audit. */
  readonly author: Parameters<ServiceContext['audit']['record']>[1]
  /** What else must hold, in the same transaction. */
  readonly check?: (trx: Transaction) => Promise<void>
}

/**
 * Has the app that was begun count from now on. Each try is counted first, as those of a log-in are.
 * @returns the recovery codes, which are shown this once
 */
export async function finishCounted(
  context: ServiceContext,
  { account, code, author, check }: FinishWish,
): Promise<string[]> {
  const { logIns, transaction, actor, audit } = context
  const guess = { at: 'set-up', account, address: null }
  await logIns.count(guess)
  return transaction(actor, async (trx) => {
    await check?.(trx)
    const { recoveryCodes, action } = await finishSetUp(context, trx, { account, code })
    await logIns.forget(trx, guess)
    await audit.record(trx, author, { entity: 'sso.second_factor', id: account, action })
    return recoveryCodes
  })
}
