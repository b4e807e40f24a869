import type { Transaction } from '@stowage/sdk'
import { NIL_ID } from '../../database/ids.ts'
import type { Edge } from './transformation.schemas.ts'

interface EdgeRow {
  transformation: string
  movement: string
  n: number
  direction: 'i' | 'o'
  item: string
  sku: string
  name: string
  base_unit: string
  lot: string
  lot_name: string | null
  unit: string
  unit_code: string | null
  owner: string
  owner_name: string
  quantity: number
}

/** The edges of transformations that the caller may see, with their names. */
export async function readEdges(trx: Transaction, transformations: readonly string[]): Promise<Edge[]> {
  const { rows }: { rows: EdgeRow[] } = await trx.raw(
    `select e.transformation, e.movement, e.n, e.direction, i.id as item, i.sku, i.name, i.base_unit, e.lot,
            lo.name as lot_name, e.handling_unit as unit, u.code as unit_code, o.id as owner,
            o.name as owner_name,
            e.quantity
       from ledger.transformation_edge e
       join items.item i on i.id = e.item join access.owner o on o.no = e.owner
       left join items.lot lo on lo.id = e.lot left join locations.handling_unit u on u.id = e.handling_unit
      where e.transformation = any (?::uuid[])
      order by e.transformation, e.direction, e.movement, e.n`,
    [[...transformations]],
  )
  return rows.map((row) => ({
    transformation: row.transformation,
    movement: row.movement,
    n: row.n,
    direction: row.direction === 'i' ? 'input' : 'output',
    item: { id: row.item, sku: row.sku, name: row.name, baseUnit: row.base_unit },
    lot: row.lot === NIL_ID ? null : { id: row.lot, name: row.lot_name ?? '' },
    unit: row.unit === NIL_ID ? null : { id: row.unit, code: row.unit_code ?? '' },
    owner: { id: row.owner, name: row.owner_name },
    quantity: row.quantity,
  }))
}
