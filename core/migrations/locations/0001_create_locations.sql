-- Where it is kept: sites, and the tree of locations in each.

create table locations.site (
  no integer generated always as identity primary key,
  id uuid not null unique,
  company uuid not null references access.company,
  code text not null collate "C" constraint site_code_key unique check (code ~ '^[^/[:cntrl:][:space:]]+$'),
  name text not null check (name = btrim(name) and name <> ''),
  time_zone text not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index site_by_name on locations.site (name, id);
create index site_by_company on locations.site (company, id);
create index site_by_creation on locations.site (created_at, id);
comment on table locations.site is 'A building or yard with an address and a clock of its own.';
comment on column locations.site.no is 'A small number, copied to every balance.';
comment on column locations.site.time_zone is 'IANA name; "today" and a day of expiry are meant in it.';

create table locations.kind (
  name text primary key check (name ~ '^[a-z]+(_[a-z]+)*$'),
  title text not null,
  balanced boolean not null,
  allocatable boolean not null,
  counted boolean not null,
  plugin text not null
);
comment on table locations.kind is 'What sort of place a location is; its flags say what stock there may do.';
comment on column locations.kind.balanced is 'Stock there has a balance. False only for the world outside.';
comment on column locations.kind.allocatable is 'Stock there is available to promise.';
comment on column locations.kind.counted is 'It is walked to in a stock count.';
comment on column locations.kind.plugin is 'The declaration that added it.';

create table locations.location (
  id uuid primary key,
  site integer references locations.site,
  parent uuid references locations.location,
  kind text not null references locations.kind,
  code text not null collate "C" check (code ~ '^[^/[:cntrl:][:space:]]+$'),
  path text not null collate "C" constraint location_path_key unique,
  barcode text constraint location_barcode_key unique,
  debt_limit numeric(15,6) not null default 0 check (debt_limit >= 0),
  x_m numeric(9,3),
  y_m numeric(9,3),
  z_m numeric(9,3),
  is_active boolean not null default true,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  extension jsonb not null default '{}',
  constraint location_code_key unique nulls not distinct (site, code),
  constraint location_is_not_its_own_parent check (parent <> id)
);
create index location_by_code on locations.location (code, id);
create index location_by_parent on locations.location (parent, id);
create index location_by_kind on locations.location (kind, id);
create index location_by_activity on locations.location (is_active, id);
create index location_by_creation on locations.location (created_at, id);
create index location_by_update on locations.location (updated_at, id);
create index location_in_debt on locations.location (debt_limit, id) where debt_limit > 0;
comment on table locations.location is 'A place that stock can be in, or that holds such places. A tree in each site; the external ones have no site.';
comment on column locations.location.parent is 'The place it is in; null for a site''s root and for external ones.';
comment on column locations.location.code is 'What the label says; unique in its site.';
comment on column locations.location.path is 'Codes from the root down, joined by "/": all beneath P lie between P || ''/'' and P || ''0''.';
comment on column locations.location.barcode is 'What the scanner reads, where that is not the code.';
comment on column locations.location.debt_limit is 'How far a balance here may go below zero. Written by ledger.set_debt_limit alone, which keeps the balances'' copies.';
comment on column locations.location.x_m is 'Metres from the site''s origin, along the fronts of the aisles.';
comment on column locations.location.y_m is 'Metres from the site''s origin, into the aisle.';
comment on column locations.location.z_m is 'Metres above the floor.';
comment on column locations.location.is_active is 'False takes it, and all beneath it, out of use; refused while stock stands there.';

create table locations.layout (
  id uuid primary key,
  site integer not null references locations.site,
  fingerprint bytea not null,
  answer jsonb not null,
  created_at timestamptz not null default now()
);
create index layout_by_site on locations.layout (site);
comment on table locations.layout is 'Each laying out of locations from a pattern, so that the same command sent twice lays out once.';
comment on column locations.layout.fingerprint is 'SHA-256 of the pattern: the same id with another pattern is refused.';

insert into locations.kind (name, title, balanced, allocatable, counted, plugin) values
  ('site', 'Site', true, true, true, 'locations'),
  ('area', 'Area', true, true, true, 'locations'),
  ('bin', 'Bin', true, true, true, 'locations'),
  ('transit', 'In transit', true, false, false, 'locations'),
  ('external', 'Outside', false, false, false, 'locations');

-- The world outside: where goods come from and go to. Both sides of every movement are places.
insert into locations.location (id, kind, code, path) values
  ('00000000-0000-7000-8000-000000000011', 'external', 'SUPPLIER', 'SUPPLIER'),
  ('00000000-0000-7000-8000-000000000012', 'external', 'CUSTOMER', 'CUSTOMER'),
  ('00000000-0000-7000-8000-000000000013', 'external', 'ADJUSTMENT', 'ADJUSTMENT'),
  ('00000000-0000-7000-8000-000000000014', 'external', 'OPENING', 'OPENING'),
  ('00000000-0000-7000-8000-000000000015', 'external', 'TITLE', 'TITLE');
