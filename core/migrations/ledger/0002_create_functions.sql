-- The only writers of the record. They run as stowage_ledger, which nobody can log in as, and ask for the
-- writer's key, which no hook's SQL knows. Joins are pinned to the indexes: a plan cached while a table was
-- empty must not scan it when it has grown.

create function check_writer(given text) returns void
language plpgsql stable security definer set search_path = core, pg_temp as $$
begin
  if not exists (select from core.writer_key where hash = sha256(convert_to(given, 'UTF8'))) then
    raise insufficient_privilege using message = 'the ledger is written by the ledger alone';
  end if;
end $$;

create function instant(micros bigint) returns timestamptz
language sql stable parallel safe as $$ select timestamptz 'epoch' + micros * interval '1 microsecond' $$;
-- Declared stable, as what it calls is: a stricter word would keep the planner from inlining it.
comment on function instant is 'Microseconds since 1970 as an instant; exact, as they are below 2^53';

create function micros(instant timestamptz) returns bigint
language sql stable parallel safe as $$ select round(date_part('epoch', instant) * 1000000)::bigint $$;
comment on function micros is 'Exact: a double of these years is a quarter of a microsecond fine';

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

create function lock_latches(writer_key text, keys text[]) returns void
language plpgsql security definer set search_path = ledger, pg_temp as $$
begin
  perform check_writer(writer_key);
  insert into latch select k from unnest(keys) k order by k collate "C" on conflict do nothing;
  perform from latch where key = any (keys) order by key collate "C" for update;
end $$;

-- Locks balances in the order of their buckets and tells how they stand; the last row, of bucket 0, is the clock,
-- taken after the locks so that instants rise within every bucket.
create function lock_balances(writer_key text, buckets bigint[])
returns table (bucket bigint, on_hand numeric, allocated numeric, debt_limit numeric, version int, last_at bigint,
  last_effective_at bigint)
language plpgsql security definer set search_path = ledger, pg_temp set enable_seqscan = off as $$
begin
  perform check_writer(writer_key);
  return query
    select b.bucket, b.on_hand, b.allocated, b.debt_limit, b.version, micros(b.last_at),
           micros(b.last_effective_at)
      from ledger.balance b where b.bucket = any (buckets) order by b.bucket for no key update;
  return query select 0::bigint, 0::numeric, 0::numeric, 0::numeric, 0, micros(clock_timestamp()), 0::bigint;
end $$;

-- Writes a judged group: movements (m), lines (l), how balances (b) stand then, answers under their keys (c).
-- One call and one check of the key; as four functions, a group of singles cost a fifth more.
create function write_group(writer_key text,
  m_ids uuid[], m_ats bigint[], m_effectives bigint[], m_owners int[], m_kinds text[], m_actors uuid[],
  m_source_types text[], m_source_ids text[], m_reasons text[], m_reversed uuid[], m_origins text[], m_notes text[],
  m_claims bigint[],
  l_ats bigint[], l_effectives bigint[], l_from_buckets bigint[], l_to_buckets bigint[], l_movements uuid[],
  l_owners int[], l_from_versions int[], l_to_versions int[], l_ns smallint[], l_from_lates boolean[],
  l_to_lates boolean[], l_quantities numeric[], l_from_afters numeric[], l_to_afters numeric[],
  b_buckets bigint[], b_on_hands numeric[], b_versions int[], b_last_ats bigint[], b_last_effectives bigint[],
  c_principals uuid[], c_keys text[], c_fingerprints bytea[], c_answers text[], has_reversals boolean) returns void
language plpgsql security definer set search_path = ledger, pg_temp set enable_hashjoin = off
  set enable_mergejoin = off set enable_seqscan = off as $$
begin
  perform check_writer(writer_key);
  if cardinality(m_ids) > 0 then
    insert into movement (id, at, effective_at, owner, kind, actor, source_type, source_id, reason, reverses, origin,
      note, claimed_at)
      select m.id, instant(m.at), instant(m.effective_at), m.owner, m.kind, m.actor, m.source_type, m.source_id,
             m.reason, m.reverses, m.origin, m.note, instant(m.claim)
        from unnest(m_ids, m_ats, m_effectives, m_owners, m_kinds, m_actors, m_source_types, m_source_ids, m_reasons,
          m_reversed, m_origins, m_notes, m_claims) m (id, at, effective_at, owner, kind, actor, source_type,
          source_id, reason, reverses, origin, note, claim);
    insert into line (at, effective_at, from_bucket, to_bucket, movement, owner, from_version, to_version, n,
      from_late, to_late, quantity, from_after, to_after)
      select instant(l.at), instant(l.effective_at), l.from_bucket, l.to_bucket, l.movement, l.owner, l.from_version,
             l.to_version, l.n, l.from_late, l.to_late, l.quantity, l.from_after, l.to_after
        from unnest(l_ats, l_effectives, l_from_buckets, l_to_buckets, l_movements, l_owners, l_from_versions,
          l_to_versions, l_ns, l_from_lates, l_to_lates, l_quantities, l_from_afters, l_to_afters) l (at, effective_at,
          from_bucket, to_bucket, movement, owner, from_version, to_version, n, from_late, to_late, quantity,
          from_after, to_after);
    update balance b
       set on_hand = n.on_hand, version = n.version, last_at = instant(n.last_at),
           last_effective_at = instant(n.last_effective_at)
      from unnest(b_buckets, b_on_hands, b_versions, b_last_ats, b_last_effectives)
        n (bucket, on_hand, version, last_at, last_effective_at)
     where b.bucket = n.bucket;
  end if;
  if has_reversals then
    insert into reversal (movement, reversed_by)
      select r.movement, r.id from unnest(m_reversed, m_ids) r (movement, id) where r.movement is not null order by 1;
  end if;
  insert into command (principal, key, fingerprint, answer)
    select * from unnest(c_principals, c_keys, c_fingerprints, c_answers) c (principal, key, fingerprint, answer)
     order by 1, 2;
end $$;

-- A place goes out of use only while nothing can be posted into it: its balances are held until that is decided.
create function hold_places(places uuid[]) returns void
language plpgsql security definer set search_path = ledger, pg_temp as $$
begin
  perform from balance where location = any (places) order by bucket for no key update;
end $$;

-- A place's limit and its copies on the balances change together.
create function set_debt_limit(place uuid, new_limit numeric) returns void
language plpgsql security definer set search_path = ledger, pg_temp as $$
begin
  update locations.location set debt_limit = new_limit where id = place;
  perform from balance where location = place order by bucket for no key update;
  update balance set debt_limit = new_limit where location = place;
end $$;

create function expire_commands(older_than interval) returns bigint
language sql security definer set search_path = ledger, pg_temp as $$
  with gone as (delete from command where at < now() - older_than returning 1) select count(*) from gone;
$$;

-- Partitions of lines by the instant of posting, of movements by the instant in their UUIDv7. Owned by the
-- migrating role, because only a table's owner may add a partition; it takes two instants and nothing else.
create function ensure_partitions(first timestamptz, last timestamptz) returns void
language plpgsql security definer set search_path = ledger, pg_temp set timezone = 'UTC' as $$
declare
  month timestamptz := date_trunc('month', first);
  following timestamptz;
  suffix text;
begin
  if last > first + interval '20 years' then
    raise invalid_parameter_value using message = 'partitions for more than 20 years at once';
  end if;
  while month <= last loop
    following := month + interval '1 month';
    suffix := to_char(month, 'YYYY_MM');
    if to_regclass('ledger.line_' || suffix) is null then
      perform pg_advisory_xact_lock(7261003);
      execute format('create table if not exists line_%s partition of line for values from (%L) to (%L)', suffix,
        month, following);
      execute format('create table if not exists movement_%s partition of movement for values from (%L) to (%L)',
        suffix, first_id(month), first_id(following));
    end if;
    month := following;
  end loop;
end $$;

create function first_id(instant timestamptz) returns uuid
language sql immutable as $$
  select (lpad(to_hex((extract(epoch from instant) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
$$;
comment on function first_id is 'The smallest UUIDv7 of an instant';

-- How buckets stood at an instant. Clock `known`: the balance after the last line posted by then. Clock
-- `happened`: the balance after the last line in order that was effective by then, plus the late lines posted
-- after it and effective by then. Why that is right stands in LEDGER.md. Runs with the caller's rights.
create function known_at(buckets bigint[], t timestamptz) returns table (bucket bigint, on_hand numeric)
language plpgsql stable set search_path = ledger, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  return query select b, coalesce((select s.after from (
      (select l.at, l.from_after as after from line l
        where l.from_bucket = b and l.from_after is not null and l.at <= t order by l.at desc limit 1)
      union all
      (select l.at, l.to_after from line l
        where l.to_bucket = b and l.to_after is not null and l.at <= t order by l.at desc limit 1)
    ) s order by s.at desc limit 1), 0) from unnest(buckets) b;
end $$;

create function happened_at(buckets bigint[], t timestamptz) returns table (bucket bigint, on_hand numeric)
language plpgsql stable set search_path = ledger, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  return query select b, i.after
      + coalesce((select sum(l.quantity) from line l
          where l.to_bucket = b and l.to_late and l.effective_at <= t and l.at > i.at), 0)
      - coalesce((select sum(l.quantity) from line l
          where l.from_bucket = b and l.from_late and l.effective_at <= t and l.at > i.at), 0)
    from unnest(buckets) b, lateral (select s.at, s.after from (
      (select l.at, l.from_after as after from line l where l.from_bucket = b and l.from_after is not null
          and not l.from_late and l.at <= t + interval '1 hour' and l.effective_at <= t order by l.at desc limit 1)
      union all
      (select l.at, l.to_after from line l where l.to_bucket = b and l.to_after is not null
          and not l.to_late and l.at <= t + interval '1 hour' and l.effective_at <= t order by l.at desc limit 1)
      union all select '-infinity', 0) s order by s.at desc limit 1) i;
end $$;

revoke execute on all functions in schema ledger from public;
-- To own a function, a role needs the right to create in its schema: for this moment only.
grant usage, create on schema ledger to stowage_ledger;
do $$
declare writer regprocedure;
begin
  for writer in select p.oid::regprocedure from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname = 'ledger' and p.prosecdef and p.proname <> 'ensure_partitions'
  loop
    execute format('alter function %s owner to stowage_ledger', writer);
  end loop;
end $$;
revoke create on schema ledger from stowage_ledger;
grant select, insert on movement, line, bucket, reversal to stowage_ledger;
grant select, insert, update on balance, latch to stowage_ledger;
grant select, insert, delete on command to stowage_ledger;
grant select, update on locations.location to stowage_ledger;
grant execute on function instant, micros, check_writer to stowage_ledger;
create policy answers on command for select to stowage_hook using (true);
grant select on command to stowage_hook;
grant execute on function instant, micros, first_id, known_at, happened_at to stowage_app, stowage_app_all, stowage_hook;
grant execute on function ensure_buckets, lock_latches, lock_balances, write_group to stowage_hook;
grant execute on function set_debt_limit, hold_places, ensure_partitions, expire_commands to stowage_app_all;
select ensure_partitions(now() - interval '1 month', now() + interval '2 months');
