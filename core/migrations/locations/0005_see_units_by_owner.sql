-- A unit has no owner of its own, and stock of several may share one. Whoever is bound to some owners sees the units
-- that their stock is or was in, and those that carry what it stands in now; those of others he does not.

create function units_seen() returns setof uuid
language plpgsql stable parallel safe security definer rows 100 set search_path = pg_temp as $$
declare
  said text := current_setting('stowage.owners', true);
  nobodys constant uuid := '00000000-0000-0000-0000-000000000000';
begin
  -- A star is all of them; then nothing of this is asked.
  if coalesce(said, '') in ('', '*') then return; end if;
  return query
    with recursive own (unit, is_there) as (
      select k.handling_unit, bool_or(exists (select from locations.handling_unit u join ledger.balance b on b.bucket = k.id
                                               where u.id = k.handling_unit and u.location = k.location and b.on_hand <> 0))
        from ledger.bucket k
       where k.owner = any (said::integer[]) and k.handling_unit <> nobodys
       group by k.handling_unit),
    around (unit) as (
      select u.parent from own join locations.handling_unit u on u.id = own.unit where own.is_there
      union
      select u.parent from around join locations.handling_unit u on u.id = around.unit)
    select own.unit from own
    union
    select around.unit from around where around.unit is not null;
end $$;
comment on function units_seen is 'The handling units that the transaction''s actor sees by the owners he is bound to';
revoke execute on function units_seen from public;
grant usage, create on schema locations to stowage_ledger;
alter function units_seen owner to stowage_ledger;
revoke create on schema locations from stowage_ledger;
grant execute on function units_seen to stowage_app, stowage_app_all, stowage_hook;
