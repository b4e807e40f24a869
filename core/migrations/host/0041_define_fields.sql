-- Fields that an administrator gives to records. Their values stand in host.field_value beside those of
-- plugins, under the name "custom".

create table host.custom_field (
  id uuid primary key,
  entity text not null check (entity ~ '^[a-z][a-z0-9_-]*\.[a-z][a-z0-9_]*$'),
  name text not null check (name ~ '^[a-z][A-Za-z0-9]{0,63}$'),
  kind text not null,
  label text not null,
  labels jsonb not null default '{}',
  help text,
  helps jsonb not null default '{}',
  is_required boolean not null default false,
  permission text,
  rules jsonb not null default '{}' check (jsonb_typeof(rules) = 'object'),
  place integer not null default 0,
  is_retired boolean not null default false,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint custom_field_name_key unique (entity, name)
);
comment on table host.custom_field is 'Fields that an administrator gives to records. A retired one is hidden, and its values are kept.';
comment on column host.custom_field.entity is 'The audit''s name of the records: items.item.';
comment on column host.custom_field.labels is 'The label in other languages than English, by their tags.';
comment on column host.custom_field.rules is 'What its kind knows: unit, decimals, bounds, pattern, choices, default.';
comment on column host.custom_field.place is 'Where it stands among the others, the smallest first.';

alter table host.plugin_set add column fields bigint not null default 0;
comment on column host.plugin_set.fields is 'Rises with every change of the fields that administrators define; nodes make themselves anew by it.';
alter table host.node add column fields bigint not null default 0;
comment on column host.node.fields is 'Which of these numbers the node serves.';

-- A cast of text to date depends on a setting, so no index can be made of it; this depends on nothing.
create function host.day_of(day text) returns date immutable parallel safe strict
  return make_date(left(day, 4)::int, substr(day, 6, 2)::int, substr(day, 9, 2)::int);
comment on function host.day_of is 'A day that was written as 2026-11-23, for lists and their indexes.';
