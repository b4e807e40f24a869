-- What happened, for those who take part after it was committed: the outbox, its public order, and how far
-- each subscriber has come.

create table outbox (
  id bigint generated always as identity primary key,
  tx xid8 not null default pg_current_xact_id(),
  at timestamptz not null default clock_timestamp(),
  name text not null,
  owner int not null,
  payload jsonb not null
);
create index on outbox (tx);
comment on table outbox is 'Events as they were emitted, in the transaction of what they tell; insert-only, swept when all have read them';
comment on column outbox.owner is 'Whose it is, by number; 0 is the house''s';

create table outbox_position (
  position bigint primary key,
  event bigint not null unique,
  name text not null
);
create index on outbox_position (name, position);
comment on table outbox_position is 'The public order of committed events: dense, insert-only, written by the one sequencer';

-- Where the sequencer stands: all events of transactions below from_tx have a position. While a window is
-- open, those of transactions from from_tx to until_tx have one as far as after_event, and next_tx comes next.
create table outbox_sequencer (
  one boolean primary key default true check (one),
  last_position bigint not null default 0,
  from_tx xid8 not null default '0',
  until_tx xid8,
  next_tx xid8,
  after_event bigint
);
comment on table outbox_sequencer is 'Where the one sequencer of events stands';
insert into outbox_sequencer default values;

create table cursor (
  id uuid primary key default gen_random_uuid(),
  subscriber text not null,
  event text not null,
  stream text not null check (stream in ('outbox', 'ledger')),
  position bigint not null check (position >= 0),
  state text not null default 'running' check (state in ('running', 'away', 'asking')),
  delivered bigint not null default 0,
  delivered_at timestamptz,
  tries int not null default 0,
  last_error text check (length(last_error) <= 2000),
  failed_at timestamptz,
  next_try_at timestamptz,
  created_at timestamptz not null default now(),
  constraint cursor_key unique (subscriber, event)
) with (fillfactor = 50);
create index on cursor (event);
create index on cursor (created_at, id);
comment on table cursor is 'How far a plugin has come with an event; moved on in the transaction of what it makes of it';
comment on column cursor.state is 'Away: its plugin is switched off. Asking: it is back and behind, and somebody has to say whether it catches up or skips';
comment on column cursor.tries is 'Failed tries in a row; it stands still meanwhile and is tried again at next_try_at';

-- Emitting is a function, so that what happened can be added and never be changed.
create function emit_events(names text[], owners int[], payloads jsonb[]) returns void
language sql security definer set search_path = host, pg_temp
as 'insert into outbox (name, owner, payload) select e.name, e.owner, e.payload
      from unnest(names, owners, payloads) with ordinality e (name, owner, payload, n) order by e.n';

-- Gives positions to what is committed and has none. Under the horizon no older transaction can still commit,
-- so nothing is passed over; within a window the order is that of emitting. Two events about one row come in
-- its order, because the second one's transaction could not lock the row before the first had committed.
-- Answers how many it looked at; -1 where another node is at it.
create function sequence_events(most int) returns int
language plpgsql security definer set search_path = host, pg_temp set plan_cache_mode = force_custom_plan as $$
declare
  s outbox_sequencer;
  horizon xid8;
  lowest bigint;
  taken int;
  given int;
  end_event bigint;
begin
  if not pg_try_advisory_xact_lock(7261012) then return -1; end if;
  select * into strict s from outbox_sequencer;
  if s.until_tx is null then
    horizon := pg_snapshot_xmin(pg_current_snapshot());
    if s.from_tx > pg_snapshot_xmax(pg_current_snapshot()) then
      -- The events came from another server, whose transactions count on from elsewhere: all are looked through.
      s.from_tx := '0';
      s.until_tx := '9223372036854775807';
      s.after_event := 0;
    else
      select min(o.id) into lowest from outbox o where o.tx >= s.from_tx and o.tx < horizon;
      if lowest is null then return 0; end if;
      s.until_tx := horizon;
      s.after_event := lowest - 1;
    end if;
    s.next_tx := horizon;
  end if;
  with batch as materialized (
    select o.id, o.name from outbox o
     where o.id > s.after_event and o.tx >= s.from_tx and o.tx < s.until_tx order by o.id limit most),
  fresh as (
    select b.id, b.name, row_number() over (order by b.id) as n from batch b
     where not exists (select from outbox_position p where p.event = b.id)),
  placed as (
    insert into outbox_position (position, event, name)
      select s.last_position + f.n, f.id, f.name from fresh f order by f.n returning 1)
  select (select count(*) from batch), (select count(*) from placed), (select max(b.id) from batch b)
    into taken, given, end_event;
  if taken < most then
    update outbox_sequencer set last_position = s.last_position + given, from_tx = s.next_tx, until_tx = null,
           next_tx = null, after_event = null;
  else
    update outbox_sequencer set last_position = s.last_position + given, from_tx = s.from_tx,
           until_tx = s.until_tx, next_tx = s.next_tx, after_event = end_event;
  end if;
  return taken;
end $$;

-- Takes away events that are older than this and that all subscribers have behind them; answers how many.
create function sweep_events(older_than interval, most int) returns int
language plpgsql security definer set search_path = host, pg_temp as $$
declare
  swept int;
begin
  with done as (
    select p.position, p.event from outbox_position p join outbox o on o.id = p.event
     where o.at < now() - older_than
       and not exists (select from cursor c where c.event = p.name and c.position < p.position)
     order by p.position limit most),
  unplaced as (delete from outbox_position p using done d where p.position = d.position)
  delete from outbox o using done d where o.id = d.event;
  get diagnostics swept = row_count;
  return swept;
end $$;

revoke execute on all functions in schema host from public;
grant execute on function emit_events to stowage_app, stowage_app_all, stowage_hook;
grant execute on function sequence_events, sweep_events to stowage_app_all;
