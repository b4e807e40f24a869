import type { Invariant } from '@stowage/sdk'
import { NIL_ID } from '../../database/ids.ts'
import { TRANSFORM } from './unit-move.ts'

/** What is always true of units and their stock, and of transformations. */
export const unitInvariants: readonly Invariant[] = [
  {
    id: 'ledger.unit_stands_where_its_stock_is',
    sentence: 'All stock in a handling unit is in the place where the unit stands.',
    offendingRows: `
      select u.code, u.location as unit_location, k.location as stock_location, b.bucket, b.on_hand
        from ledger.bucket k join ledger.balance b on b.bucket = k.id and b.on_hand <> 0
        left join locations.handling_unit u on u.id = k.handling_unit
       where k.handling_unit <> '${NIL_ID}' and k.location is distinct from u.location`,
  },
  {
    id: 'ledger.unit_stands_where_it_went_last',
    sentence: 'A handling unit, also an empty one, stands where its last move left it.',
    offendingRows: `
      select coalesce(u.code, m.unit::text) as unit, u.location, m.to_location, u.parent, m.to_parent
        from locations.handling_unit u
        full join (select distinct on (unit) unit, to_location, to_parent from ledger.unit_move
                    order by unit, id desc) m on m.unit = u.id
       where (u.location, u.parent) is distinct from (m.to_location, m.to_parent)`,
  },
  {
    id: 'ledger.unit_moves_follow_one_another',
    sentence: 'Each move of a handling unit begins where the one before it ended.',
    offendingRows: `
      select unit, id from (
        select unit, id, from_location, from_parent, lag(to_location) over w as left_at,
        lag(to_parent) over w as left_in
          from ledger.unit_move window w as (partition by unit order by id)) s
       where (from_location, from_parent) is distinct from (left_at, left_in)`,
  },
  {
    id: 'ledger.edges_agree_with_lines',
    sentence: 'Every edge of a transformation says what its line says.',
    offendingRows: `
      select e.transformation, e.movement, e.n, e.direction from ledger.transformation_edge e
        left join ledger.line l on l.movement = e.movement and l.n = e.n
        left join ledger.bucket k on k.id = case e.direction when 'i' then l.from_bucket else l.to_bucket end
       where (e.owner, e.quantity, e.item, e.lot, e.handling_unit)
             is distinct from (l.owner, l.quantity, k.item, k.lot, k.handling_unit)`,
  },
  {
    id: 'ledger.lines_through_transformations_have_edges',
    sentence: 'Every line into or out of a transformation has its edge, unless it undoes one.',
    offendingRows: `
      with node as materialized (select id from ledger.bucket where location = '${TRANSFORM}')
      select l.movement, l.n from ledger.line l
        join ledger.movement m on m.id = l.movement and m.reverses is null
       where (l.from_bucket in (select id from node) or l.to_bucket in (select id from node)) and not exists (
         select from ledger.transformation_edge e where e.movement = l.movement and e.n = l.n)`,
  },
]
