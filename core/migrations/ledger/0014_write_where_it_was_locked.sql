-- Writes balances where they were locked: looking each up by its key a second time was a twentieth of the work.
drop function lock_balances(text, bigint[]);
drop function write_group;

-- Locks balances in the order of their buckets and tells how they stand and where (`place`, which stays as long as
-- they are locked); the last row, of bucket 0, is the clock, taken after the locks so that instants rise within every
-- bucket. A balance that was swept is made again; where somebody else sweeps or makes it at this very moment, the
-- group is run again (40001) and finds it.
create function lock_balances(writer_key text, buckets bigint[])
returns table (bucket bigint, on_hand numeric, allocated numeric, debt_limit numeric, version int, last_at bigint,
  last_effective_at bigint, catch_on_hand numeric, place tid)
language plpgsql security definer set search_path = ledger, pg_temp set enable_seqscan = off as $$
declare
  found_count int;
  made bigint[];
begin
  perform check_writer(writer_key);
  return query
    select b.bucket, b.on_hand, b.allocated, b.debt_limit, b.version, micros(b.last_at),
           micros(b.last_effective_at), b.catch_on_hand, b.ctid
      from ledger.balance b where b.bucket = any (buckets) order by b.bucket for no key update;
  get diagnostics found_count = row_count;
  if found_count < cardinality(buckets) then
    -- A statement of its own: the one that makes rows does not see them.
    select array_agg(r.bucket) into made from remake_balances(buckets, found_count) r;
    return query
      select b.bucket, b.on_hand, b.allocated, b.debt_limit, b.version, micros(b.last_at),
             micros(b.last_effective_at), b.catch_on_hand, b.ctid
        from ledger.balance b where b.bucket = any (made) order by b.bucket;
  end if;
  return query select 0::bigint, 0::numeric, 0::numeric, 0::numeric, 0, micros(clock_timestamp()), 0::bigint,
    null::numeric, null::tid;
end $$;

-- Writes a judged group: movements (m), lines (l), how balances (b) stand then, answers under their keys (c).
-- One call and one check of the key; as four functions, a group of singles cost a fifth more. Arrays of what
-- no line of the group has are sent empty: unnest fills up with nulls.
create function write_group(writer_key text,
  m_ids uuid[], m_ats bigint[], m_effectives bigint[], m_owners int[], m_kinds text[], m_actors uuid[],
  m_source_types text[], m_source_ids text[], m_reasons text[], m_reversed uuid[], m_origins text[], m_notes text[],
  m_claims bigint[],
  l_ats bigint[], l_effectives bigint[], l_from_buckets bigint[], l_to_buckets bigint[], l_movements uuid[],
  l_owners int[], l_from_versions int[], l_to_versions int[], l_ns smallint[], l_from_lates boolean[],
  l_to_lates boolean[], l_quantities numeric[], l_from_afters numeric[], l_to_afters numeric[],
  l_catch_quantities numeric[], l_keyed_quantities numeric[], l_keyed_levels uuid[], l_returns_lines bigint[],
  l_allocations uuid[], l_effects text[],
  b_buckets bigint[], b_on_hands numeric[], b_versions int[], b_last_ats bigint[], b_last_effectives bigint[],
  b_allocateds numeric[], b_catch_changes numeric[], b_places tid[],
  c_principals uuid[], c_keys text[], c_fingerprints bytea[], c_answers text[], has_reversals boolean) returns void
language plpgsql security definer set search_path = ledger, pg_temp set enable_hashjoin = off
  set enable_mergejoin = off set enable_seqscan = off as $$
declare
  updated_count int;
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
      from_late, to_late, quantity, from_after, to_after, catch_quantity, keyed_quantity, keyed_level, returns_line,
      allocation, allocation_effect)
      select instant(l.at), instant(l.effective_at), l.from_bucket, l.to_bucket, l.movement, l.owner, l.from_version,
             l.to_version, l.n, l.from_late, l.to_late, l.quantity, l.from_after, l.to_after,
             l.catch_quantity, l.keyed_quantity, l.keyed_level, l.returns_line, l.allocation, l.effect::"char"
        from unnest(l_ats, l_effectives, l_from_buckets, l_to_buckets, l_movements, l_owners, l_from_versions,
          l_to_versions, l_ns, l_from_lates, l_to_lates, l_quantities, l_from_afters, l_to_afters, l_catch_quantities,
          l_keyed_quantities, l_keyed_levels, l_returns_lines, l_allocations, l_effects) l (at, effective_at,
          from_bucket, to_bucket, movement, owner, from_version, to_version, n, from_late, to_late, quantity,
          from_after, to_after, catch_quantity, keyed_quantity, keyed_level, returns_line, allocation, effect);
  end if;
  if cardinality(b_buckets) > 0 then
    update balance b
       set on_hand = n.on_hand, version = n.version, last_at = instant(n.last_at),
           last_effective_at = instant(n.last_effective_at), allocated = coalesce(n.allocated, b.allocated),
           catch_on_hand = case when n.catch_change is null then b.catch_on_hand
                                else coalesce(b.catch_on_hand, 0) + n.catch_change end
      from unnest(b_buckets, b_on_hands, b_versions, b_last_ats, b_last_effectives, b_allocateds, b_catch_changes,
        b_places) n (bucket, on_hand, version, last_at, last_effective_at, allocated, catch_change, place)
     where b.ctid = n.place and b.bucket = n.bucket;
    get diagnostics updated_count = row_count;
    if updated_count <> cardinality(b_buckets) then
      raise serialization_failure using message = 'a locked balance is not where it was';
    end if;
  end if;
  if has_reversals then
    insert into reversal (movement, reversed_by)
      select r.movement, r.id from unnest(m_reversed, m_ids) r (movement, id) where r.movement is not null order by 1;
  end if;
  insert into command (principal, key, fingerprint, answer)
    select * from unnest(c_principals, c_keys, c_fingerprints, c_answers) c (principal, key, fingerprint, answer)
     order by 1, 2;
end $$;

revoke execute on function lock_balances, write_group from public;
-- To own a function, a role needs the right to create in its schema: for this moment only.
grant usage, create on schema ledger to stowage_ledger;
alter function lock_balances owner to stowage_ledger;
alter function write_group owner to stowage_ledger;
revoke create on schema ledger from stowage_ledger;
grant execute on function lock_balances, write_group to stowage_hook;
