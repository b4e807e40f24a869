-- What probes read, and how warm items may become.

create table reading (
  id uuid primary key,
  location uuid not null references locations.location,
  measured_at timestamptz not null,
  celsius numeric(6,2) not null check (celsius between -273.15 and 300),
  probe text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index reading_by_location on reading (location, measured_at desc);
create index reading_by_time on reading (measured_at, id);
create index reading_by_creation on reading (created_at, id);
create index reading_by_change on reading (updated_at, id);
comment on table reading is 'What a probe read in a place';

create table requirement (
  id uuid primary key,
  owner integer references access.owner,
  item uuid not null references items.item,
  warmest numeric(6,2) not null,
  hours_fresh integer not null default 24 check (hours_fresh between 1 and 720),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint requirement_key unique (item)
);
create index requirement_by_owner on requirement (owner, id);
create index requirement_by_creation on requirement (created_at, id);
create index requirement_by_change on requirement (updated_at, id);
comment on table requirement is 'How warm an item may become';
