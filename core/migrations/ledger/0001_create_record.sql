-- The stock record: buckets, balances, movements, lines. What is baked into every line is dear to change later,
-- so all columns that shape a row stand here, also those that the first version leaves null.
-- Quantities are base units, numeric(15,6). Nothing has a foreign key to a line or movement: `verify` checks instead.

create table status (
  no smallint generated always as identity primary key,
  name text not null unique,
  title text not null,
  allocatable boolean not null,
  countable boolean not null,
  sellable boolean not null,
  plugin text not null
);
comment on table status is 'What may be done with stock; the good one is unrestricted';
insert into status (name, title, allocatable, countable, sellable, plugin) values
  ('unrestricted', 'Unrestricted', true, true, true, 'ledger'),
  ('quarantine', 'Quarantine', false, true, false, 'ledger'),
  ('damaged', 'Damaged', false, true, false, 'ledger'),
  ('blocked', 'Blocked', false, true, false, 'ledger');

create table movement_kind (
  name text primary key,
  title text not null,
  requires_reason boolean not null,
  plugin text not null
);
comment on table movement_kind is 'Why stock moves, in one word; changes by hand need a reason';
insert into movement_kind (name, title, requires_reason, plugin) values
  ('receipt', 'Receipt', false, 'ledger'), ('issue', 'Issue', false, 'ledger'),
  ('transfer', 'Transfer', false, 'ledger'), ('adjustment', 'Adjustment', true, 'ledger'),
  ('return', 'Return', false, 'ledger'), ('opening', 'Opening stock', false, 'ledger'),
  ('reversal', 'Reversal', false, 'ledger');

create table reason (
  id uuid primary key,
  code text not null constraint reason_code_key unique check (code ~ '^[a-z][a-z0-9_.-]{0,63}$'),
  title text not null check (length(title) between 1 and 200),
  is_active boolean not null default true,
  plugin text not null default 'ledger',
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table reason is 'Why stock was changed by hand; movements carry the code';
insert into reason (id, code, title) values
  ('00000000-0000-7000-8000-000000000031', 'count', 'Count difference'),
  ('00000000-0000-7000-8000-000000000032', 'damaged', 'Damaged'),
  ('00000000-0000-7000-8000-000000000033', 'lost', 'Lost'),
  ('00000000-0000-7000-8000-000000000034', 'found', 'Found'),
  ('00000000-0000-7000-8000-000000000035', 'expired', 'Expired'),
  ('00000000-0000-7000-8000-000000000036', 'sample', 'Sample'),
  ('00000000-0000-7000-8000-000000000037', 'mistake', 'Posted by mistake'),
  ('00000000-0000-7000-8000-000000000038', 'unknown', 'Unknown');

create table bucket (
  id bigint generated always as identity primary key,
  item uuid not null references items.item,
  location uuid not null references locations.location,
  lot uuid not null default '00000000-0000-0000-0000-000000000000',
  handling_unit uuid not null default '00000000-0000-0000-0000-000000000000',
  owner int not null references access.owner,
  status smallint not null references status,
  unique (item, location, owner, status, lot, handling_unit)
);
comment on table bucket is 'An immutable identity of stock; insert-only, made outside the posting, cached for ever';
-- No other index: the planner would take it for the join that makes balances, and read a place's every bucket.

create table balance (
  bucket bigint primary key references bucket,
  item uuid not null,
  location uuid not null,
  site int,
  owner int not null,
  status smallint not null,
  version int not null default 0,
  last_at timestamptz not null default 'epoch',
  last_effective_at timestamptz not null default 'epoch',
  on_hand numeric(15,6) not null default 0,
  allocated numeric(15,6) not null default 0,
  catch_on_hand numeric(15,6),
  debt_limit numeric(15,6) not null default 0 check (debt_limit >= 0),
  constraint balance_not_below_limit check (on_hand >= -debt_limit),
  constraint balance_allocated_within check (allocated >= 0 and allocated <= greatest(on_hand, 0))
) with (fillfactor = 50);
comment on table balance is 'How much is in a bucket; one row per balanced bucket, written by the ledger''s functions alone';
-- No index mentions a figure, so that every update is HOT.
create index on balance (item, bucket);
create index on balance (location, bucket);

create table movement (
  id uuid primary key,
  at timestamptz not null,
  effective_at timestamptz not null,
  tx xid8 not null default pg_current_xact_id(),
  owner int not null,
  kind text not null,
  actor uuid not null,
  source_type text,
  source_id text,
  reason text,
  reverses uuid,
  origin text,
  device uuid,
  note text,
  claimed_at timestamptz,
  overrides jsonb
) partition by range (id);
comment on table movement is 'One thing that happened to stock of one owner; insert-only; id is a UUIDv7';
comment on column movement.claimed_at is 'What the caller said, where it was up to two minutes ahead and set to now';
create index on movement (source_type, source_id) where source_id is not null;
create index on movement (at, id);

create table line (
  id bigint generated always as identity,
  at timestamptz not null,
  effective_at timestamptz not null,
  from_bucket bigint not null,
  to_bucket bigint not null,
  movement uuid not null,
  owner int not null,
  from_version int,
  to_version int,
  n smallint not null,
  from_late boolean not null default false,
  to_late boolean not null default false,
  quantity numeric(15,6) not null check (quantity > 0),
  from_after numeric(15,6),
  to_after numeric(15,6),
  catch_quantity numeric(15,6),
  keyed_quantity numeric(15,6),
  keyed_level uuid,
  source_line uuid,
  returns_line bigint,
  allocation uuid,
  allocation_effect "char",
  primary key (id, at)
) partition by range (at);
comment on table line is 'A quantity from one bucket to another, with the balance after and version on each side that keeps one';
comment on column line.from_late is 'The bucket already had a later effective instant, or it happened over an hour before it was posted';
create index on line (movement);
create index on line (from_bucket, at) where from_after is not null;
create index on line (to_bucket, at) where to_after is not null;
create index on line (from_bucket, effective_at) where from_late;
create index on line (to_bucket, effective_at) where to_late;

create table reversal (
  movement uuid primary key,
  reversed_by uuid not null unique
);
comment on table reversal is 'A movement is reversed once; unpartitioned, so that the key holds for ever';

create table allocation (
  id uuid primary key,
  bucket bigint not null references bucket,
  demand_kind text not null,
  demand uuid not null,
  quantity numeric(15,6) not null check (quantity > 0),
  expires_at timestamptz,
  owner int not null
);
comment on table allocation is 'Stock of one bucket kept for a demand';
create index on allocation (bucket);
create index on allocation (demand_kind, demand);

create table command (
  principal uuid not null,
  key text not null check (length(key) between 1 and 200),
  fingerprint bytea not null,
  at timestamptz not null default now(),
  answer text not null,
  primary key (principal, key)
);
comment on table command is 'What was answered under an idempotency key; kept 30 days';
create index on command (at);

create table latch (key text primary key);
comment on table latch is 'Further keys that hooks lock; the host takes them in order before the balances';
