-- A place goes out of use only while nothing can be posted into it: its balances are held until that is decided.
create function hold_places(places uuid[]) returns void
language plpgsql security definer set search_path = ledger, pg_temp as $$
begin
  perform from balance where location = any (places) order by bucket for no key update;
end $$;
revoke execute on function hold_places from public;
grant usage, create on schema ledger to stowage_ledger;
alter function hold_places owner to stowage_ledger;
revoke create on schema ledger from stowage_ledger;
grant execute on function hold_places to stowage_app_all;

-- As before, but it waits for whoever changes an item's step at this moment: a bucket fixes the step for good.
create or replace function ensure_buckets(writer_key text, items uuid[], locations uuid[], owners int[],
  statuses text[], lots uuid[], units uuid[]) returns void
language plpgsql security definer set search_path = ledger, pg_temp as $$
begin
  perform check_writer(writer_key);
  perform pg_advisory_xact_lock_shared(hashtext('items.step'));
  insert into bucket (item, location, owner, status, lot, handling_unit)
    select distinct i.id, l.id, o.no, s.no, a.lot, a.unit
      from unnest(items, locations, owners, statuses, lots, units) a (item, location, owner, status, lot, unit)
      join items.item i on i.id = a.item
      join locations.location l on l.id = a.location
      join access.owner o on o.no = a.owner
      join status s on s.name = a.status
     order by 1, 2, 3, 4, 5, 6
    on conflict do nothing;
  -- The share lock waits for a change of the place's limit, so that the copy is never an old one.
  insert into balance (bucket, item, location, site, owner, status, debt_limit)
    select b.id, b.item, b.location, l.site, b.owner, b.status, l.debt_limit
      from unnest(items, locations, owners, statuses, lots, units) a (item, location, owner, status, lot, unit)
      join status s on s.name = a.status
      join bucket b on b.item = a.item and b.location = a.location and b.owner = a.owner
       and b.status = s.no and b.lot = a.lot and b.handling_unit = a.unit
      join locations.location l on l.id = b.location
      join locations.kind k on k.name = l.kind and k.balanced
     order by b.id
       for share of l
    on conflict do nothing;
end $$;
