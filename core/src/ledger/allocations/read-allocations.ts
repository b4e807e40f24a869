import type pg from 'pg'
import type { AllocationBook, AllocationState } from '../posting/allocation-state.ts'
import { plainArray, textArray } from '../posting/array-literal.ts'
import type { Movement } from '../posting/draft.ts'
import { microsOf } from '../posting/micros.ts'
import type { Act, WantedPiece } from './act.ts'

interface Row {
  id: string
  bucket: number
  demand_kind: string
  demand: string
  quantity: number
  expires: number | null
  owner: number
  actor: string | null
  serial: string | null
  item: string | null
  number: string | null
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
  const book: AllocationBook = { states: new Map(), events: [], overridden: [] }
  const pieces = piecesNamed(movements, acts)
  if (ids.size === 0 && pieces.length === 0) return book
  const { rows } = await client.query<Row>({
    name: 'ledger.read_allocations',
    text: READ,
    values: [
      plainArray([...ids]),
      plainArray(pieces.map(({ item }) => item)),
      textArray(pieces.map(({ number }) => number)),
    ],
  })
  for (const row of rows) book.states.set(row.id, stateOf(row))
  return book
}

/** By their ids, and those that keep a piece that a line or an act names. */
const READ = `
  select a.id, a.bucket, a.demand_kind, a.demand, a.quantity,
         ledger.micros(a.expires_at) as expires, a.owner, a.actor, a.serial, s.item, s.number
    from ledger.allocation a left join ledger.serial s on s.id = a.serial
   where a.id = any ($1::uuid[])
      or a.serial = any (array(select t.id from unnest($2::uuid[], $3::text[]) n (item, number)
           join ledger.serial t on t.item = n.item and t.number = n.number))`

function stateOf({ id, bucket, demand_kind: kind, demand, quantity, ...row }: Row): AllocationState {
  const { expires, owner, actor, serial, item, number } = row
  return {
    id,
    bucket,
    demand: { kind, id: demand },
    owner,
    actor: actor ?? '',
    micros: microsOf(quantity),
    expires,
    piece: serial === null ? null : { id: serial, item: item!, number: number! },
    isStored: true,
    isChanged: false,
  }
}

/** The pieces that lines move and acts ask for. */
function piecesNamed(movements: readonly Movement[], acts: readonly Act[]): WantedPiece[] {
  const pieces: WantedPiece[] = []
  for (const { lines } of movements) {
    for (const { from, serials } of lines) {
      for (const number of serials) pieces.push({ item: from.item, number })
    }
  }
  for (const act of acts) if (act.act === 'allocate' && act.piece !== null) pieces.push(act.piece)
  return pieces
}
