-- A dry run names buckets that nobody has posted to yet. Made like those of a posting, they would stay, and fix the
-- steps of their items for good. So they are made within its own transaction, with ids below zero, and go with it.
create function imagine_buckets(writer_key text, ids bigint[], items uuid[], locations uuid[], owners int[],
  statuses text[], lots uuid[], units uuid[]) returns boolean
language plpgsql security definer set search_path = ledger, pg_temp as $$
declare
  made_count int;
begin
  perform check_writer(writer_key);
  perform pg_advisory_xact_lock_shared(hashtext('items.step'));
  insert into bucket (id, item, location, owner, status, lot, handling_unit) overriding system value
    select a.id, a.item, a.location, a.owner, s.no, a.lot, a.unit
      from unnest(ids, items, locations, owners, statuses, lots, units)
             a (id, item, location, owner, status, lot, unit)
      join status s on s.name = a.status
     order by 2, 3, 4, 5, 6, 7
    on conflict do nothing;
  get diagnostics made_count = row_count;
  return made_count = cardinality(ids);
end $$;
comment on function imagine_buckets is 'Buckets of a dry run, taken back with it; false where one is there by now';
revoke execute on function imagine_buckets from public;
grant usage, create on schema ledger to stowage_ledger;
alter function imagine_buckets owner to stowage_ledger;
revoke create on schema ledger from stowage_ledger;
grant execute on function imagine_buckets to stowage_hook;

-- Where nothing may be taken from, nothing ships: such stock is not available either.
create or replace function stopping_holds() returns table (scope text, subject uuid, owner integer)
language plpgsql stable parallel safe rows 10 set search_path = ledger, pg_temp as $$
begin
  return query select h.scope, h.subject, h.owner from hold h
    where h.lifted_at is null and h.blocks && array['allocate', 'ship', 'leave'];
end $$;
comment on function stopping_holds is 'Open holds that stop keeping, shipping or leaving, as far as one may see them';

create or replace function stopped_units() returns setof uuid
language plpgsql stable parallel safe rows 10 set search_path = ledger, pg_temp as $$
begin
  if not exists (select from hold h where h.lifted_at is null and h.scope = 'handling_unit') then return; end if;
  return query
    with recursive inside (unit) as (
      select h.subject from hold h
       where h.lifted_at is null and h.scope = 'handling_unit' and h.blocks && array['allocate', 'ship', 'leave']
      union
      select u.id from inside a join locations.handling_unit u on u.parent = a.unit)
    select unit from inside;
end $$;
comment on function stopped_units is
  'The handling units under open holds that stop keeping, shipping or leaving, with all that are in them';
