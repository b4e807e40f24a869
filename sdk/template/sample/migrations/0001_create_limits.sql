-- How much of an item may leave at once, and how much has left. The search path is this plugin's schema.

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

create table tally (
  item uuid not null references items.item,
  owner integer not null references access.owner,
  quantity numeric(20,6) not null,
  since timestamptz not null,
  last_at timestamptz not null,
  primary key (item, owner)
);
create index tally_by_quantity on tally (quantity, item, owner);
create index tally_by_last on tally (last_at, item, owner);
comment on table tally is 'How much of an item has left since the plugin was switched on';
