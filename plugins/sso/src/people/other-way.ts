import type { Person, Transaction } from '@stowage/sdk'

/**
 * Whether somebody has a way to log in, as things stand in this transaction, which holds him: else two
 * requests that come together would each rely on the way that the other one removes.
 */
export async function hasOtherWay(trx: Transaction, { id: account, hasPassword }: Person): Promise<boolean> {
  if (hasPassword) return true
  const passkey = await trx('sso.passkey').where({ account }).first('id')
  return (passkey ?? (await trx('sso.identity').where({ account }).first('id'))) !== undefined
}
