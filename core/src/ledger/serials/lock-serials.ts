import type pg from 'pg'
import type { Act } from '../allocations/act.ts'
import { type OpenHoldRow, openHoldOf } from '../holds/open-holds.ts'
import { plainArray, textArray } from '../posting/array-literal.ts'
import type { Movement } from '../posting/draft.ts'
import { placeWords, type SerialBook, type SerialState, serialBook } from './serial-book.ts'

interface Row {
  id: string
  item: string
  number: string
  owner: number
  lot: string | null
  bucket: number | null
  has_left: boolean
  version: number
  last_at: number
  last_effective_at: number
  code: string | null
  status: string | null
  lot_name: string | null
  unit_code: string | null
  site: number | null
}

/** The ids are not known here yet, so that both questions go out in one packet. */
const HOLDS_ON_SERIALS = `
  select hold as id, scope, covers, blocks, reason, lifted_by, lifter
    from ledger.open_holds('{}', '{}', '{}', '{}', array(
      select s.id from unnest($1::uuid[], $2::text[]) a (item, number)
        join ledger.serial s on s.item = a.item and s.number = a.number), '{}')`

/** Locks the pieces that a group names and tells how they stand. A group without any asks nothing. */
export async function lockSerials(
  client: pg.Client,
  writerKey: string,
  movements: readonly Movement[],
  acts: readonly Act[],
): Promise<SerialBook> {
  const items: string[] = []
  const numbers: string[] = []
  for (const { lines } of movements) {
    for (const { from, serials } of lines) {
      for (const number of serials) {
        items.push(from.item)
        numbers.push(number)
      }
    }
  }
  for (const act of acts) {
    if (act.act !== 'allocate' || act.piece === null) continue
    items.push(act.piece.item)
    numbers.push(act.piece.number)
  }
  if (items.length === 0) return serialBook([])
  const named = [plainArray(items), textArray(numbers)]
  const [{ rows }, holds] = await Promise.all([
    client.query<Row>({
      name: 'ledger.lock_serials',
      text: `select s.*, (select l.site from ledger.bucket b join locations.location l on l.id = b.location
                            where b.id = s.bucket) as site
               from ledger.lock_serials($1, $2, $3) s`,
      values: [writerKey, ...named],
    }),
    client.query<OpenHoldRow>({
      name: 'ledger.open_holds_on_serials',
      text: HOLDS_ON_SERIALS,
      values: named,
    }),
  ])
  return serialBook(rows.map(stateOf), holds.rows.map(openHoldOf))
}

function stateOf(row: Row): SerialState {
  const { code, status, lot_name: lotName, unit_code: unitCode } = row
  return {
    id: row.id,
    item: row.item,
    number: row.number,
    owner: row.owner,
    lot: row.lot,
    place:
      row.bucket === null
        ? null
        : {
            bucket: row.bucket,
            words: placeWords({ code: code!, status: status!, lotName, unitCode }),
            site: row.site,
          },
    hasLeft: row.has_left,
    version: row.version,
    lastAt: row.last_at,
    lastEffective: row.last_effective_at,
    firstAt: null,
  }
}
