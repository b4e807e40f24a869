import { refuse, type Transaction } from '@stowage/sdk'
import type { Author } from '../../audit/record-change.ts'
import { changeRow } from '../../audit/versioned-row.ts'
import type { Hold, HoldPatch } from './hold.schemas.ts'
import { checkedNote, ENTITY, HoldRow, readHold } from './hold.service.ts'

/**
 * Changes what is noted of a hold, if it still has the version that the caller has seen.
 * @throws `ledger.hold_for_staff`, `http.version_conflict`, `http.row_not_found`
 */
export async function changeHold(
  trx: Transaction,
  author: Author,
  { id, version, patch }: { id: string; version: number; patch: HoldPatch },
): Promise<Hold> {
  const row = await HoldRow.query(trx).findById(id)
  if (row === undefined) throw refuse('http.row_not_found', { what: 'hold', id })
  const { owner, reason } = row
  if (owner === null && author.actor.owners !== 'all') {
    throw refuse('ledger.hold_for_staff', { name: reason })
  }
  const change = patch.note === undefined ? {} : { note: checkedNote(patch.note, '/note') }
  await changeRow<HoldRow>(trx, author, {
    model: HoldRow,
    entity: ENTITY,
    row,
    version,
    patch: change,
    owner,
  })
  return readHold(trx, id)
}
