-- Which units somebody sees was made up whole for each place of a statement that reads units: a third of a second for
-- who has two hundred thousand of them, to look up one. Now it is asked of the buckets, where PostgreSQL chooses between
-- asking for each unit and making the list once. Only what carries units of his is a list still, asked for last of all.

-- Buckets come with the ledger, after this. Being no more than its one SELECT, it is taken into the statement that calls
-- it, and runs with the caller's rights: of the buckets he sees his owners' alone.
set local check_function_bodies = off;
create function units_of_own() returns setof uuid language sql stable parallel safe as $$
  select k.handling_unit from ledger.bucket k where k.handling_unit <> '00000000-0000-0000-0000-000000000000'
$$;
comment on function units_of_own is 'The units that stock is or was in whose owner the asker sees, once for each bucket';

create function units_around() returns setof uuid
language plpgsql stable parallel safe security definer rows 100 set search_path = pg_temp as $$
declare
  said text := current_setting('stowage.owners', true);
begin
  -- A star is all of them; then nothing of this is asked.
  if coalesce(said, '') in ('', '*') then return; end if;
  return query
    with recursive around (unit) as (
      select u.parent from locations.handling_unit u
       where u.parent is not null
         and exists (select from ledger.bucket k join ledger.balance b on b.bucket = k.id
                      where k.handling_unit = u.id and k.handling_unit <> '00000000-0000-0000-0000-000000000000'
                        and k.location = u.location and k.owner = any (said::integer[]) and b.on_hand <> 0)
      union
      select u.parent from around join locations.handling_unit u on u.id = around.unit where u.parent is not null)
    select around.unit from around;
end $$;
comment on function units_around is 'The units that carry those in which the actor''s owners have stock now';
revoke execute on function units_of_own, units_around from public;
grant usage, create on schema locations to stowage_ledger;
alter function units_around owner to stowage_ledger;
revoke create on schema locations from stowage_ledger;
grant execute on function units_of_own, units_around to stowage_app, stowage_app_all, stowage_hook;

-- The policy is made anew from the declaration, in this transaction.
drop policy if exists house on handling_unit;
drop function units_seen();
