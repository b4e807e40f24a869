import { refuse, type Transaction } from '@stowage/sdk'
import { NIL_ID } from '../../database/ids.ts'
import { unitList } from './unit.list.ts'
import { UNIT_DEPTH_MAX } from './unit.rules.ts'
import type { Unit, UnitDetail } from './unit.schemas.ts'

const SHOWN_MAX = 1_000

interface ContentRow {
  bucket: number
  unit: string
  unit_code: string
  item: string
  sku: string
  name: string
  base_unit: string
  lot: string | null
  lot_name: string | null
  owner: string
  owner_name: string
  status: string
  on_hand: number
  allocated: number
}

/**
 * A unit with what it is in, the units in it and the stock of all of them that the caller may see.
 * @throws `http.row_not_found`
 */
export async function unitDetail(trx: Transaction, id: string): Promise<UnitDetail> {
  const { data } = await unitList.run(trx, { id })
  const unit = data[0] as Unit | undefined
  if (unit === undefined) throw refuse('http.row_not_found', { what: 'handling unit', id })
  const inside = await outerUnits(trx, id)
  const nested = await nestedUnits(trx, id)
  const contents = await stockWithin(trx, id)
  return {
    ...unit,
    inside,
    nested: nested.slice(0, SHOWN_MAX),
    contents: contents.slice(0, SHOWN_MAX),
    isComplete: nested.length <= SHOWN_MAX && contents.length <= SHOWN_MAX,
  }
}

async function outerUnits(trx: Transaction, id: string): Promise<UnitDetail['inside']> {
  const { rows }: { rows: UnitDetail['inside'] } = await trx.raw(
    `with recursive up (id, code, parent, height) as (
       select id, code, parent, 0 from locations.handling_unit where id = ?
       union all
       select u.id, u.code, u.parent, up.height + 1 from up join locations.handling_unit u on u.id = up.parent
        where up.height < ${UNIT_DEPTH_MAX})
     select id, code from up where height > 0 order by height desc`,
    [id],
  )
  return rows
}

/** All units within one, with the depth of each; it may be called from another query by its name `tree`. */
const TREE = `tree (id, code, kind, parent, location, depth) as (
       select id, code, kind, parent, location, 0 from locations.handling_unit where id = :id
       union all
       select u.id, u.code, u.kind, u.parent, u.location, tree.depth + 1
         from tree join locations.handling_unit u on u.parent = tree.id where tree.depth < ${UNIT_DEPTH_MAX})`

async function nestedUnits(trx: Transaction, id: string): Promise<UnitDetail['nested']> {
  const { rows }: { rows: UnitDetail['nested'] } = await trx.raw(
    `with recursive ${TREE} select id, code, kind, parent, depth from tree where depth > 0
      order by depth, code limit ${SHOWN_MAX + 1}`,
    { id },
  )
  return rows
}

async function stockWithin(trx: Transaction, id: string): Promise<UnitDetail['contents']> {
  const { rows }: { rows: ContentRow[] } = await trx.raw(
    `with recursive ${TREE}
     select k.id as bucket, t.id as unit, t.code as unit_code, i.id as item, i.sku, i.name, i.base_unit,
            lo.id as lot, lo.name as lot_name, o.id as owner, o.name as owner_name, s.name as status,
            b.on_hand,
            b.allocated
       from tree t
       join ledger.bucket k on k.handling_unit = t.id and k.handling_unit <> '${NIL_ID}'
         and k.location = t.location
       join ledger.balance b on b.bucket = k.id and b.on_hand <> 0
       join items.item i on i.id = k.item join access.owner o on o.no = k.owner
       join ledger.status s on s.no = k.status left join items.lot lo on lo.id = k.lot
      order by t.depth, t.code, i.sku, k.id limit ${SHOWN_MAX + 1}`,
    { id },
  )
  return rows.map((row) => ({
    bucket: Number(row.bucket),
    unit: { id: row.unit, code: row.unit_code },
    item: { id: row.item, sku: row.sku, name: row.name, baseUnit: row.base_unit },
    lot: row.lot === null ? null : { id: row.lot, name: row.lot_name! },
    owner: { id: row.owner, name: row.owner_name },
    status: row.status,
    onHand: Number(row.on_hand),
    allocated: Number(row.allocated),
  }))
}
