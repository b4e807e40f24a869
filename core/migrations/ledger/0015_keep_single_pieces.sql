-- Keeps a single piece by its number, and finds what became of allocations by item, movement and piece.
drop function write_allocations;
alter table allocation_event add column serial uuid;
comment on column allocation_event.serial is 'The piece that was kept by its number; null for any';
create index on allocation_event (bucket, id);
create index on allocation_event (movement, id) where movement is not null;
create index on allocation_event (serial, id) where serial is not null;

-- Writes what a judged group made of allocations (a) and tells it (e). The balances are written by
-- write_group, in the same transaction and under the same locks.
create function write_allocations(writer_key text,
  a_ids uuid[], a_buckets bigint[], a_demand_kinds text[], a_demands uuid[], a_quantities numeric[],
  a_expires bigint[], a_owners int[], a_actors uuid[], a_serials uuid[], gone uuid[],
  e_allocations uuid[], e_kinds text[], e_quantities numeric[], e_buckets bigint[], e_to_buckets bigint[],
  e_to_allocations uuid[], e_demand_kinds text[], e_demands uuid[], e_owners int[], e_actors uuid[],
  e_movements uuid[], e_serials uuid[]) returns void
language plpgsql security definer set search_path = ledger, pg_temp set enable_hashjoin = off
  set enable_mergejoin = off set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
begin
  perform check_writer(writer_key);
  delete from allocation where id = any (gone);
  insert into allocation as a (id, bucket, demand_kind, demand, quantity, expires_at, owner, actor, serial)
    select n.id, n.bucket, n.demand_kind, n.demand, n.quantity, instant(n.expires), n.owner, n.actor, n.serial
      from unnest(a_ids, a_buckets, a_demand_kinds, a_demands, a_quantities, a_expires, a_owners, a_actors,
        a_serials) n (id, bucket, demand_kind, demand, quantity, expires, owner, actor, serial)
    on conflict (id) do update set bucket = excluded.bucket, quantity = excluded.quantity
      where (a.owner, a.demand_kind, a.demand) = (excluded.owner, excluded.demand_kind, excluded.demand);
  insert into allocation_event (allocation, kind, quantity, bucket, to_bucket, to_allocation, demand_kind, demand, owner,
    actor, movement, serial)
    select * from unnest(e_allocations, e_kinds, e_quantities, e_buckets, e_to_buckets, e_to_allocations,
      e_demand_kinds, e_demands, e_owners, e_actors, e_movements, e_serials) e;
end $$;

revoke execute on function write_allocations from public;
grant usage, create on schema ledger to stowage_ledger;
alter function write_allocations owner to stowage_ledger;
revoke create on schema ledger from stowage_ledger;
grant execute on function write_allocations to stowage_hook;
