import { systemActor } from '../../access/system-actor.ts'
import type { Database } from '../../database/database.ts'
import type { Posting } from '../posting/posting.ts'
import type { AllocationInput } from './act.ts'

/** How many are let go of at once; the next run goes on. */
const AT_ONCE = 500

/**
 * Lets go of what has expired, as the ledger lets go of anything: several nodes may try, and one does it.
 * @returns how many were let go of
 */
export async function expireAllocations({ appAll }: Database, posting: Posting): Promise<number> {
  const { rows } = await appAll.raw<{ rows: { id: string }[] }>(
    'select id from ledger.allocation where expires_at <= now() order by expires_at limit ?',
    [AT_ONCE],
  )
  if (rows.length === 0) return 0
  const allocations = rows.map(({ id }): AllocationInput => ({ act: 'expire', allocation: id }))
  const { outcomes } = await posting.post({ actor: systemActor, mode: 'each', movements: [], allocations })
  return outcomes.filter(({ status }) => status === 'posted').length
}
