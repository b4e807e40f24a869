-- While any place was on hold, each posting read all locations: 29 ms among 20,000 of them, for a hash join
-- that was planned once for all. Now it looks up the places above those it touches, each once.
drop function open_holds(uuid[], uuid[], uuid[], uuid[], uuid[], integer[]);

-- The open holds on what a group of movements touches; `covers` is the id that was asked for (an owner's
-- number). Volatile, so that what it reads is as fresh as the lock. Nothing but one look at an empty index
-- where no hold is open.
create function open_holds(asked_items uuid[], asked_places uuid[], asked_lots uuid[], asked_units uuid[],
  asked_serials uuid[], asked_owners integer[])
returns table (hold uuid, scope text, covers text, blocks text[], reason text, lifted_by text, lifter text)
language plpgsql volatile set search_path = ledger, pg_temp set plan_cache_mode = force_generic_plan
  set enable_hashjoin = off set enable_mergejoin = off set enable_seqscan = off as $$
declare
  held_above uuid[];
  step uuid[];
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
  -- From the places up through what they are in, one look-up a level, however many holds there are. Only
  -- where one of those is on hold is it asked whose it is; the limits keep that a look-up by key.
  if exists (select from ledger.hold h where h.lifted_at is null and h.scope = 'location') then
    held_above := asked_places;
    step := asked_places;
    for depth in 1..100 loop
      select array_agg(distinct l.parent) into step
        from locations.location l where l.id = any (step) and l.parent is not null;
      exit when step is null;
      held_above := held_above || step;
    end loop;
    select array_agg(h.subject) into held_above from ledger.hold h
     where h.lifted_at is null and h.scope = 'location' and h.subject = any (held_above);
    if held_above is not null then
      return query
        with recursive above (asked, place) as (
          select p, p from unnest(asked_places) p
          union
          select a.asked, l.parent from above a, lateral (
            select l.parent from locations.location l where l.id = a.place and l.parent is not null limit 1) l)
        select h.id, h.scope, a.asked::text, h.blocks, h.reason, h.lifted_by, h.lifter
          from above a join ledger.hold h on h.subject = a.place
         where a.place = any (held_above) and h.lifted_at is null and h.scope = 'location';
    end if;
  end if;
  if cardinality(asked_units) > 0
    and exists (select from ledger.hold h where h.lifted_at is null and h.scope = 'handling_unit') then
    return query
      with recursive above (asked, unit) as (
        select u, u from unnest(asked_units) u
        union
        select a.asked, u.parent from above a, lateral (
          select u.parent from locations.handling_unit u where u.id = a.unit and u.parent is not null limit 1) u)
      select h.id, h.scope, a.asked::text, h.blocks, h.reason, h.lifted_by, h.lifter
        from above a join ledger.hold h on h.subject = a.unit
       where h.lifted_at is null and h.scope = 'handling_unit';
  end if;
end $$;
comment on function open_holds is 'The open holds on what a posting touches; holds off changes of holds until its end';
revoke execute on function open_holds from public;
grant execute on function open_holds to stowage_hook, stowage_app, stowage_app_all;
