-- Where events are sent, what was sent, how each try ended, and who is at it.

create table endpoint (
  id uuid primary key default gen_random_uuid(),
  owner integer not null default 0,
  name text not null check (length(name) between 1 and 120),
  url text not null check (length(url) between 8 and 2000),
  events jsonb not null default '[]' check (jsonb_typeof(events) = 'array'),
  notify text check (length(notify) <= 254),
  is_on boolean not null default true,
  on_since timestamptz not null default now(),
  switched_off_at timestamptz,
  switched_off_because text check (switched_off_because in ('person', 'failing', 'gone')),
  secret text not null,
  former_secret text,
  former_until timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint endpoint_off_with_reason check (is_on = (switched_off_because is null))
);
create index on endpoint (owner);
create index on endpoint (name, id);
create index on endpoint (created_at, id);
comment on table endpoint is 'An address that events are sent to';
comment on column endpoint.owner is 'Whose events it is told of, by number; 0 is those of all owners, and for staff alone';
comment on column endpoint.events is 'Names of events; none means all';
comment on column endpoint.on_since is 'What happened before is sent only where somebody asks for it';
comment on column endpoint.secret is 'Sealed. The former one signs as well until its time is over';

-- Apart from the endpoint, because it is written while people change that.
create table lane (
  endpoint uuid primary key references endpoint on delete cascade,
  owner integer not null,
  holder uuid,
  held_until timestamptz,
  failures integer not null default 0,
  failing_since timestamptz
) with (fillfactor = 50);
comment on table lane is 'Which node sends to an endpoint, and for how long it has failed: one node at a time, so that the order is kept';
comment on column lane.failures is 'Failed tries in a row';

create table event (
  id bigint generated always as identity primary key,
  owner integer not null,
  stream text not null check (stream in ('ledger', 'outbox')),
  position bigint not null,
  name text not null,
  at timestamptz not null,
  body text not null,
  kept_at timestamptz not null default now(),
  constraint event_key unique (stream, position)
);
comment on table event is 'What is sent, as it is sent each time; kept as long as a delivery needs it';

create table delivery (
  id bigint generated always as identity primary key,
  owner integer not null,
  endpoint uuid not null,
  event bigint not null,
  subjects text[] not null,
  state text not null default 'pending' check (state in ('pending', 'delivered', 'dead', 'dropped')),
  attempts integer not null default 0,
  forgiven integer not null default 0,
  next_try_at timestamptz not null default now(),
  replay uuid,
  created_at timestamptz not null default now(),
  ended_at timestamptz,
  constraint delivery_of_replay_key unique (replay, event),
  constraint delivery_ended_if_not_pending check ((state = 'pending') = (ended_at is null))
) with (fillfactor = 80);
create index delivery_pending on delivery (endpoint, id) where state = 'pending';
create index delivery_due on delivery (endpoint, next_try_at) where state = 'pending';
create index delivery_dead on delivery (id) where state = 'dead';
create index on delivery (endpoint, id);
create index on delivery (owner, id);
create index on delivery (event);
comment on table delivery is 'One event on its way to one endpoint. Deliveries that share a subject go one after the other, by id';
comment on column delivery.forgiven is 'How many of the attempts do not count any longer, because a person had it sent again';
comment on column delivery.replay is 'The wish to send former events again that it comes of';

create table attempt (
  id bigint generated always as identity primary key,
  owner integer not null,
  delivery bigint not null,
  n integer not null,
  at timestamptz not null,
  took_ms integer not null,
  status integer,
  failure text check (failure in ('status', 'redirect', 'gone', 'timeout', 'unreachable', 'refused', 'too_large')),
  answer text check (length(answer) <= 2000)
);
create index on attempt (delivery);
comment on table attempt is 'One request to an endpoint, and what was answered';
