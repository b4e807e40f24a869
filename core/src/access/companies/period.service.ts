import { refuse, type Transaction } from '@stowage/sdk'
import { type Author, recordChange } from '../../audit/record-change.ts'
import { changeRow } from '../../audit/versioned-row.ts'
import { mayUse } from '../../http/may-use.ts'
import { Company } from './company.model.ts'
import { getCompany } from './company.service.ts'
import { OPEN } from './company-on-the-wire.ts'

/** What `closeBooks` is to do. */
export interface Closing {
  readonly id: string
  readonly version: number
  /** Null opens all of it. */
  readonly closedThrough: string | null
  readonly note: string | undefined
}

const ENTITY = 'access.company'
const REOPEN = 'access.period.reopen'

/**
 * Closes a company's books until an instant, of which nothing that is posted later may be before. It waits
 * for postings in flight and lets none begin until it is done, so none slips in behind.
 * @throws `access.period_in_future`, `access.period_goes_back`
 */
export async function closeBooks(
  trx: Transaction,
  author: Author,
  { id, version, closedThrough, note }: Closing,
): Promise<Company> {
  await trx.raw('select ledger.hold_postings()')
  const row = await getCompany(trx, id)
  // Kept to a millisecond, as browsers know it, and written as the database gives it back.
  const wish = closedThrough === null ? OPEN : new Date(closedThrough).toISOString().replace('Z', '000Z')
  if (Date.parse(wish) > Date.now()) {
    throw refuse('access.period_in_future', { closedThrough }, '/closedThrough')
  }
  if (isBefore(wish, row.closedThrough) && !mayUse(author.actor, REOPEN)) {
    const facts = { company: row.name, closedThrough: row.closedThrough, permission: REOPEN }
    throw refuse('access.period_goes_back', facts, '/closedThrough')
  }
  const patch = { closedThrough: wish }
  const changed = await changeRow<Company>(trx, author, {
    model: Company,
    entity: ENTITY,
    row,
    version,
    patch,
  })
  if (note !== undefined && changed.version !== row.version) {
    await recordChange(trx, { ...author, entity: ENTITY, id, action: 'note', after: { note } })
  }
  return changed
}

function isBefore(instant: string, other: string): boolean {
  if (other === OPEN) return false
  return instant === OPEN || Date.parse(instant) < Date.parse(other)
}
