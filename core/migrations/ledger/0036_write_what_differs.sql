-- What is alike in a group is sent once, or left out: an owner, a kind and an actor of all movements once; a line's number
-- where it is its movement's only one, an instant where it is the one of posting, and "not late" not at all. Most
-- groups are so, and every array costs a row's time on both sides.
create or replace function write_group(writer_key text,
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
      select m.id, instant(m.at), instant(coalesce(m.effective_at, m.at)), coalesce(m.owner, m_owners[1]),
             coalesce(m.kind, m_kinds[1]), coalesce(m.actor, m_actors[1]), m.source_type,
             m.source_id, m.reason, m.reverses, m.origin, m.note, instant(m.claim)
        from unnest(m_ids, m_ats, m_effectives, m_owners, m_kinds, m_actors, m_source_types, m_source_ids, m_reasons,
          m_reversed, m_origins, m_notes, m_claims) m (id, at, effective_at, owner, kind, actor, source_type,
          source_id, reason, reverses, origin, note, claim);
    insert into line (at, effective_at, from_bucket, to_bucket, movement, owner, from_version, to_version, n,
      from_late, to_late, quantity, from_after, to_after, catch_quantity, keyed_quantity, keyed_level, returns_line,
      allocation, allocation_effect)
      select instant(l.at), instant(coalesce(l.effective_at, l.at)), l.from_bucket, l.to_bucket, l.movement,
             coalesce(l.owner, l_owners[1]), l.from_version, l.to_version, coalesce(l.n, 1::smallint),
             coalesce(l.from_late, false), coalesce(l.to_late, false), l.quantity, l.from_after, l.to_after,
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
           last_effective_at = instant(coalesce(n.last_effective_at, n.last_at)),
           allocated = coalesce(n.allocated, b.allocated),
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
