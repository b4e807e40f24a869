-- Holds, the statuses that people make for themselves, and balances that name their lot and handling unit.

create table hold (
  id uuid primary key,
  scope text not null check (scope in ('lot', 'serial', 'handling_unit', 'location', 'item', 'owner')),
  subject uuid not null,
  item uuid references items.item,
  owner integer references access.owner,
  blocks text[] not null
    check (cardinality(blocks) > 0 and blocks <@ array['allocate', 'ship', 'move', 'receive']),
  reason text not null check (reason = btrim(reason) and length(reason) between 1 and 200),
  note text,
  lifted_by text not null default 'ledger.hold.lift',
  lifter text check (lifter = btrim(lifter) and length(lifter) between 1 and 60),
  placed_by uuid not null,
  placed_at timestamptz not null default now(),
  lifted_at timestamptz,
  lifting_actor uuid,
  lift_note text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint hold_lifted_by_somebody check ((lifted_at is null) = (lifting_actor is null))
);
-- What a posting looks holds up by, and the key of open ones.
create unique index hold_open_key on hold (scope, subject, reason) where lifted_at is null;
create index hold_by_subject on hold (subject, id);
create index hold_by_scope on hold (scope, id);
create index hold_by_item on hold (item, id);
create index hold_by_owner on hold (owner, id);
create index hold_by_reason on hold (reason, id);
create index hold_by_placing on hold (placed_at, id);
create index hold_by_lifting on hold (lifted_at, id);
comment on table hold is 'Stock that somebody stopped: a lot, a serial, a unit, a place and all beneath it, an item, an owner. Lifted ones stay.';
comment on column hold.subject is 'The id of the lot, serial number, handling unit, location, item or owner.';
comment on column hold.item is 'The item that it is about, where it is about one: a copy, for filters.';
comment on column hold.owner is 'Whose it is: the owner it stops, or a copy of the item''s. Null is the house''s, which everyone sees.';
comment on column hold.blocks is 'allocate, ship (to the outside), move (between places of ours), receive. Counts, adjustments and reversals never.';
comment on column hold.lifted_by is 'The permission that it takes to lift it.';
comment on column hold.lifter is 'Who that is, in the word that a refusal says: QA.';

-- A rule that every posting obeys (a hold, the end of a closed period) changes while no posting is between
-- its look and its commit: a posting looks under the shared lock and keeps it, who changes the rule takes it
-- alone and first. It waits for postings in flight and never the other way round, because it holds no
-- balance.
create function hold_postings() returns void language sql volatile as $$
  select pg_advisory_xact_lock(7261005)
$$;
comment on function hold_postings is 'Called first in a transaction that changes what postings obey';

-- The open holds on what a group of movements touches; `covers` is the id that was asked for (an owner''s
-- number). Volatile, so that what it reads is as fresh as the lock. Nothing but one look at an empty index
-- where no hold is open.
create function open_holds(asked_items uuid[], asked_places uuid[], asked_lots uuid[], asked_units uuid[],
  asked_serials uuid[], asked_owners integer[])
returns table (hold uuid, scope text, covers text, blocks text[], reason text, lifted_by text, lifter text)
language plpgsql volatile set search_path = ledger, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  perform pg_advisory_xact_lock_shared(7261005);
  if not exists (select from ledger.hold h where h.lifted_at is null) then return; end if;
  return query
    select h.id, h.scope, h.subject::text, h.blocks, h.reason, h.lifted_by, h.lifter from ledger.hold h
     where h.lifted_at is null and h.scope = 'item' and h.subject = any (asked_items)
    union all
    select h.id, h.scope, h.owner::text, h.blocks, h.reason, h.lifted_by, h.lifter from ledger.hold h
     where h.lifted_at is null and h.scope = 'owner' and h.owner = any (asked_owners);
  if cardinality(asked_lots) > 0 then
    return query select h.id, h.scope, h.subject::text, h.blocks, h.reason, h.lifted_by, h.lifter from ledger.hold h
      where h.lifted_at is null and h.scope = 'lot' and h.subject = any (asked_lots);
  end if;
  if cardinality(asked_serials) > 0 then
    return query select h.id, h.scope, h.subject::text, h.blocks, h.reason, h.lifted_by, h.lifter from ledger.hold h
      where h.lifted_at is null and h.scope = 'serial' and h.subject = any (asked_serials);
  end if;
  -- From each place, and each unit, up through what it is in: a few steps, however many holds there are.
  if exists (select from ledger.hold h where h.lifted_at is null and h.scope = 'location') then
    return query
      with recursive above (asked, place) as (
        select p, p from unnest(asked_places) p
        union all
        select a.asked, l.parent from above a join locations.location l on l.id = a.place where l.parent is not null)
      select h.id, h.scope, a.asked::text, h.blocks, h.reason, h.lifted_by, h.lifter
        from above a join ledger.hold h on h.subject = a.place
       where h.lifted_at is null and h.scope = 'location';
  end if;
  if cardinality(asked_units) > 0
    and exists (select from ledger.hold h where h.lifted_at is null and h.scope = 'handling_unit') then
    return query
      with recursive above (asked, unit) as (
        select u, u from unnest(asked_units) u
        union all
        select a.asked, u.parent from above a join locations.handling_unit u on u.id = a.unit
         where u.parent is not null)
      select h.id, h.scope, a.asked::text, h.blocks, h.reason, h.lifted_by, h.lifter
        from above a join ledger.hold h on h.subject = a.unit
       where h.lifted_at is null and h.scope = 'handling_unit';
  end if;
end $$;
comment on function open_holds is 'The open holds on what a posting touches; holds off changes of holds until its end';

-- Statuses of one's own. The built-in ones keep their meaning.
alter table status
  add column id uuid not null default gen_random_uuid() constraint status_id_key unique,
  add column billable boolean not null default true,
  add column version integer not null default 1,
  add column created_at timestamptz not null default now(),
  add column updated_at timestamptz not null default now(),
  add constraint status_name_is_a_word check (name ~ '^[a-z][a-z0-9_.-]{0,63}$') not valid,
  add constraint status_title_is_said check (length(title) between 1 and 200) not valid;
insert into status (name, title, allocatable, countable, sellable, plugin) values
  ('expired', 'Expired', false, true, false, 'ledger'),
  ('returned', 'Returned, to inspect', false, true, false, 'ledger')
  on conflict (name) do nothing;
update status set id = ('00000000-0000-7000-8000-0000000005' || lpad(no::text, 2, '0'))::uuid where plugin = 'ledger';
create index status_by_title on status (title, no);
comment on column status.name is 'What movements and buckets are told by; it never changes';
comment on column status.allocatable is 'May be kept for a demand, and counts as available';
comment on column status.countable is 'Is walked to in a stock count';
comment on column status.sellable is 'May be sold as it is';
comment on column status.billable is 'Its owner pays for its storage';

-- Copies of the bucket, so that what is in a lot or on a unit is found without a join. They never change, and
-- no index mentions a figure: every update of a figure stays HOT.
alter table balance
  add column lot uuid not null default '00000000-0000-0000-0000-000000000000',
  add column handling_unit uuid not null default '00000000-0000-0000-0000-000000000000';
update balance b set lot = k.lot, handling_unit = k.handling_unit
  from bucket k
 where k.id = b.bucket and (k.lot, k.handling_unit) <> (b.lot, b.handling_unit);
create index balance_lot_bucket_idx on balance (lot, bucket) where lot <> '00000000-0000-0000-0000-000000000000';
create index balance_unit_bucket_idx on balance (handling_unit, bucket)
  where handling_unit <> '00000000-0000-0000-0000-000000000000';

drop function ensure_buckets(text, uuid[], uuid[], integer[], text[], uuid[], uuid[]);
-- Makes buckets that are not there yet, with their balances where the place keeps one. Called in autocommit,
-- outside the posting: an unused bucket is harmless, and a roll-back cannot poison a node's cache.
-- It waits for whoever changes an item's step at this moment: a bucket fixes the step for good.
create function ensure_buckets(writer_key text, items uuid[], locations uuid[], owners int[],
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
  insert into balance (bucket, item, location, site, owner, status, lot, handling_unit, debt_limit)
    select b.id, b.item, b.location, l.site, b.owner, b.status, b.lot, b.handling_unit, l.debt_limit
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

revoke execute on function ensure_buckets, hold_postings, open_holds from public;
grant usage, create on schema ledger to stowage_ledger;
alter function ensure_buckets owner to stowage_ledger;
revoke create on schema ledger from stowage_ledger;
grant execute on function ensure_buckets to stowage_hook;
grant execute on function open_holds to stowage_hook, stowage_app, stowage_app_all;
grant execute on function hold_postings to stowage_app, stowage_app_all;
