-- Handling units: pallets, cases, totes and cartons, each with a label of its own and nested in one another.

create table unit_kind (
  name text primary key check (name ~ '^[a-z]+(_[a-z]+)*$'),
  title text not null,
  plugin text not null
);
comment on table unit_kind is 'What sort of carrier a handling unit is.';
insert into unit_kind (name, title, plugin) values
  ('pallet', 'Pallet', 'locations'),
  ('case', 'Case', 'locations'),
  ('tote', 'Tote', 'locations'),
  ('carton', 'Carton', 'locations');

create table unit_series (
  id uuid primary key,
  name text not null constraint unit_series_name_key unique check (name = btrim(name) and name <> ''),
  scheme text not null check (scheme in ('sscc', 'lpn')),
  prefix text not null collate "C",
  first_number bigint not null default 0 check (first_number >= 0),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint unit_series_prefix_key unique (scheme, prefix),
  constraint unit_series_prefix_fits check (
    case scheme when 'sscc' then prefix ~ '^[0-9]{4,12}$' else prefix ~ '^[A-Z][A-Z0-9-]{0,19}$' end)
);
comment on table unit_series is 'Where codes of handling units come from: a GS1 company prefix, or the letters before a number.';
comment on column unit_series.first_number is 'Added to the number drawn, so that codes printed by a former system are not made again.';
insert into unit_series (id, name, scheme, prefix) values
  ('00000000-0000-7000-8000-000000000041', 'License plates', 'lpn', 'LPN-');

-- One sequence for all series: whichever node draws, no number comes twice, and no series waits for another.
create sequence unit_number;
grant usage on sequence unit_number to stowage_app_all;

create table handling_unit (
  id uuid primary key,
  code text not null collate "C" constraint handling_unit_code_key unique
    check (code ~ '^[^/[:cntrl:][:space:]]+$' and length(code) <= 60),
  kind text not null references unit_kind,
  is_sscc boolean not null default false,
  location uuid references location,
  parent uuid references handling_unit,
  is_active boolean not null default true,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint handling_unit_sscc_is_18_digits check (not is_sscc or code ~ '^[0-9]{18}$'),
  constraint handling_unit_is_not_its_own_parent check (parent <> id),
  constraint handling_unit_in_a_parent_is_somewhere check (parent is null or location is not null)
);
create index handling_unit_by_location on handling_unit (location, id);
create index handling_unit_by_parent on handling_unit (parent, id);
create index handling_unit_by_kind on handling_unit (kind, id);
create index handling_unit_by_activity on handling_unit (is_active, id);
create index handling_unit_by_creation on handling_unit (created_at, id);
comment on table handling_unit is 'A carrier with a label: what is on it moves with it. Stock of several owners may share one.';
comment on column handling_unit.code is 'What the label says: a license plate, or the 18 digits of an SSCC.';
comment on column handling_unit.location is 'Where it stands, also inside another unit; null before it is first placed. Written by the ledger alone.';
comment on column handling_unit.parent is 'The unit it is in. Written by the ledger alone.';
comment on column handling_unit.is_active is 'False once it is closed for good: nothing goes into it any more.';
grant select, update on handling_unit to stowage_ledger;
