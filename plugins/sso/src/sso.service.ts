import type { ServiceContext, Transaction } from '@stowage/sdk'
import { mailReset, type ResetWish } from './password-reset/reset.service.ts'

/** What the plugin's own jobs ask of it. */
export interface SsoService {
  mailReset(trx: Transaction, wish: ResetWish): Promise<void>
}

/** Makes the service. */
export function createSsoService(context: ServiceContext): SsoService {
  return { mailReset: (trx, wish) => mailReset(context, trx, wish) }
}
