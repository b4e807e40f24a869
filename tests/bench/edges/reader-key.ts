import { createApiKey } from '../../../core/src/access/api-keys/api-key.service.ts'
import { systemActor } from '../../../core/src/access/system-actor.ts'
import type { Generation } from '../../../core/src/app.ts'

/** A key that may read everything. */
export async function keyFor({ kernel }: Generation): Promise<string> {
  const wish = { name: 'Reader', permissions: ['*'] }
  const { token } = await kernel.database.transaction(systemActor, (trx) =>
    createApiKey(trx, { actor: systemActor }, { wish, known: new Map([['*', true]]) }),
  )
  return token
}
