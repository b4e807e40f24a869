-- How much of an item may leave at once, and what has left. The search path is this plugin's schema.

create table "limit" (
  id uuid primary key,
  owner integer references access.owner,
  item uuid not null references items.item,
  largest numeric(15,6) not null check (largest >= 0),
  note text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint limit_key unique (item)
);
create index limit_by_owner on "limit" (owner, id);
create index limit_by_creation on "limit" (created_at, id);
create index limit_by_change on "limit" (updated_at, id);
comment on table "limit" is 'How much of an item may leave by one movement';

-- A line is told by its movement and its place in it, so that getting one twice changes nothing.
create table departure (
  movement uuid not null,
  n integer not null,
  item uuid not null references items.item,
  owner integer not null references access.owner,
  quantity numeric(15,6) not null,
  at timestamptz not null,
  primary key (movement, n)
);
create index departure_by_time on departure (at, movement, n);
create index departure_by_item on departure (item, at);
comment on table departure is 'What has left, line by line';

create table dry_bin (
  location uuid not null references locations.location,
  item uuid not null references items.item,
  owner integer not null references access.owner,
  at timestamptz not null,
  primary key (location, item, owner)
);
create index dry_bin_by_time on dry_bin (at, location, item, owner);
comment on table dry_bin is 'Places that the last of an item has left';
