-- A file of stock names two buckets a row, and few of them stand. Making them was three fifths of PostgreSQL's work,
-- most of it nine look-ups and locks a row by which references were proved that the same statement has just joined.
-- As with lines and allocations: the ledger's functions alone write buckets and balances, and `verify` proves it. What
-- stands in the way of taking an item, a place, an owner or a status away are the triggers below.
alter table bucket drop constraint bucket_item_fkey, drop constraint bucket_location_fkey,
  drop constraint bucket_owner_fkey, drop constraint bucket_status_fkey;
alter table balance drop constraint balance_bucket_fkey;

create function keep_what_buckets_name() returns trigger
language plpgsql security definer set search_path = ledger, pg_temp as $$
declare
  is_named boolean;
begin
  -- Whoever makes buckets at this moment comes before, or finds that the row is gone.
  perform pg_advisory_xact_lock(hashtext('items.step'));
  execute format('select exists (select from bucket where %I = $1.%I)', tg_argv[0], tg_argv[1]) into is_named using old;
  if is_named then
    raise foreign_key_violation using message = format('stock is told by this %s, and by its %s', tg_argv[0], tg_argv[1]);
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;
create trigger stock_keeps_its_item before delete or update of id on items.item
  for each row execute function keep_what_buckets_name('item', 'id');
create trigger stock_keeps_its_location before delete or update of id on locations.location
  for each row execute function keep_what_buckets_name('location', 'id');
create trigger stock_keeps_its_owner before delete or update of no on access.owner
  for each row execute function keep_what_buckets_name('owner', 'no');
create trigger stock_keeps_its_status before delete or update of no on status
  for each row execute function keep_what_buckets_name('status', 'no');

-- Whoever makes buckets hears at once which they are, and what they have fixed for good; all around them was looked up a
-- second time before.
drop function ensure_buckets(text, uuid[], uuid[], integer[], text[], uuid[], uuid[]);
-- Makes buckets that are not there yet, with their balances where the place keeps one. Called in autocommit,
-- outside the posting: an unused bucket is harmless, and a roll-back cannot poison a node's cache.
-- It waits for whoever changes an item's step at this moment: a bucket fixes the step for good.
create function ensure_buckets(writer_key text, items uuid[], locations uuid[], owners int[],
  statuses text[], lots uuid[], units uuid[])
returns table (id bigint, step numeric, has_lots boolean, serials text, catch_unit text)
language plpgsql security definer set search_path = ledger, pg_temp as $$
#variable_conflict use_column
declare
  made bigint[];
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
  select array_agg(b.id order by a.n) into made
    from unnest(items, locations, owners, statuses, lots, units) with ordinality
           a (item, location, owner, status, lot, unit, n)
    left join status s on s.name = a.status
    left join bucket b on b.item = a.item and b.location = a.location and b.owner = a.owner
     and b.status = s.no and b.lot = a.lot and b.handling_unit = a.unit;
  -- The share lock waits for a change of the place's limit, so that the copy is never an old one.
  insert into balance (bucket, item, location, site, owner, status, lot, handling_unit, debt_limit)
    select b.id, b.item, b.location, l.site, b.owner, b.status, b.lot, b.handling_unit, l.debt_limit
      from bucket b
      join locations.location l on l.id = b.location
      join locations.kind k on k.name = l.kind and k.balanced
     where b.id = any (made)
     order by b.id
       for share of l
    on conflict do nothing;
  return query
    select b.id, i.step, i.has_lots, i.serials, i.catch_unit from unnest(made) with ordinality m (id, n)
      left join bucket b on b.id = m.id left join items.item i on i.id = b.item order by m.n;
end $$;
comment on function ensure_buckets is 'The buckets of names, in their order, made where they are not there, and what they fix of their items; null where a part of a name is gone';

revoke execute on function ensure_buckets, keep_what_buckets_name from public;
-- To own a function, a role needs the right to create in its schema: for this moment only.
grant usage, create on schema ledger to stowage_ledger;
alter function ensure_buckets owner to stowage_ledger;
alter function keep_what_buckets_name owner to stowage_ledger;
revoke create on schema ledger from stowage_ledger;
grant execute on function ensure_buckets to stowage_hook;
