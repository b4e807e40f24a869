import type pg from 'pg'
import { NIL_ID } from '../../database/ids.ts'
import { UNIT_DEPTH_MAX } from '../../locations/units/unit.rules.ts'
import { plainArray } from '../posting/array-literal.ts'
import { microsOf } from '../posting/micros.ts'

/** A unit as it stands; `top` is the moved unit that it is in, or the target that it holds. */
export interface SeenUnit {
  readonly top: string
  readonly id: string
  readonly code: string
  readonly location: string | null
  readonly parent: string | null
  readonly isActive: boolean
  /** Steps from the top. */
  readonly depth: number
}

/** Stock in a unit. */
export interface SeenStock {
  readonly top: string
  readonly unit: string
  readonly bucket: number
  readonly item: string
  readonly owner: string
  readonly ownerNumber: number
  readonly status: string
  readonly lot: string | null
  readonly micros: number
  readonly catchMicros: number | null
  readonly allocations: readonly {
    readonly id: string
    readonly micros: number
    readonly serial: string | null
  }[]
  /** The numbers of its pieces, where each piece has one. */
  readonly serials: readonly string[]
}

/**
 * Units that are to move with all that is in them, and the units that they go into with all that these
 * are in.
 */
export interface UnitScene {
  readonly nested: readonly SeenUnit[]
  readonly outer: readonly SeenUnit[]
  readonly stock: readonly SeenStock[]
}

interface UnitRow {
  top: string
  id: string
  code: string
  location: string | null
  parent: string | null
  is_active: boolean
  depth: number
}

interface StockRow {
  top: string
  unit: string
  bucket: number
  item: string
  owner: string
  owner_no: number
  status: string
  lot: string
  on_hand: number
  catch_on_hand: number | null
  allocations: [id: string, quantity: number, serial: string | null][] | null
  serials: string[] | null
}

const TREE = `tree (top, id, code, location, parent, is_active, depth) as (
    select id, id, code, location, parent, is_active, 0 from locations.handling_unit
      where id = any ($1::uuid[])
    union all
    select t.top, u.id, u.code, u.location, u.parent, u.is_active, t.depth + 1
      from tree t join locations.handling_unit u on u.parent = t.id where t.depth < ${UNIT_DEPTH_MAX})`

/**
 * Looks at units: before the locks, to know what moves along, and again under the locks, to know that
 * nothing of it has changed. All stock of a unit stands where the unit does, so its buckets elsewhere
 * need no look.
 */
export async function seeUnits(
  client: pg.Client,
  tops: readonly string[],
  targets: readonly string[],
): Promise<UnitScene> {
  const [nested, outer, stock] = await Promise.all([
    client.query<UnitRow>({
      name: 'ledger.see_units',
      text: `with recursive ${TREE} select * from tree`,
      values: [plainArray(tops)],
    }),
    client.query<UnitRow>({
      name: 'ledger.see_outer_units',
      text: `with recursive up (top, id, code, location, parent, is_active, depth) as (
               select id, id, code, location, parent, is_active, 0 from locations.handling_unit
                where id = any ($1::uuid[])
               union all
               select t.top, u.id, u.code, u.location, u.parent, u.is_active, t.depth + 1
                 from up t join locations.handling_unit u on u.id = t.parent
                   where t.depth < ${UNIT_DEPTH_MAX})
             select * from up`,
      values: [plainArray(targets)],
    }),
    client.query<StockRow>({
      name: 'ledger.see_stock_in_units',
      text: `with recursive ${TREE}
             select t.top, t.id as unit, k.id as bucket, k.item, o.id as owner, k.owner as owner_no,
             s.name as status,
                    k.lot, b.on_hand, b.catch_on_hand, case when b.allocated > 0 then
                      (select json_agg(json_build_array(a.id, a.quantity, r.number) order by a.id)
                         from ledger.allocation a left join ledger.serial r on r.id = a.serial
                           where a.bucket = k.id) end as allocations,
                    case when i.serials = 'always' then
                      (select array_agg(n.number order by n.number) from ledger.serial n
                        where n.bucket = k.id) end as serials
               from tree t
               join ledger.bucket k on k.handling_unit = t.id and k.handling_unit <> '${NIL_ID}'
                and k.location = t.location
               join ledger.balance b on b.bucket = k.id and b.on_hand <> 0
               join items.item i on i.id = k.item
               join access.owner o on o.no = k.owner join ledger.status s on s.no = k.status`,
      values: [plainArray(tops)],
    }),
  ])
  return { nested: nested.rows.map(unitOf), outer: outer.rows.map(unitOf), stock: stock.rows.map(stockOf) }
}

/**
 * How a unit, all in it and the unit it goes into stand, in a text that is equal exactly while nothing
 * changes.
 */
export function fingerprintOf(scene: UnitScene, unit: string, target: string | null): string {
  const place = ({ id, location, parent, isActive }: SeenUnit) => `${id} ${location} ${parent} ${isActive}`
  const content = ({ bucket, micros, catchMicros, allocations, serials }: SeenStock) =>
    [
      `${bucket} ${micros} ${catchMicros}`,
      allocations.map(({ id, micros }) => `${id}=${micros}`).join(),
      serials.join(),
    ].join(' ')
  return [
    ...scene.nested.filter(({ top }) => top === unit).map(place),
    ...scene.outer.filter(({ top }) => top === target).map(place),
    ...scene.stock.filter(({ top }) => top === unit).map(content),
  ]
    .sort()
    .join('\n')
}

function unitOf({ top, id, code, location, parent, is_active: isActive, depth }: UnitRow): SeenUnit {
  return { top, id, code, location, parent, isActive, depth }
}

function stockOf(row: StockRow): SeenStock {
  const { top, unit, bucket, item, owner, status } = row
  return {
    top,
    unit,
    bucket,
    item,
    owner,
    ownerNumber: row.owner_no,
    status,
    lot: row.lot === NIL_ID ? null : row.lot,
    micros: microsOf(row.on_hand),
    catchMicros: row.catch_on_hand === null ? null : microsOf(row.catch_on_hand),
    serials: row.serials ?? [],
    allocations: (row.allocations ?? []).map(([id, quantity, serial]) => ({
      id,
      micros: microsOf(quantity),
      serial,
    })),
  }
}
