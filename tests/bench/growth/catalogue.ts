import type pg from 'pg'
import { NIL_ID } from '../../../core/src/database/ids.ts'
import { BinaryCopy, idBytesOf } from './binary-copy.ts'
import { dropIndexes } from './month-partitions.ts'
import { LOTS_OF_ITEM, outside, type StockPlan } from './stock-plan.ts'

const NIL = idBytesOf(NIL_ID)
/** The house, as the first migration numbers it, and the good status. */
export const HOUSE = 1
export const UNRESTRICTED = 1

/** Makes items, lots, one site with its bins, and every bucket: all but figures. */
export async function copyCatalogue(client: pg.Client, plan: StockPlan): Promise<void> {
  await copyItems(client, plan)
  await copyLots(client, plan)
  await copyBins(client, plan)
  await copyBuckets(client, plan)
}

async function copyItems(client: pg.Client, plan: StockPlan): Promise<void> {
  const copy = await BinaryCopy.start(client, 'items.item', ['id', 'sku', 'name', 'base_unit', 'has_lots'])
  for (let item = 0; item < plan.items; item += 1) {
    copy.row(5)
    copy.id(idBytesOf(plan.itemId(item)))
    copy.text(`GROWTH-${item}`)
    copy.text(`Item ${item} of a ledger that has grown`)
    copy.text('each')
    copy.bool(plan.isWithLots(item))
    if (copy.isAhead) await copy.flushed()
  }
  await copy.end()
}

async function copyLots(client: pg.Client, plan: StockPlan): Promise<void> {
  const copy = await BinaryCopy.start(client, 'items.lot', ['id', 'item', 'name'])
  for (let item = 0; item < plan.items; item += 1) {
    for (let lot = 0; plan.isWithLots(item) && lot < LOTS_OF_ITEM; lot += 1) {
      copy.row(3)
      copy.id(idBytesOf(plan.lotId(item, lot)!))
      copy.id(idBytesOf(plan.itemId(item)))
      copy.text(`L${lot + 1}`)
    }
    if (copy.isAhead) await copy.flushed()
  }
  await copy.end()
  // A date for each, so that the oldest is another one than the first in order of their ids.
  await client.query(
    "update items.lot set expires_on = current_date + 400 - 10 * substr(name, 2)::int where name like 'L_'",
  )
}

async function copyBins(client: pg.Client, plan: StockPlan): Promise<void> {
  const { rows } = await client.query<{ no: number; root: string }>(`
    with site as (insert into locations.site (id, company, code, name, time_zone)
           values (gen_random_uuid(), '00000000-0000-7000-8000-000000000001', 'GROWTH', 'Growth', 'UTC')
             returning no)
    insert into locations.location (id, site, kind, code, path)
      select gen_random_uuid(), no, 'site', 'GROWTH', 'GROWTH' from site returning site as no, id as root`)
  const { no, root } = rows[0]!
  const columns = ['id', 'site', 'parent', 'kind', 'code', 'path']
  const copy = await BinaryCopy.start(client, 'locations.location', columns)
  for (let bin = 0; bin < plan.bins; bin += 1) {
    copy.row(columns.length)
    copy.id(idBytesOf(plan.binId(bin)))
    copy.int(no)
    copy.id(idBytesOf(root))
    copy.text('bin')
    copy.text(`G${bin}`)
    copy.text(`GROWTH/G${bin}`)
    if (copy.isAhead) await copy.flushed()
  }
  await copy.end()
}

async function copyBuckets(client: pg.Client, plan: StockPlan): Promise<void> {
  const bins = Array.from({ length: plan.bins }, (_, bin) => idBytesOf(plan.binId(bin)))
  const places = outside.map(idBytesOf)
  const columns = ['id', 'item', 'location', 'lot', 'owner', 'status']
  const makeIndexes = await dropIndexes(client, 'ledger.bucket', true)
  const copy = await BinaryCopy.start(client, 'ledger.bucket', columns)
  const write = (bucket: number, item: number, place: number, location: Buffer): void => {
    const lot = plan.lotId(item, place)
    copy.row(columns.length)
    copy.bigint(bucket)
    copy.id(idBytesOf(plan.itemId(item)))
    copy.id(location)
    copy.id(lot === undefined ? NIL : idBytesOf(lot))
    copy.int(HOUSE)
    copy.smallint(UNRESTRICTED)
  }
  for (let bucket = 1; bucket <= plan.balances; bucket += 1) {
    const { item, place } = plan.stockIn(bucket)
    write(bucket, item, place, bins[plan.binOf(item, place)]!)
    if (copy.isAhead) await copy.flushed()
  }
  for (let item = 0; item < plan.items; item += 1) {
    for (let lot = 0; lot < (plan.isWithLots(item) ? LOTS_OF_ITEM : 1); lot += 1) {
      for (const [side, location] of places.entries()) {
        write(plan.outsideOf(item, lot, side), item, lot, location)
      }
    }
    if (copy.isAhead) await copy.flushed()
  }
  await copy.end()
  for (const statement of makeIndexes) await client.query(statement)
  await client.query(
    "select setval(pg_get_serial_sequence('ledger.bucket', 'id'), max(id)) from ledger.bucket",
  )
}
