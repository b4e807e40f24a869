import { refuse, type Transaction } from '@stowage/sdk'
import type { Author } from '../../audit/record-change.ts'
import type { NewHold } from './hold.schemas.ts'
import type { HoldScope } from './open-holds.ts'

/** What a hold is about. */
export interface Subject {
  readonly id: string
  /** The item that it is about, where it is about one. */
  readonly item: string | null
  /** Whose it is, by number; null is the house's. */
  readonly owner: number | null
  readonly name: string
  /** False for the world outside. */
  readonly isOurs: boolean
}

const SUBJECTS: Readonly<Record<HoldScope, string>> = {
  item: 'select id, id as item, owner, sku as name, true as is_ours from items.item',
  lot: 'select id, item, owner, name, true as is_ours from items.lot',
  serial: 'select id, item, owner, number as name, true as is_ours from ledger.serial',
  handling_unit: `select id, null::uuid as item, null::int as owner, code as name, true as is_ours
       from locations.handling_unit`,
  location: `select l.id, null::uuid as item, null::int as owner, l.code as name, k.balanced as is_ours
               from locations.location l join locations.kind k on k.name = l.kind`,
  owner: 'select id, null::uuid as item, no as owner, name, true as is_ours from access.owner',
}

/**
 * What wishes name, in their order. Of what he does not own, an actor who is bound to some owners sees that
 * it is there at most, and places no hold on it.
 * @throws `ledger.hold_subject_unknown`, `ledger.hold_subject_outside`, `ledger.hold_for_staff`
 */
export async function subjectsOf(
  trx: Transaction,
  { actor }: Author,
  { wishes, at }: { wishes: readonly NewHold[]; at: (index: number) => string },
): Promise<Subject[]> {
  const found = new Map<string, Subject>()
  for (const [scope, some] of Map.groupBy(wishes, (wish) => wish.scope)) {
    const ids = [...new Set(some.map(({ subject }) => subject))]
    const { rows } = await trx.raw<{ rows: (Omit<Subject, 'isOurs'> & { is_ours: boolean })[] }>(
      `select s.* from (${SUBJECTS[scope]}) s where s.id = any (?::uuid[])`,
      [ids],
    )
    for (const { is_ours: isOurs, ...row } of rows) found.set(`${scope} ${row.id}`, { ...row, isOurs })
  }
  return wishes.map(({ scope, subject }, index) => {
    const row = found.get(`${scope} ${subject}`)
    const pointer = `${at(index)}/subject`
    if (row === undefined) {
      throw refuse('ledger.hold_subject_unknown', { scope: scopeInWords(scope), subject }, pointer)
    }
    const { name, owner, isOurs } = row
    if (!isOurs) throw refuse('ledger.hold_subject_outside', { name }, pointer)
    if (actor.owners !== 'all' && owner === null) throw refuse('ledger.hold_for_staff', { name }, pointer)
    return row
  })
}

/** A scope as a sentence says it. */
function scopeInWords(scope: HoldScope): string {
  return { handling_unit: 'handling unit', serial: 'serial number' }[scope as string] ?? scope
}
