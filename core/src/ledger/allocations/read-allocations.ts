import type pg from 'pg'
import type { AllocationBook } from '../posting/allocation-state.ts'
import { plainArray } from '../posting/array-literal.ts'
import type { Movement } from '../posting/draft.ts'
import { microsOf } from '../posting/micros.ts'
import type { Act } from './act.ts'

interface Row {
  id: string
  bucket: number
  demand_kind: string
  demand: string
  quantity: number
  expires: number | null
  owner: number
  actor: string | null
}

/**
 * Reads the allocations that a group names, after their balances are locked: from then on nobody else changes
 * them.
 */
export async function readAllocations(
  client: pg.Client,
  movements: readonly Movement[],
  acts: readonly Act[],
): Promise<AllocationBook> {
  const ids = new Set<string>()
  for (const { lines } of movements)
    for (const { allocation } of lines) if (allocation) ids.add(allocation.id)
  for (const act of acts) {
    if (act.act !== 'allocate') ids.add(act.allocation)
    // A caller's own id that is taken is refused, not overwritten.
    if (act.act !== 'swap' && 'id' in act && act.id !== null) ids.add(act.id)
  }
  const book: AllocationBook = { states: new Map(), events: [] }
  if (ids.size === 0) return book
  const { rows } = await client.query<Row>({
    name: 'ledger.read_allocations',
    text: `select id, bucket, demand_kind, demand, quantity, ledger.micros(expires_at) as expires, owner, actor
             from ledger.allocation where id = any ($1::uuid[])`,
    values: [plainArray([...ids])],
  })
  for (const { id, bucket, demand_kind: kind, demand, quantity, expires, owner, actor } of rows) {
    book.states.set(id, {
      id,
      bucket,
      demand: { kind, id: demand },
      owner,
      actor: actor ?? '',
      micros: microsOf(quantity),
      expires,
      isStored: true,
      isChanged: false,
    })
  }
  return book
}
