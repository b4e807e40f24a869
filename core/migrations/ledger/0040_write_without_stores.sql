-- A group's rows are unnested where they are selected, not in `from`: there PostgreSQL kept each of the arrays in a store
-- of its own and read it back, and made a row of all of them once more. Instants come as instants.
drop function write_group;

create function write_group(writer_key text,
  m_ids uuid[], m_ats timestamptz[], m_effectives timestamptz[], m_owners int[], m_kinds text[], m_actors uuid[],
  m_source_types text[], m_source_ids text[], m_reasons text[], m_reversed uuid[], m_origins text[], m_notes text[],
  m_claims timestamptz[],
  l_ats timestamptz[], l_effectives timestamptz[], l_from_buckets bigint[], l_to_buckets bigint[], l_movements uuid[],
  l_owners int[], l_from_versions int[], l_to_versions int[], l_ns smallint[], l_from_lates boolean[],
  l_to_lates boolean[], l_quantities numeric[], l_from_afters numeric[], l_to_afters numeric[],
  l_catch_quantities numeric[], l_keyed_quantities numeric[], l_keyed_levels uuid[], l_returns_lines bigint[],
  l_allocations uuid[], l_effects text[],
  b_buckets bigint[], b_on_hands numeric[], b_versions int[], b_last_ats timestamptz[], b_last_effectives timestamptz[],
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
      select m.id, m.at, coalesce(m.effective_at, m.at), coalesce(m.owner, m_owners[1]),
             coalesce(m.kind, m_kinds[1]), coalesce(m.actor, m_actors[1]), m.source_type,
             m.source_id, m.reason, m.reverses, m.origin, m.note, m.claim
        from (select unnest(m_ids) id, unnest(m_ats) at, unnest(m_effectives) effective_at, unnest(m_owners) owner,
                unnest(m_kinds) kind, unnest(m_actors) actor, unnest(m_source_types) source_type,
                unnest(m_source_ids) source_id, unnest(m_reasons) reason, unnest(m_reversed) reverses,
                unnest(m_origins) origin, unnest(m_notes) note, unnest(m_claims) claim) m;
    insert into line (at, effective_at, from_bucket, to_bucket, movement, owner, from_version, to_version, n,
      from_late, to_late, quantity, from_after, to_after, catch_quantity, keyed_quantity, keyed_level, returns_line,
      allocation, allocation_effect)
      select l.at, coalesce(l.effective_at, l.at), l.from_bucket, l.to_bucket, l.movement,
             coalesce(l.owner, l_owners[1]), l.from_version, l.to_version, coalesce(l.n, 1::smallint),
             coalesce(l.from_late, false), coalesce(l.to_late, false), l.quantity, l.from_after, l.to_after,
             l.catch_quantity, l.keyed_quantity, l.keyed_level, l.returns_line, l.allocation, l.effect::"char"
        from (select unnest(l_ats) at, unnest(l_effectives) effective_at, unnest(l_from_buckets) from_bucket,
                unnest(l_to_buckets) to_bucket, unnest(l_movements) movement, unnest(l_owners) owner,
                unnest(l_from_versions) from_version, unnest(l_to_versions) to_version, unnest(l_ns) n,
                unnest(l_from_lates) from_late, unnest(l_to_lates) to_late, unnest(l_quantities) quantity,
                unnest(l_from_afters) from_after, unnest(l_to_afters) to_after,
                unnest(l_catch_quantities) catch_quantity, unnest(l_keyed_quantities) keyed_quantity,
                unnest(l_keyed_levels) keyed_level, unnest(l_returns_lines) returns_line,
                unnest(l_allocations) allocation, unnest(l_effects) effect) l;
  end if;
  if cardinality(b_buckets) > 0 then
    update balance b
       set on_hand = n.on_hand, version = n.version, last_at = n.last_at,
           last_effective_at = coalesce(n.last_effective_at, n.last_at),
           allocated = coalesce(n.allocated, b.allocated),
           catch_on_hand = case when n.catch_change is null then b.catch_on_hand
                                else coalesce(b.catch_on_hand, 0) + n.catch_change end
      from (select unnest(b_buckets) bucket, unnest(b_on_hands) on_hand, unnest(b_versions) version,
                unnest(b_last_ats) last_at, unnest(b_last_effectives) last_effective_at, unnest(b_allocateds) allocated,
                unnest(b_catch_changes) catch_change, unnest(b_places) place) n
     where b.ctid = n.place and b.bucket = n.bucket;
    get diagnostics updated_count = row_count;
    if updated_count <> cardinality(b_buckets) then
      raise serialization_failure using message = 'a locked balance is not where it was';
    end if;
  end if;
  if has_reversals then
    insert into reversal (movement, reversed_by)
      select r.movement, r.id from (select unnest(m_reversed) movement, unnest(m_ids) id) r where r.movement is not null order by 1;
  end if;
  insert into command (principal, key, fingerprint, answer)
    select * from (select unnest(c_principals) principal, unnest(c_keys) key, unnest(c_fingerprints) fingerprint, unnest(c_answers) answer) c
     order by 1, 2;
end $$;

revoke execute on function write_group from public;
-- To own a function, a role needs the right to create in its schema: for this moment only.
grant usage, create on schema ledger to stowage_ledger;
alter function write_group owner to stowage_ledger;
revoke create on schema ledger from stowage_ledger;
grant execute on function write_group to stowage_hook;
