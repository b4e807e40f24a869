-- Stock of one balance kept for a demand. `allocated` of a balance changes only in the transaction that
-- writes these rows, under the balance's lock; what became of each is told by its events.

alter table allocation add column created_at timestamptz not null default clock_timestamp();
alter table allocation add column actor uuid;
create index on allocation (owner, id);
create index on allocation (expires_at) where expires_at is not null;
comment on column allocation.expires_at is 'After this instant it is let go of by itself; null keeps it';

create table allocation_event (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  allocation uuid not null,
  kind text not null check (kind in ('allocate', 'carry', 'split', 'swap', 'release', 'consume', 'expire')),
  quantity numeric(15,6) not null check (quantity > 0),
  bucket bigint not null references bucket,
  to_bucket bigint references bucket,
  to_allocation uuid,
  demand_kind text not null,
  demand uuid not null,
  owner int not null,
  actor uuid not null,
  movement uuid
);
comment on table allocation_event is 'What became of allocations; insert-only';
comment on column allocation_event.to_allocation is 'The row that the quantity went on as, where it was split off or carried in part';
create index on allocation_event (allocation, id);
create index on allocation_event (demand_kind, demand, id);
create index on allocation_event (owner, id);

-- Writes what a judged group made of allocations (a) and tells it (e). The balances are written by
-- write_group, in the same transaction and under the same locks.
create function write_allocations(writer_key text,
  a_ids uuid[], a_buckets bigint[], a_demand_kinds text[], a_demands uuid[], a_quantities numeric[],
  a_expires bigint[], a_owners int[], a_actors uuid[], gone uuid[],
  e_allocations uuid[], e_kinds text[], e_quantities numeric[], e_buckets bigint[], e_to_buckets bigint[],
  e_to_allocations uuid[], e_demand_kinds text[], e_demands uuid[], e_owners int[], e_actors uuid[],
  e_movements uuid[]) returns void
language plpgsql security definer set search_path = ledger, pg_temp set enable_hashjoin = off
  set enable_mergejoin = off set enable_seqscan = off as $$
begin
  perform check_writer(writer_key);
  delete from allocation where id = any (gone);
  insert into allocation as a (id, bucket, demand_kind, demand, quantity, expires_at, owner, actor)
    select n.id, n.bucket, n.demand_kind, n.demand, n.quantity, instant(n.expires), n.owner, n.actor
      from unnest(a_ids, a_buckets, a_demand_kinds, a_demands, a_quantities, a_expires, a_owners, a_actors)
        n (id, bucket, demand_kind, demand, quantity, expires, owner, actor)
    on conflict (id) do update set bucket = excluded.bucket, quantity = excluded.quantity
      where (a.owner, a.demand_kind, a.demand) = (excluded.owner, excluded.demand_kind, excluded.demand);
  insert into allocation_event (allocation, kind, quantity, bucket, to_bucket, to_allocation, demand_kind, demand, owner,
    actor, movement)
    select * from unnest(e_allocations, e_kinds, e_quantities, e_buckets, e_to_buckets, e_to_allocations,
      e_demand_kinds, e_demands, e_owners, e_actors, e_movements) e;
end $$;

revoke execute on function write_allocations from public;
grant usage, create on schema ledger to stowage_ledger;
alter function write_allocations owner to stowage_ledger;
revoke create on schema ledger from stowage_ledger;
grant select, insert, update, delete on allocation to stowage_ledger;
grant select, insert on allocation_event to stowage_ledger;
grant execute on function write_allocations to stowage_hook;
