-- What plugins add to the rows of others: one row for each of them that has values of a plugin.

create table host.field_value (
  entity text not null check (entity ~ '^[a-z][a-z0-9_-]*\.[a-z][a-z0-9_]*$'),
  id uuid not null,
  plugin text not null,
  owner integer,
  said jsonb not null check (jsonb_typeof(said) = 'object'),
  updated_at timestamptz not null default now(),
  primary key (entity, id, plugin)
);
create index field_value_by_row on host.field_value (id, entity);
comment on table host.field_value is 'Extension fields: what a plugin keeps on a row that is not its own. Kept while the plugin is off.';
comment on column host.field_value.entity is 'The audit''s name of the row: items.item.';
comment on column host.field_value.owner is 'Whose the row is, so that the same people see it; null is the house''s.';
