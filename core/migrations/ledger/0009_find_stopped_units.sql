-- A query with a recursive part is never run by several processes at once; one that calls this is. Summing a
-- million balances is where it counts.
create function stopped_units() returns setof uuid
language plpgsql stable parallel safe rows 10 set search_path = ledger, pg_temp as $$
begin
  if not exists (select from hold h where h.lifted_at is null and h.scope = 'handling_unit') then return; end if;
  return query
    with recursive inside (unit) as (
      select h.subject from hold h
       where h.lifted_at is null and h.scope = 'handling_unit' and h.blocks && array['allocate', 'ship']
      union
      select u.id from inside a join locations.handling_unit u on u.parent = a.unit)
    select unit from inside;
end $$;
comment on function stopped_units is 'The handling units under open holds that stop keeping or shipping, with all that are in them';
revoke execute on function stopped_units from public;
grant execute on function stopped_units to stowage_app, stowage_app_all, stowage_hook;
