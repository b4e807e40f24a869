-- Handling units move as such, and transformations: what went into a repacking, a kit or a production, and
-- what came out.

-- Holds buckets in units alone. The planner cannot take it for a look-up by the whole name of a bucket, whose
-- unit may be none; whoever wants it says `handling_unit <> nil` as well.
create index bucket_in_unit on bucket (handling_unit, location, id)
  where handling_unit <> '00000000-0000-0000-0000-000000000000';

create table unit_move (
  id bigint generated always as identity primary key,
  unit uuid not null,
  at timestamptz not null,
  movement uuid,
  actor uuid not null,
  from_location uuid,
  from_parent uuid,
  to_location uuid not null,
  to_parent uuid,
  is_carried boolean not null
);
create index unit_move_by_unit on unit_move (unit, id);
create index unit_move_by_movement on unit_move (movement) where movement is not null;
comment on table unit_move is 'Where each handling unit has stood, also empty ones; insert-only. Its last row is the unit''s place';
comment on column unit_move.movement is 'The movement that moved it; null for where it stood at first';
comment on column unit_move.is_carried is 'It came along inside another unit';

create table transformation (
  id uuid primary key,
  kind text not null check (kind in ('split', 'merge', 'repack', 'production', 'kit')),
  at timestamptz not null
);
create index transformation_by_instant on transformation (at, id);
create index transformation_by_kind on transformation (kind, id);
comment on table transformation is 'A node of the genealogy: inputs became outputs. Its lines are those of its movements, one for each owner';

create table transformation_edge (
  transformation uuid not null references transformation,
  movement uuid not null,
  n smallint not null,
  direction "char" not null check (direction in ('i', 'o')),
  owner int not null,
  item uuid not null,
  lot uuid not null,
  handling_unit uuid not null,
  quantity numeric(15,6) not null,
  primary key (transformation, movement, n, direction)
);
create index edge_by_lot on transformation_edge (lot, direction, transformation)
  where lot <> '00000000-0000-0000-0000-000000000000';
create index edge_by_unit on transformation_edge (handling_unit, direction, transformation)
  where handling_unit <> '00000000-0000-0000-0000-000000000000';
create index edge_by_item on transformation_edge (item, direction, transformation);
create index edge_by_movement on transformation_edge (movement);
comment on table transformation_edge is 'A line as an input (i) or output (o) of a transformation; written with the line, insert-only';

insert into movement_kind (name, title, requires_reason, plugin) values
  ('transformation', 'Transformation', false, 'ledger');
-- Inputs go there and outputs come from there; it is outside, so it keeps no stock.
insert into locations.location (id, kind, code, path) values
  ('00000000-0000-7000-8000-000000000016', 'external', 'TRANSFORM', 'TRANSFORM');

-- Locks units in the order of their ids, before any balance, and tells where they stand.
create function lock_units(writer_key text, units uuid[])
returns table (id uuid, code text, location uuid, location_code text, parent uuid, is_active boolean)
language plpgsql security definer set search_path = ledger, pg_temp set enable_seqscan = off as $$
begin
  perform check_writer(writer_key);
  return query
    select u.id, u.code, u.location, l.code, u.parent, u.is_active
      from locations.handling_unit u left join locations.location l on l.id = u.location
     where u.id = any (units) order by u.id for no key update of u;
end $$;

-- Writes where units went, in the order in which they did: the history, and how each stands then.
create function write_units(writer_key text, units uuid[], ats bigint[], movements uuid[], actors uuid[],
  from_locations uuid[], from_parents uuid[], to_locations uuid[], to_parents uuid[], carried boolean[]) returns void
language plpgsql security definer set search_path = ledger, pg_temp set enable_seqscan = off as $$
begin
  perform check_writer(writer_key);
  insert into unit_move (unit, at, movement, actor, from_location, from_parent, to_location, to_parent, is_carried)
    select m.unit, instant(m.at), m.movement, m.actor, m.from_location, m.from_parent, m.to_location, m.to_parent,
           m.carried
      from unnest(units, ats, movements, actors, from_locations, from_parents, to_locations, to_parents, carried)
        with ordinality m (unit, at, movement, actor, from_location, from_parent, to_location, to_parent, carried, n)
     order by m.n;
  update locations.handling_unit u
     set location = f.to_location, parent = f.to_parent, version = u.version + 1, updated_at = clock_timestamp()
    from (select distinct on (m.unit) m.unit, m.to_location, m.to_parent
            from unnest(units, to_locations, to_parents) with ordinality m (unit, to_location, to_parent, n)
           order by m.unit, m.n desc) f
   where u.id = f.unit;
end $$;

create function write_transformations(writer_key text, t_ids uuid[], t_kinds text[], t_ats bigint[],
  e_transformations uuid[], e_movements uuid[], e_ns smallint[], e_directions text[], e_owners int[], e_items uuid[],
  e_lots uuid[], e_units uuid[], e_quantities numeric[]) returns void
language plpgsql security definer set search_path = ledger, pg_temp as $$
begin
  perform check_writer(writer_key);
  insert into transformation (id, kind, at)
    select t.id, t.kind, instant(t.at) from unnest(t_ids, t_kinds, t_ats) t (id, kind, at) order by 1;
  insert into transformation_edge (transformation, movement, n, direction, owner, item, lot, handling_unit, quantity)
    select e.transformation, e.movement, e.n, e.direction::"char", e.owner, e.item, e.lot, e.unit, e.quantity
      from unnest(e_transformations, e_movements, e_ns, e_directions, e_owners, e_items, e_lots, e_units, e_quantities)
        e (transformation, movement, n, direction, owner, item, lot, unit, quantity);
end $$;

-- Holds units until the transaction ends: what is posted into them at this moment goes first, and is seen.
create function hold_units(units uuid[]) returns void
language plpgsql security definer set search_path = ledger, pg_temp as $$
begin
  perform from locations.handling_unit where id = any (units) order by id for no key update;
end $$;

-- Puts new units where they stand at first; from then on movements alone move them.
create function place_units(units uuid[], places uuid[], parents uuid[], actor uuid) returns void
language plpgsql security definer set search_path = ledger, pg_temp as $$
begin
  if exists (select from locations.handling_unit where id = any (units) and location is not null)
     or exists (select from unit_move where unit = any (units)) then
    raise invalid_parameter_value using message = 'a unit that stands somewhere is moved by movements alone';
  end if;
  update locations.handling_unit u set location = p.place, parent = p.parent
    from unnest(units, places, parents) p (unit, place, parent) where u.id = p.unit;
  insert into unit_move (unit, at, actor, to_location, to_parent, is_carried)
    select p.unit, clock_timestamp(), place_units.actor, p.place, p.parent, false
      from unnest(units, places, parents) p (unit, place, parent);
end $$;

revoke execute on function lock_units, write_units, write_transformations, hold_units, place_units from public;
grant usage, create on schema ledger to stowage_ledger;
alter function lock_units owner to stowage_ledger;
alter function write_units owner to stowage_ledger;
alter function write_transformations owner to stowage_ledger;
alter function hold_units owner to stowage_ledger;
alter function place_units owner to stowage_ledger;
revoke create on schema ledger from stowage_ledger;
grant select, insert on unit_move, transformation, transformation_edge to stowage_ledger;
grant execute on function lock_units, write_units, write_transformations to stowage_hook;
grant execute on function hold_units, place_units to stowage_app_all;
