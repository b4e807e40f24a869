import type { Person, Transaction } from '@stowage/sdk'

/** Whether somebody has a way to log in, as things stand in this transaction. */
export async function hasOtherWay(trx: Transaction, { id: account, hasPassword }: Person): Promise<boolean> {
  if (hasPassword) return true
  const passkey = await trx('sso.passkey').where({ account }).first('id')
  return (passkey ?? (await trx('sso.identity').where({ account }).first('id'))) !== undefined
}
