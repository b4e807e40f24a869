import type { Invariant } from '@stowage/sdk'
import { UNIT_DEPTH_MAX } from './unit.rules.ts'

/** What is always true of handling units among themselves. */
export const unitInvariants: readonly Invariant[] = [
  {
    id: 'locations.unit_stands_with_its_parent',
    sentence: 'A handling unit stands where the unit does that it is in.',
    offendingRows: `select u.id, u.code, u.location, p.location as parent_location
                      from locations.handling_unit u join locations.handling_unit p on p.id = u.parent
                     where u.location is distinct from p.location`,
  },
  {
    id: 'locations.unit_is_not_inside_itself',
    sentence: 'No handling unit is inside itself, nor deeper than the limit.',
    offendingRows: `
      with recursive up (id, code, ancestor, depth) as (
        select id, code, parent, 1 from locations.handling_unit where parent is not null
        union all
        select up.id, up.code, u.parent, up.depth + 1
          from up join locations.handling_unit u on u.id = up.ancestor
         where up.depth <= ${UNIT_DEPTH_MAX})
      select id, code, max(depth) as depth from up where ancestor is not null
       group by id, code having max(depth) >= ${UNIT_DEPTH_MAX}`,
  },
  {
    id: 'locations.sscc_has_its_check_digit',
    sentence: 'Every SSCC has a right check digit.',
    offendingRows: `
      select u.id, u.code from locations.handling_unit u
       where u.is_sscc and
             (10 - (select sum(substr(u.code, n, 1)::int * case when n % 2 = 1 then 3 else 1 end)
                                    from generate_series(1, 17) n) % 10) % 10 <> substr(u.code, 18, 1)::int`,
  },
]
