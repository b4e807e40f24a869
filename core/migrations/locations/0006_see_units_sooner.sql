-- Whether an owner's stock is still in a unit matters only for what carries that unit, and few units stand in another:
-- asked of those alone, it costs whoever has fifty thousand units a third.

create or replace function units_seen() returns setof uuid
language plpgsql stable parallel safe security definer rows 100 set search_path = pg_temp as $$
declare
  said text := current_setting('stowage.owners', true);
  nobodys constant uuid := '00000000-0000-0000-0000-000000000000';
begin
  -- A star is all of them; then nothing of this is asked.
  if coalesce(said, '') in ('', '*') then return; end if;
  return query
    with recursive own (unit) as (
      select distinct k.handling_unit from ledger.bucket k
       where k.owner = any (said::integer[]) and k.handling_unit <> nobodys),
    around (unit) as (
      select u.parent from own join locations.handling_unit u on u.id = own.unit
       where u.parent is not null
         and exists (select from ledger.bucket k join ledger.balance b on b.bucket = k.id
                      where k.handling_unit = u.id and k.handling_unit <> nobodys and k.location = u.location
                        and k.owner = any (said::integer[]) and b.on_hand <> 0)
      union
      select u.parent from around join locations.handling_unit u on u.id = around.unit where u.parent is not null)
    select own.unit from own
    union all
    select around.unit from around;
end $$;
