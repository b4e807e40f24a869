import type { Transaction } from '@stowage/sdk'

/** Ends where somebody is logged in, and where he is on his way in. */
export async function endLogIns(trx: Transaction, account: string): Promise<void> {
  await trx('access.session').where({ account }).orWhere({ viewing: account }).delete()
  await trx('access.begun_log_in').where({ account }).delete()
}
