-- Reads what it needs of an item's balances and no more: all of them were read, joined with their lots and put
-- in order for each line of a demand, however few were wanted (28 ms for 100 lines at a million balances; 5 now).

-- Balances with free stock that may be allocated, for each of many demands: the oldest lot first, then what
-- has no lot, each in the order of their buckets, `most` of them. Nothing is sorted, so that it may stop at the
-- first few: every step is a look-up by key that keeps the order of the one before, which is what `offset 0`
-- and the settings hold the plan to.
create function find_candidates(items uuid[], owners int[], locations uuid[], withins uuid[], lots uuid[], units uuid[],
  statuses text[], most int)
returns table (n int, bucket bigint, item uuid, item_owner int, sku text, step numeric, has_lots boolean, serials text,
  catch_unit text, location uuid, code text, status text, lot uuid, lot_name text, handling_unit uuid, unit_code text,
  free numeric)
language plpgsql stable set search_path = ledger, pg_temp set plan_cache_mode = force_generic_plan
  set enable_seqscan = off set enable_bitmapscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
#variable_conflict use_column
declare
  none constant uuid := '00000000-0000-0000-0000-000000000000';
begin
  return query
    select c.* from unnest(items, owners, locations, withins, lots, units, statuses) with ordinality
      a (item, owner, location, within, lot, unit, status, n)
    left join locations.location w on w.id = a.within
    join items.item i on i.id = a.item and i.lifecycle <> 'blocked'
    cross join lateral (
      select a.n::int, b.bucket, b.item, i.owner, i.sku, i.step, i.has_lots, i.serials, i.catch_unit, b.location,
             l.code, s.name, nullif(b.lot, none), b.lot_name, nullif(b.handling_unit, none), u.code, b.free
        from (
          (select b.*, t.name as lot_name
             from (select t.id, t.name from items.lot t
                    where t.item = a.item and i.has_lots and (a.lot is null or t.id = a.lot)
                    order by t.manufactured_on, t.id offset 0) t
            cross join lateral (
              select b.bucket, b.item, b.location, b.status, b.lot, b.handling_unit, b.on_hand - b.allocated as free
                from balance b
               where b.lot = t.id and b.lot <> '00000000-0000-0000-0000-000000000000' and b.item = a.item
                 and b.owner = a.owner and b.on_hand > b.allocated
                 and (a.location is null or b.location = a.location) and (a.unit is null or b.handling_unit = a.unit)
               order by b.bucket offset 0) b)
          union all
          (select b.bucket, b.item, b.location, b.status, b.lot, b.handling_unit, b.on_hand - b.allocated, null
             from balance b
            where b.item = a.item and b.lot = none and a.lot is null and b.owner = a.owner and b.on_hand > b.allocated
              and (a.location is null or b.location = a.location) and (a.unit is null or b.handling_unit = a.unit)
            order by b.bucket offset 0)) b
        cross join lateral (
          select s.name from status s
           where s.no = b.status and s.allocatable and (a.status is null or s.name = a.status) offset 0) s
        cross join lateral (
          select l.code from locations.location l join locations.kind k on k.name = l.kind and k.allocatable
           where l.id = b.location and l.is_active
             and (a.within is null or l.path = w.path or (l.path > w.path || '/' and l.path < w.path || '0'))
          offset 0) l
        left join lateral (select u.code from locations.handling_unit u where u.id = b.handling_unit offset 0) u on true
       limit most) c;
end $$;
revoke execute on function find_candidates from public;
grant execute on function find_candidates to stowage_hook, stowage_app_all;
