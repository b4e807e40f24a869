import { refuse, type Transaction } from '@stowage/sdk'
import { NIL_ID, newId } from '../../database/ids.ts'
import type { LineInput, MovementInput } from '../posting/command.ts'
import { headOf, type Transformed } from './transform.ts'
import type { RepackWish } from './transformation.schemas.ts'

interface StockRow {
  bucket: number
  item: string
  lot: string
  owner: string
  status: string
  free: number
  on_hand: number
  catch_on_hand: number | null
  location: string
  serials: string[] | null
}

/**
 * What is free in a unit goes into another one, or loose onto the place: straight, each owner's by a
 * movement, with the genealogy of both units. What is allocated stays until somebody decides.
 * @throws `http.row_not_found`, `ledger.stock_not_in_unit`
 */
export async function repacked(trx: Transaction, unit: string, wish: RepackWish): Promise<Transformed> {
  const found = await trx('locations.handling_unit').where({ id: unit }).first('code', 'location')
  if (found === undefined) throw refuse('http.row_not_found', { what: 'handling unit', id: unit })
  const target = await placeOf(trx, wish.into, found.location)
  await refuseForeign(trx, unit, { code: found.code, buckets: wish.lines?.map(({ bucket }) => bucket) ?? [] })
  const stock = await freeStock(trx, unit)
  const wanted = wish.lines ?? stock.map(({ bucket }) => ({ bucket, quantity: undefined }))
  const byOwner = new Map<string, LineInput[]>()
  for (const { bucket, quantity } of wanted) {
    const row = stock.find((one) => one.bucket === bucket)
    if (row === undefined) continue
    const lines = byOwner.get(row.owner) ?? []
    lines.push(lineOf(row, unit, target, quantity ?? row.free))
    byOwner.set(row.owner, lines)
  }
  const id = wish.id?.toLowerCase() ?? newId()
  const movements: MovementInput[] = [...byOwner].map(([owner, lines]) => ({
    ...headOf(wish),
    kind: 'transfer',
    owner,
    transformation: { id, kind: 'repack' },
    lines,
  }))
  // With nothing left in it, this may be the same command again, which is answered as it was before.
  if (movements.length === 0)
    movements.push({ kind: 'transfer', transformation: { id, kind: 'repack' }, lines: [] })
  return { id, movements }
}

/** What never was in this unit is a mistake; what no longer is may be the same command again. */
async function refuseForeign(
  trx: Transaction,
  unit: string,
  { code, buckets }: { readonly code: string; readonly buckets: readonly number[] },
): Promise<void> {
  if (buckets.length === 0) return
  const own = await trx('ledger.bucket')
    .where({ handling_unit: unit })
    .whereIn('id', [...buckets])
    .select('id')
  const known = new Set(own.map(({ id }) => id))
  const n = buckets.findIndex((bucket) => !known.has(bucket))
  if (n >= 0)
    throw refuse('ledger.stock_not_in_unit', { bucket: buckets[n], unit: code }, `/lines/${n}/bucket`)
}

async function placeOf(
  trx: Transaction,
  into: string | null,
  here: string | null,
): Promise<Pick<LineInput['to'], 'location' | 'handlingUnit'>> {
  if (into === null) return { location: here! }
  const target = await trx('locations.handling_unit').where({ id: into }).first('location')
  if (target === undefined) throw refuse('http.row_not_found', { what: 'handling unit', id: into })
  return { location: target.location ?? here!, handlingUnit: into }
}

function lineOf(
  row: StockRow,
  unit: string,
  to: Pick<LineInput['to'], 'location' | 'handlingUnit'>,
  quantity: number,
): LineInput {
  const { item, lot, status, location } = row
  const share = row.catch_on_hand === null ? undefined : (row.catch_on_hand * quantity) / row.on_hand
  return {
    item,
    quantity,
    ...(lot === NIL_ID ? {} : { lot }),
    ...(share === undefined ? {} : { catchQuantity: Math.round(share * 1e6) / 1e6 }),
    ...(row.serials === null ? {} : { serials: row.serials.slice(0, quantity) }),
    from: { location, status, handlingUnit: unit },
    to: { ...to, status },
  }
}

async function freeStock(trx: Transaction, unit: string): Promise<StockRow[]> {
  const { rows }: { rows: StockRow[] } = await trx.raw(
    `select k.id as bucket, k.item, k.lot, o.id as owner, s.name as status, b.on_hand - b.allocated as free,
           b.on_hand,
            b.catch_on_hand, k.location,
            case when i.serials = 'always' then
              (select array_agg(n.number order by n.number) from ledger.serial n where n.bucket = k.id
                and not exists (select from ledger.allocation a where a.serial = n.id)) end as serials
       from ledger.bucket k join ledger.balance b on b.bucket = k.id and b.on_hand > b.allocated
       join locations.handling_unit u on u.id = k.handling_unit and u.location = k.location
       join items.item i on i.id = k.item
       join access.owner o on o.no = k.owner join ledger.status s on s.no = k.status
      where k.handling_unit = ? and k.handling_unit <> '${NIL_ID}' order by k.id limit 1000`,
    [unit],
  )
  return rows
}
