-- One public order of all movements, its proof, and balances that come and go.

-- What the sequencer has not looked at yet is found by transaction. Movements of one group have one, so that
-- the index deduplicates: 7 bytes a movement in groups of a hundred, 24 where each comes alone.
create index on movement (tx);

create table position (
  position bigint primary key,
  movement uuid not null unique,
  at timestamptz not null
);
comment on table position is 'The public order of committed movements: dense, insert-only, written by the one sequencer';
comment on column position.at is 'The movement''s own instant of posting';

-- Where the sequencer stands: all movements of transactions below from_tx have a position. While a backlog is
-- worked off in batches, those from from_tx to until_tx have one as far as (after_at, after_id), and next_tx
-- comes next.
create table sequencer (
  one boolean primary key default true check (one),
  last_position bigint not null default 0,
  from_tx xid8 not null default '0',
  until_tx xid8,
  next_tx xid8,
  after_at timestamptz,
  after_id uuid
);
comment on table sequencer is 'Where the one sequencer stands';
insert into sequencer default values;

create table seal_key (
  id text primary key check (id ~ '^[0-9a-f]{16}$'),
  public_key text not null,
  first_used_at timestamptz not null default now()
);
comment on table seal_key is 'The public halves of the keys that heads were signed with; the private ones are never in the database';

create table seal (
  to_position bigint primary key,
  from_position bigint not null unique,
  format smallint not null default 1,
  lines integer not null,
  digest bytea not null,
  head bytea not null,
  signature bytea not null,
  key text not null references seal_key,
  at timestamptz not null default clock_timestamp(),
  check (from_position between 1 and to_position)
);
create index on seal (key);
create index on seal (at);
comment on table seal is 'A link of the chain: the hash of a block of positions, chained with the head before, and signed';
comment on column seal.format is 'Which columns a digest is over, and how they are put together: block_digests is 1';

-- A bucket is in `balance`, or here after it stood empty for long: what was there at an instant is asked of
-- both.
create table swept (
  bucket bigint primary key references bucket,
  item uuid not null,
  location uuid not null,
  site int,
  owner int not null,
  status smallint not null,
  lot uuid not null,
  handling_unit uuid not null,
  version int not null,
  last_at timestamptz not null,
  at timestamptz not null default now()
);
create index on swept (item, bucket);
create index on swept (location, bucket);
create index on swept (lot, bucket) where lot <> '00000000-0000-0000-0000-000000000000';
create index on swept (handling_unit, bucket) where handling_unit <> '00000000-0000-0000-0000-000000000000';
comment on table swept is 'Buckets whose empty balance was swept away; it comes back with the next posting';

create table packed_month (
  month date primary key,
  packed_at timestamptz not null default now(),
  bytes_before bigint not null,
  bytes_after bigint not null
);
comment on table packed_month is 'Closed months whose indexes were packed; once each';

-- Gives positions to what is committed and has none. Under the horizon no older transaction can still commit,
-- so nothing is passed over; within a run the order is (at, id). Two movements of one bucket come in its
-- order, because the second one's transaction could not lock the bucket before the first had committed.
-- Answers how many got one; -1 where another node is at it.
create function sequence_movements(most int) returns int
language plpgsql security definer set search_path = ledger, pg_temp set enable_seqscan = off as $$
declare
  s sequencer;
  horizon xid8;
  waiting int;
begin
  if not pg_try_advisory_xact_lock(7261010) then return -1; end if;
  select * into strict s from sequencer;
  if s.until_tx is not null then return sequence_backlog(most); end if;
  horizon := pg_snapshot_xmin(pg_current_snapshot());
  if s.from_tx > pg_snapshot_xmax(pg_current_snapshot()) then
    -- The record came from another server, whose transactions count on from elsewhere: all of it is looked
    -- through.
    update sequencer set from_tx = '0', until_tx = '9223372036854775807', next_tx = horizon,
           after_at = '-infinity', after_id = '00000000-0000-0000-0000-000000000000';
    return sequence_backlog(most);
  end if;
  select count(*) into waiting
    from (select from movement m where m.tx >= s.from_tx and m.tx < horizon limit most + 1) w;
  if waiting > most then
    update sequencer set until_tx = horizon, next_tx = horizon, after_id = '00000000-0000-0000-0000-000000000000',
           after_at = (select min(m.at) from movement m where m.tx >= s.from_tx and m.tx < horizon);
    return sequence_backlog(most);
  end if;
  if waiting > 0 then
    insert into position (position, movement, at)
      select s.last_position + row_number() over (order by m.at, m.id), m.id, m.at
        from movement m
       where m.tx >= s.from_tx and m.tx < horizon
         and not exists (select from position p where p.movement = m.id)
       order by 1;
    get diagnostics waiting = row_count;
    update sequencer set last_position = s.last_position + waiting, from_tx = horizon;
  end if;
  return waiting;
end $$;

-- A backlog larger than a batch is worked off along (at, id), each batch in a transaction of its own.
create function sequence_backlog(most int) returns int
language plpgsql security definer set search_path = ledger, pg_temp set enable_seqscan = off set enable_sort = off
  set enable_bitmapscan = off set plan_cache_mode = force_custom_plan as $$
declare
  s sequencer;
  taken int;
  given int;
  end_at timestamptz;
  end_id uuid;
begin
  select * into strict s from sequencer;
  with batch as materialized (
    select m.id, m.at, row_number() over (order by m.at, m.id) as n
      from (select b.id, b.at from movement b
             where b.tx >= s.from_tx and b.tx < s.until_tx and (b.at, b.id) > (s.after_at, s.after_id)
             order by b.at, b.id limit most) m),
  fresh as (
    select b.id, b.at, row_number() over (order by b.n) as n from batch b
     where not exists (select from position p where p.movement = b.id)),
  placed as (
    insert into position (position, movement, at)
      select s.last_position + f.n, f.id, f.at from fresh f order by f.n returning 1)
  select (select count(*) from batch), (select count(*) from placed), l.at, l.id into taken, given, end_at, end_id
    from (select 1) one left join lateral (select b.at, b.id from batch b order by b.n desc limit 1) l on true;
  if taken < most then
    update sequencer set last_position = s.last_position + given, from_tx = s.next_tx, until_tx = null,
           next_tx = null, after_at = null, after_id = null;
  else
    update sequencer set last_position = s.last_position + given, after_at = end_at, after_id = end_id;
  end if;
  return taken;
end $$;

-- The digests of blocks of positions, each beginning at one of `firsts`, the last ending at `last`. A row of
-- named columns, so that a column added later changes none of it. What follows from the rest is left out,
-- because it is the dearest part and `verify` proves it anyway: a line's balances after and versions by
-- arithmetic, its owner and when it happened by its movement. Lines that were posted outside of since and
-- until are not looked for, nor movements whose id was made a month before or later, which keeps months
-- apart; who needs certainty gives '-infinity' and 'infinity'.
create function block_digests(firsts bigint[], last bigint, since timestamptz, until timestamptz)
returns table (block int, digest bytea, lines bigint)
language plpgsql stable parallel safe set search_path = ledger, pg_temp set plan_cache_mode = force_custom_plan
  set jit = off as $$
declare
  first_movement uuid := case when since = '-infinity' then '00000000-0000-0000-0000-000000000000'
    else first_id(greatest(since - interval '26 days', 'epoch')) end;
  last_movement uuid := case when until = 'infinity' then 'ffffffff-ffff-ffff-ffff-ffffffffffff'
    else first_id(until + interval '1 day') end;
begin
  return query
    select r.block, sha256(string_agg(r.bytes, ''::bytea order by r.position, r.n)), count(r.n)
      from (
        select width_bucket(p.position, firsts) as block, p.position, l.n,
               case when coalesce(l.n, 1) = 1
                    then record_send(row(m.id, m.at, m.effective_at, m.owner, m.kind, m.actor, m.source_type,
                           m.source_id, m.reason, m.reverses, m.origin, m.device, m.note, m.claimed_at, m.overrides))
                    else ''::bytea end
               || coalesce(record_send(row(l.id, l.at, l.from_bucket, l.to_bucket, l.n, l.from_late, l.to_late, l.quantity,
                    l.catch_quantity, l.keyed_quantity, l.keyed_level, l.source_line, l.returns_line, l.allocation,
                    l.allocation_effect)), ''::bytea)
                 as bytes
          from position p
          left join movement m on m.id = p.movement and m.id >= first_movement and m.id <= last_movement
          left join line l on l.movement = p.movement and l.at >= least(m.at, m.effective_at)
               and l.at >= since and l.at < until
         where p.position >= firsts[1] and p.position <= last) r
     group by r.block;
end $$;
comment on function block_digests is 'SHA-256 over the movements and lines of blocks of positions, in their order';

create function keep_seal_key(writer_key text, key_id text, public_key text) returns void
language plpgsql security definer set search_path = ledger, pg_temp as $$
begin
  perform check_writer(writer_key);
  insert into seal_key (id, public_key) values (key_id, keep_seal_key.public_key) on conflict do nothing;
end $$;

-- Adds a link where the chain still ends as whoever computed it saw it; else false, and nothing happened.
create function append_seal(writer_key text, first bigint, last bigint, line_count int, block_digest bytea,
  previous bytea, new_head bytea, new_signature bytea, key_id text) returns boolean
language plpgsql security definer set search_path = ledger, pg_temp as $$
declare
  newest seal;
begin
  perform check_writer(writer_key);
  perform pg_advisory_xact_lock(7261011);
  select * into newest from seal order by to_position desc limit 1;
  if (coalesce(newest.to_position, 0), coalesce(newest.head, '\x'::bytea)) is distinct from (first - 1, previous) then
    return false;
  end if;
  insert into seal (from_position, to_position, lines, digest, head, signature, key)
    values (first, last, line_count, block_digest, new_head, new_signature, key_id);
  return true;
end $$;

-- A balance begins where its bucket's last line left it, whoever makes it: zeros where there is none. It runs
-- after the row was made, so that nobody else can post to the bucket from here on. Empty ones alone are
-- swept, so what was left is nothing.
create function go_on_from_last_line() returns trigger
language plpgsql set search_path = ledger, pg_temp set enable_seqscan = off as $$
begin
  update balance b
     set version = l.version, last_at = l.at, last_effective_at = l.effective_at, on_hand = l.after,
         catch_on_hand = l.catch
    from made n
    join bucket k on k.id = n.bucket and k.xmin <> pg_current_xact_id()::xid
    cross join lateral last_of_bucket(n.bucket) l
   where n.version = 0 and b.bucket = n.bucket;
  delete from swept s using made n where s.bucket = n.bucket;
  return null;
end $$;

-- The last line's figures of a bucket that has lines. The latest effective instant is the one of its last
-- line in order, or of a late one.
create function last_of_bucket(asked bigint)
returns table (version int, at timestamptz, after numeric, effective_at timestamptz, catch numeric)
language plpgsql stable set search_path = ledger, pg_temp set enable_seqscan = off as $$
begin
  return query
    select z.version, z.at, z.after,
           greatest(
             (select max(s.effective_at) from (
               (select l.effective_at from line l where l.from_bucket = asked and l.from_after is not null
                   and not l.from_late order by l.at desc limit 1)
               union all
               (select l.effective_at from line l where l.to_bucket = asked and l.to_after is not null
                   and not l.to_late order by l.at desc limit 1)) s),
             (select l.effective_at from line l where l.from_bucket = asked and l.from_late
               order by l.effective_at desc limit 1),
             (select l.effective_at from line l where l.to_bucket = asked and l.to_late
               order by l.effective_at desc limit 1)),
           case when z.has_catch then 0::numeric end
      from ((select l.from_version as version, l.at, l.from_after as after, l.catch_quantity is not null as has_catch
               from line l where l.from_bucket = asked and l.from_after is not null order by l.at desc limit 1)
            union all
            (select l.to_version, l.at, l.to_after, l.catch_quantity is not null
               from line l where l.to_bucket = asked and l.to_after is not null order by l.at desc limit 1)) z
     order by z.version desc limit 1;
end $$;

create trigger balance_goes_on_from_last_line after insert on balance
  referencing new table as made for each statement execute function go_on_from_last_line();

-- Takes away the balances that stood empty for so long, among the next `most` buckets after one, and answers
-- where to go on; null at the end. It never waits: who holds a balance is using it.
create function sweep_balances(older_than interval, after_bucket bigint, most int)
returns table (swept_count int, next_bucket bigint)
language plpgsql security definer set search_path = ledger, pg_temp as $$
begin
  select max(s.bucket) into next_bucket
    from (select b.bucket from balance b where b.bucket > after_bucket order by b.bucket limit most) s;
  with idle as (
    select b.bucket from balance b
     where b.bucket > after_bucket and b.bucket <= next_bucket
       and b.on_hand = 0 and b.allocated = 0 and coalesce(b.catch_on_hand, 0) = 0
       and b.version > 0 and b.last_at < now() - older_than
     order by b.bucket for update skip locked),
  gone as (
    delete from balance b using idle i where b.bucket = i.bucket returning b.*)
  insert into swept (bucket, item, location, site, owner, status, lot, handling_unit, version, last_at)
    select g.bucket, g.item, g.location, g.site, g.owner, g.status, k.lot, k.handling_unit, g.version, g.last_at
      from gone g join bucket k on k.id = g.bucket;
  get diagnostics swept_count = row_count;
  return next;
end $$;

drop function lock_balances(text, bigint[]);
-- Locks balances in the order of their buckets and tells how they stand; the last row, of bucket 0, is the
-- clock, taken after the locks so that instants rise within every bucket. A balance that was swept is made
-- again; where somebody else sweeps or makes it at this very moment, the group is run again (40001) and finds
-- it.
create function lock_balances(writer_key text, buckets bigint[])
returns table (bucket bigint, on_hand numeric, allocated numeric, debt_limit numeric, version int, last_at bigint,
  last_effective_at bigint, catch_on_hand numeric)
language plpgsql security definer set search_path = ledger, pg_temp set enable_seqscan = off as $$
declare
  found_count int;
begin
  perform check_writer(writer_key);
  return query
    select b.bucket, b.on_hand, b.allocated, b.debt_limit, b.version, micros(b.last_at),
           micros(b.last_effective_at), b.catch_on_hand
      from ledger.balance b where b.bucket = any (buckets) order by b.bucket for no key update;
  get diagnostics found_count = row_count;
  if found_count < cardinality(buckets) then
    return query
      select b.bucket, b.on_hand, b.allocated, b.debt_limit, b.version, micros(b.last_at),
             micros(b.last_effective_at), b.catch_on_hand
        from remake_balances(buckets, found_count) b;
  end if;
  return query select 0::bigint, 0::numeric, 0::numeric, 0::numeric, 0, micros(clock_timestamp()), 0::bigint,
    null::numeric;
end $$;

-- Makes the balances of buckets that have none, and thereby holds them. The share lock waits for a change of
-- the place, as in ensure_buckets: neither its limit nor its being in use is an old one.
create function remake_balances(buckets bigint[], found_count int) returns setof balance
language plpgsql security definer set search_path = ledger, pg_temp set enable_seqscan = off as $$
declare
  wanted bigint[];
  missing bigint[];
  made_count int;
begin
  select array_agg(k.id order by k.id),
         array_agg(k.id order by k.id) filter (where not exists (select from balance b where b.bucket = k.id))
    into wanted, missing
    from bucket k
    join locations.location l on l.id = k.location
    join locations.kind d on d.name = l.kind and d.balanced
   where k.id = any (buckets);
  if found_count >= coalesce(cardinality(wanted), 0) then return; end if;
  insert into balance (bucket, item, location, site, owner, status, lot, handling_unit, debt_limit)
    select k.id, k.item, k.location, l.site, k.owner, k.status, k.lot, k.handling_unit, l.debt_limit
      from bucket k join locations.location l on l.id = k.location
     where k.id = any (missing)
     order by k.id
       for share of l
    on conflict do nothing;
  get diagnostics made_count = row_count;
  if found_count + made_count < cardinality(wanted) then
    raise serialization_failure using message = 'a balance was swept or made in the meantime';
  end if;
  return query select b.* from balance b where b.bucket = any (missing) order by b.bucket;
end $$;
comment on function remake_balances is 'Swept balances that are posted to again';

revoke execute on function sequence_movements, sequence_backlog, block_digests, keep_seal_key, append_seal,
  go_on_from_last_line, last_of_bucket, sweep_balances, lock_balances, remake_balances from public;
-- To own a function, a role needs the right to create in its schema: for this moment only.
grant usage, create on schema ledger to stowage_ledger;
alter function sequence_movements owner to stowage_ledger;
alter function sequence_backlog owner to stowage_ledger;
alter function keep_seal_key owner to stowage_ledger;
alter function append_seal owner to stowage_ledger;
alter function sweep_balances owner to stowage_ledger;
alter function lock_balances owner to stowage_ledger;
alter function remake_balances owner to stowage_ledger;
revoke create on schema ledger from stowage_ledger;
grant select, insert on position, seal, seal_key to stowage_ledger;
grant select, update on sequencer to stowage_ledger;
grant select, insert, delete on swept to stowage_ledger;
grant delete on balance to stowage_ledger;
grant execute on function go_on_from_last_line, last_of_bucket to stowage_ledger;
grant execute on function block_digests, sequence_movements, keep_seal_key, append_seal, sweep_balances
  to stowage_app_all;
grant execute on function lock_balances to stowage_hook;
