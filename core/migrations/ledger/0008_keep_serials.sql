-- Serial numbers ride along: the one place of each piece, and the lines that it was on. Ordinary postings do
-- not come here: these functions are called only where a group has serial numbers.

create table serial (
  id uuid primary key,
  item uuid not null references items.item,
  owner int not null references access.owner,
  lot uuid references items.lot,
  number text not null collate "C" constraint serial_number_is_clean
    check (number = btrim(number) and number <> '' and length(number) <= 100 and number !~ '[[:cntrl:]]'),
  bucket bigint references bucket,
  has_left boolean not null default false,
  version int not null default 1,
  first_at timestamptz not null,
  last_at timestamptz not null,
  last_effective_at timestamptz not null,
  constraint serial_number_key unique (item, number),
  constraint serial_is_here_or_gone check (bucket is null or not has_left)
);
create index serial_by_bucket on serial (bucket, id);
create index serial_by_number on serial (number, id);
create index serial_by_lot on serial (lot, id);
create index serial_by_owner on serial (owner, id);
create index serial_by_last_line on serial (last_at, id);
comment on table serial is 'One piece of an item that has a number of its own, and where it is';
comment on column serial.owner is 'Whose it is, or was when it left';
comment on column serial.lot is 'The lot that it came, or left, in';
comment on column serial.number is 'What stands on the piece; unique in its item, sn1 is not SN1';
comment on column serial.bucket is 'Its one place; null outside, and for an item whose numbers are taken at dispatch alone';
comment on column serial.has_left is 'It went to the outside and did not come back';
comment on column serial.version is 'Counts the lines that it was on';

create table line_serial (
  movement uuid not null,
  n smallint not null,
  serial uuid not null references serial,
  at timestamptz not null,
  version int not null,
  owner int not null,
  primary key (movement, n, serial),
  constraint line_serial_version_key unique (serial, version)
);
comment on table line_serial is 'Which pieces a line was about; insert-only. By version, the way that a piece went';
comment on column line_serial.at is 'The posting instant of the line';

-- Locks the serial numbers that a group names in the order of their ids, and tells where each is. Called
-- after the balances are locked, in the same order by everybody.
create function lock_serials(writer_key text, items uuid[], numbers text[])
returns table (id uuid, item uuid, number text, owner int, lot uuid, bucket bigint, has_left boolean, version int,
  last_at bigint, last_effective_at bigint, code text, status text, lot_name text, unit_code text)
language plpgsql security definer set search_path = ledger, pg_temp set enable_hashjoin = off
  set enable_mergejoin = off set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
begin
  perform check_writer(writer_key);
  return query
    with locked as materialized (
      select s.id, s.item, s.number, s.owner, s.lot, s.bucket, s.has_left, s.version, micros(s.last_at) as last_at,
             micros(s.last_effective_at) as last_effective_at
        from ledger.serial s
       where s.id = any (array(
               select t.id from unnest(items, numbers) a (item, number)
                 join ledger.serial t on t.item = a.item and t.number = a.number))
       order by s.id for no key update)
    select s.*, l.code, t.name, o.name, u.code
      from locked s
      left join ledger.bucket b on b.id = s.bucket
      left join locations.location l on l.id = b.location
      left join ledger.status t on t.no = b.status
      left join items.lot o on o.id = b.lot
      left join locations.handling_unit u on u.id = b.handling_unit;
end $$;

-- Writes how the serial numbers (s) of a judged group stand, and the lines (h) that they were on. Two groups
-- that receive the same new number meet at its key; new ones go in order, so that they meet at the first.
create function write_serials(writer_key text,
  s_ids uuid[], s_items uuid[], s_numbers text[], s_owners int[], s_lots uuid[], s_buckets bigint[],
  s_have_left boolean[], s_versions int[], s_first_ats bigint[], s_last_ats bigint[], s_last_effectives bigint[],
  h_movements uuid[], h_ns smallint[], h_serials uuid[], h_ats bigint[], h_versions int[], h_owners int[])
returns void
language plpgsql security definer set search_path = ledger, pg_temp set enable_hashjoin = off
  set enable_mergejoin = off set enable_seqscan = off as $$
begin
  perform check_writer(writer_key);
  -- A number that is new to the record says when it first came.
  insert into serial (id, item, number, owner, lot, bucket, has_left, version, first_at, last_at, last_effective_at)
    select n.id, n.item, n.number, n.owner, n.lot, n.bucket, n.has_left, n.version, instant(n.first_at),
           instant(n.last_at), instant(n.last_effective_at)
      from unnest(s_ids, s_items, s_numbers, s_owners, s_lots, s_buckets, s_have_left, s_versions, s_first_ats,
        s_last_ats, s_last_effectives) n (id, item, number, owner, lot, bucket, has_left, version, first_at, last_at,
        last_effective_at)
     where n.first_at is not null order by n.item, n.number collate "C";
  update serial s
     set owner = n.owner, lot = n.lot, bucket = n.bucket, has_left = n.has_left, version = n.version,
         last_at = instant(n.last_at), last_effective_at = instant(n.last_effective_at)
    from unnest(s_ids, s_owners, s_lots, s_buckets, s_have_left, s_versions, s_first_ats, s_last_ats,
      s_last_effectives) n (id, owner, lot, bucket, has_left, version, first_at, last_at, last_effective_at)
   where s.id = n.id and n.first_at is null;
  insert into line_serial (movement, n, serial, at, version, owner)
    select h.movement, h.n, h.serial, instant(h.at), h.version, h.owner
      from unnest(h_movements, h_ns, h_serials, h_ats, h_versions, h_owners)
        h (movement, n, serial, at, version, owner);
end $$;

-- Stock of one piece may be kept by its number; a piece is kept once.
alter table allocation add column serial uuid constraint allocation_serial_key unique references serial;
comment on column allocation.serial is 'The one piece that is kept, where it is that one; null for any';

revoke execute on function lock_serials, write_serials from public;
grant usage, create on schema ledger to stowage_ledger;
alter function lock_serials owner to stowage_ledger;
alter function write_serials owner to stowage_ledger;
revoke create on schema ledger from stowage_ledger;
grant select, insert, update on serial to stowage_ledger;
grant select, insert on line_serial to stowage_ledger;
grant execute on function lock_serials, write_serials to stowage_hook;
